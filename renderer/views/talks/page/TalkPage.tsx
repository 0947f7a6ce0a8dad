/** One talk: while it goes on its picture, its steps and what steers it; once it ended what came of it. */
import { useEffect } from 'react'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { Button, ButtonLink } from '../../../components/Button.tsx'
import { useLink, useLoaded } from '../../../data/hooks.ts'
import { strings } from '../../../strings.ts'
import { talkStrings as words } from '../../../strings/talks.ts'
import { BackToTalks } from '../BackToTalks.tsx'
import { toTalks } from '../place.ts'
import { ResultPage } from '../result/ResultPage.tsx'
import { Verdict } from '../result/Verdict.tsx'
import { Acts } from './Acts.tsx'
import { asksOwner, Attention } from './Attention.tsx'
import { Pastes } from './paste/Paste.tsx'
import { SayToAll } from './SayToAll.tsx'
import { Stage } from './Stage.tsx'
import { turnSentence } from './standing.ts'
import { Steps } from './Steps.tsx'
import { useTalkActs } from './use-talk-acts.ts'

export function TalkPage({ id }: { id: string }) {
  const { value: talk, failure, reload } = useLoaded('talks.get', { id })
  const acts = useTalkActs(id)
  const stopped = useLink() === 'stopped'
  useTitle(talk?.title)
  if (!talk) {
    return (
      <div className="view" aria-busy={!failure}>
        <h1 className="sr-only">{words.title}</h1>
        {failure ? <Missing failure={failure} onRetry={reload} /> : <Skeleton lines={6} />}
      </div>
    )
  }
  const ended = talk.state === 'ended'
  return (
    <div className="talk">
      <p className="px-5 pt-6 sm:px-8">
        <BackToTalks />
      </p>
      <LiveRegion>{turnSentence(talk)}</LiveRegion>
      <Stage talk={talk} />
      <div className="talk-body">
        {failure && <Problem problem={failure} />}
        {!ended && !asksOwner(talk) && <Acts talk={talk} acts={acts} disabled={stopped} />}
        {acts.failure && <Problem problem={acts.failure} />}
        <Attention talk={talk} acts={acts} />
        {ended ? (
          <>
            <ResultPage talk={talk} acts={acts} />
            <Disclosure label={words.result.whole}>
              <Steps talk={talk} />
            </Disclosure>
          </>
        ) : (
          <>
            {talk.phase.kind === 'verdict' && <Verdict talk={talk} acts={acts} />}
            <Steps talk={talk} />
            <Pastes talk={talk} acts={acts} />
            <SayToAll talk={talk} acts={acts} disabled={stopped} />
          </>
        )}
      </div>
    </div>
  )
}

/** The window is named after what is talked about. */
function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · ${strings.name}`
  }, [title])
}

interface MissingProps {
  failure: Parameters<typeof Problem>[0]['problem']
  onRetry: () => void
}

function Missing({ failure, onRetry }: MissingProps) {
  if (failure.code !== 'unknown-talk' && failure.code !== 'unknown-result') {
    return (
      <Problem problem={failure}>
        <Button onClick={onRetry}>{strings.kit.tryAgain}</Button>
      </Problem>
    )
  }
  return (
    <EmptyState
      title={words.missing}
      action={
        <ButtonLink kind="solid" href={toTalks()}>
          {words.all}
        </ButtonLink>
      }
    >
      {words.missingDetail}
    </EmptyState>
  )
}
