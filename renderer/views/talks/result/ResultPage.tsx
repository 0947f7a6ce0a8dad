/** What came of a talk: the owner's verdict, what was agreed and what not, and the ways to take it along. */
import { Download, FileCheck, RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '../../../components/Badge.tsx'
import { Button } from '../../../components/Button.tsx'
import { CopyButton } from '../../../components/CopyButton.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { goTo } from '../../../navigation.ts'
import { saveBlob } from '../../../save-blob.ts'
import { durationOf, talkStrings } from '../../../strings/talks.ts'
import { toFile } from '../../conversation/place.ts'
import { toTalk } from '../place.ts'
import type { TalkActs } from '../page/use-talk-acts.ts'
import type { Talk, TalkResult } from '../shapes.ts'
import { Verdict } from './Verdict.tsx'

const words = talkStrings.result

interface Props {
  talk: Talk
  acts: TalkActs
}

export function ResultPage({ talk, acts }: Props) {
  const { result, startedAt, endedAt, used } = talk
  const took = Date.parse(endedAt ?? startedAt) - Date.parse(startedAt)
  return (
    <section aria-label={words.title} className="space-y-10">
      <p className="-mt-4 text-center text-sm text-muted">
        {words.took(durationOf(took), used.messages)}
      </p>
      <Verdict talk={talk} acts={acts} />
      {result && <Points result={result} talk={talk} />}
      <TakeAlong talk={talk} acts={acts} />
    </section>
  )
}

function Points({ result, talk }: { result: TalkResult; talk: Talk }) {
  const nameOf = (id: string): string =>
    talk.seats.find(({ participant }) => participant === id)?.name ?? id
  const { agreed, disagreed, open, changes } = result
  return (
    <div className="result-points">
      <Part title={words.agreed} hint={words.agreedHint} of={agreed} />
      <Part title={words.disagreed} of={disagreed} />
      <Part title={words.open} of={open} />
      <Part
        title={words.changes}
        of={changes.map(({ participant, from, to, reason, supported }) => (
          <>
            <span className="font-medium">{nameOf(participant)}</span> {words.change(from, to)}
            {reason && `: ${reason}`} {!supported && <Badge kind="lamp">{words.unsupported}</Badge>}
          </>
        ))}
      />
      {talk.files.length > 0 && (
        <Part
          title={words.files}
          of={talk.files.map((name) => (
            <a key={name} className="link" href={toFile(name)}>
              {name}
            </a>
          ))}
        />
      )}
    </div>
  )
}

function Part({ title, hint, of }: { title: string; hint?: string; of: readonly ReactNode[] }) {
  return (
    <section>
      <h2 className="font-serif text-xl">
        {title}
        {hint && of.length > 0 && <span className="ml-2 font-sans text-sm text-muted">{hint}</span>}
      </h2>
      {of.length === 0 ? (
        <p className="text-muted">{words.none}</p>
      ) : (
        <ul className="mt-1 space-y-1.5">
          {of.map((one, i) => (
            <li key={i} className="wrap-anywhere" dir="auto">
              {one}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function TakeAlong({ talk, acts }: Props) {
  const invoke = useInvoke()
  const { result, id, title } = talk
  const again = (): Promise<boolean> =>
    acts.run(async () => {
      const next = await invoke('talks.again', { id })
      goTo(toTalk(next.id))
    })
  return (
    <div className="flex flex-wrap items-center gap-3">
      {result &&
        (result.savedAs === null ? (
          <Button busy={acts.busy} onClick={() => void acts.save()}>
            <FileCheck aria-hidden="true" size={16} strokeWidth={1.75} />
            {words.save}
          </Button>
        ) : (
          <a className="link mr-2 wrap-anywhere" href={toFile(result.savedAs)}>
            {words.savedAs(result.savedAs)}
          </a>
        ))}
      {result && <CopyButton text={result.markdown} label={words.copy} />}
      {result && (
        <Button onClick={() => download(result.markdown, title)}>
          <Download aria-hidden="true" size={16} strokeWidth={1.75} />
          {words.download}
        </Button>
      )}
      <Button onClick={() => void again()} disabled={acts.busy}>
        <RotateCcw aria-hidden="true" size={16} strokeWidth={1.75} />
        {words.again}
      </Button>
    </div>
  )
}

/** Under the talk's name, without what a file system might not take. */
function download(markdown: string, title: string): void {
  const name = title
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase()
  saveBlob(new Blob([markdown], { type: 'text/markdown;charset=utf-8' }), `${name || 'talk'}.md`)
}
