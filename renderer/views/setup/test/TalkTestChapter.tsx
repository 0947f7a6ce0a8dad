/** Set-up ends with the two speaking to each other: two rounds, each step seen, what is missing explained. */
import { useState } from 'react'
import { Button, ButtonLink } from '../../../components/Button.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { useInvoke, useLoaded } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { goTo, hrefTo } from '../../../navigation.ts'
import { nameOf } from '../../../participants.ts'
import { testStrings, testTalkStrings as words } from '../../../strings/setup.ts'
import { toTalk } from '../../talks/place.ts'
import { TalkCourse } from './TalkCourse.tsx'
import type { TalkTest } from './talk-test.ts'

interface Props {
  test: TalkTest | undefined
  /** The two who speak. */
  two: readonly string[]
  /** Nothing crosses. */
  raised: boolean
}

export function TalkTestChapter({ test, two, raised }: Props) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const { value: participants = [] } = useLoaded('participants.list', {})
  const [anew, setAnew] = useState(false)
  const names = two.map((id) => nameOf(id, participants))
  const begin = (): Promise<boolean> =>
    run(async () => {
      const talk = await invoke('talks.begin', {
        question: words.question,
        form: 'work',
        seats: two.map((participant) => ({ participant })),
        bounds: { rounds: 2 },
      })
      setAnew(false)
      goTo(hrefTo('setup', 'test', talk.id), { replace: true })
    })
  if (test && !anew) {
    return (
      <div className="space-y-8">
        <TalkCourse test={test} />
        <div className="flex flex-wrap gap-4">
          {test.done && (
            <ButtonLink kind="solid" href={hrefTo('home')}>
              {words.next}
            </ButtonLink>
          )}
          <ButtonLink href={toTalk(test.talk.id)}>{words.open}</ButtonLink>
          <Button kind="quiet" onClick={() => setAnew(true)}>
            {testStrings.again}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className="space-y-5">
      <p className="max-w-prose">{words.intro(names)}</p>
      <Button kind="solid" busy={busy} disabled={raised} onClick={() => void begin()}>
        {words.begin}
      </Button>
      {failure && <Problem problem={failure} />}
    </div>
  )
}
