/** One application that is told for a participant; whether it could be now can be tested. */
import { useState } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { Letter } from '../../../components/Letter.tsx'
import { Problem, type KnownProblem } from '../../../components/Problem.tsx'
import { useToast } from '../../../components/Toasts.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { useAction } from '../../../data/use-action.ts'
import { nameOf } from '../../../participants.ts'
import { openApplicationStrings as words } from '../../../strings/open-applications.ts'

type Way = MethodResult<'wake.list'>[number]['ways'][number]

interface Props {
  application: Way & { participant: string }
  participants: Participants
}

export function OpenApplicationRow({
  application: { participant, way, target },
  participants,
}: Props) {
  const name = nameOf(participant, participants)
  const title = words.ways[way]
  const invoke = useInvoke()
  const say = useToast()
  const { busy, failure, run } = useAction()
  const [problem, setProblem] = useState<KnownProblem | null>(null)
  const test = (): Promise<boolean> =>
    run(async () => {
      setProblem(null)
      const tested = await invoke('wake.test', { participant, way })
      setProblem(tested.problem)
      if (!tested.problem) say(words.testGood(title))
    })
  const shown = failure ?? problem
  return (
    <li className="py-3.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Letter id={participant} />
        <span className="min-w-0 grow basis-48 leading-snug">
          <span className="font-medium wrap-anywhere">{name}</span>
          <span className="block text-sm text-muted wrap-anywhere">
            {words.told(title)} · {target}
          </span>
        </span>
        <span className="row-acts">
          <Button aria-label={words.testOf(title, name)} busy={busy} onClick={() => void test()}>
            {words.test}
          </Button>
          <Button
            aria-label={words.removeOf(title, name)}
            onClick={() => void run(() => invoke('wake.set', { participant, way, target: null }))}
          >
            {words.remove}
          </Button>
        </span>
      </div>
      {shown && (
        <div className="mt-3">
          <Problem problem={shown} />
        </div>
      )}
    </li>
  )
}
