/** How one attempt to sign in went. */
import { Problem } from '../../../components/Problem.tsx'
import { StatusMark } from '../../../components/StatusMark.tsx'
import { signInStrings } from '../../../strings/sign-in.ts'
import type { Identity } from '../chapters.ts'

const words = signInStrings.test

export type Attempt = Identity['attempts'][number]

export function AttemptOutcome({ attempt }: { attempt: Attempt }) {
  const { state, person, problem } = attempt
  if (problem) return <Problem problem={problem} />
  const mark = {
    waiting: 'working',
    done: 'ok',
    failed: 'failed',
    'timed-out': 'attention',
  } as const
  const said = {
    waiting: words.waiting,
    done: words.done(person?.name ?? person?.subject ?? ''),
    failed: words.stuck,
    'timed-out': words.timedOut,
  }
  return (
    <p role="status" className="flex items-start gap-3">
      <span className="mt-1 flex">
        <StatusMark state={mark[state]} />
      </span>
      <span className="min-w-0 wrap-anywhere">{said[state]}</span>
    </p>
  )
}
