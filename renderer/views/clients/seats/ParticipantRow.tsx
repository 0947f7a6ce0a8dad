/** What is set up for one participant: what it is, what can be done with it, and what is wrong with it. */
import { useState, type ComponentProps, type ReactNode } from 'react'
import { Letter } from '../../../components/Letter.tsx'
import { Problem, type KnownProblem } from '../../../components/Problem.tsx'
import { useToast } from '../../../components/Toasts.tsx'
import { useAction, type Action } from '../../../data/use-action.ts'

type Shown = ComponentProps<typeof Problem>['problem']

export interface Trial {
  busy: boolean
  /** Why the last act failed, or what the last test found. */
  problem: Shown | undefined
  run: Action['run']
  test: () => void
}

/** Acts on one row, and its test, which finds a problem or says that all is well. */
export function useTrial(
  test: () => Promise<{ problem: KnownProblem | null }>,
  good: string,
): Trial {
  const say = useToast()
  const { busy, failure, run } = useAction()
  const [found, setFound] = useState<KnownProblem | null>(null)
  const start = (): Promise<boolean> =>
    run(async () => {
      setFound(null)
      const { problem } = await test()
      setFound(problem)
      if (!problem) say(good)
    })
  return { busy, problem: failure ?? found ?? undefined, run, test: () => void start() }
}

interface Props {
  participant: string
  name: string
  problem: Shown | undefined
  /** What is set up; the first line after the name. */
  about: ReactNode
  /** What it does now. */
  status?: ReactNode
  acts: ReactNode
  children?: ReactNode
}

export function ParticipantRow(props: Props) {
  const { participant, name, problem, about, status, acts, children } = props
  return (
    <li className="py-3.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Letter id={participant} />
        <span className="min-w-0 grow basis-48 leading-snug">
          <span className="font-medium wrap-anywhere">{name}</span>
          <span className="block text-sm text-muted wrap-anywhere">{about}</span>
          {status !== undefined && (
            <span className="block text-sm text-muted" role="status">
              {status}
            </span>
          )}
        </span>
        <span className="row-acts">{acts}</span>
      </div>
      {problem && (
        <div className="mt-3">
          <Problem problem={problem} />
        </div>
      )}
      {children}
    </li>
  )
}
