/** What would change at the provider, or has changed: before, after, how it went. */
import type { MethodResult } from '../../../../main/contract.ts'
import { Checkbox } from '../../../components/Checkbox.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { StatusMark } from '../../../components/StatusMark.tsx'
import { signInStrings } from '../../../strings/sign-in.ts'

const words = signInStrings.doIt

export type Change = MethodResult<'identity.plan'>[number]

interface Props {
  changes: readonly Change[]
  chosen?: readonly string[]
  /** Left out for a report: nothing is to be chosen any more. */
  onChoose?: (id: string, on: boolean) => void
}

const mark = { planned: 'waiting', unchanged: 'ok', done: 'ok', failed: 'failed' } as const

export function ChangeList({ changes, chosen = [], onChoose }: Props) {
  return (
    <ul className="rows">
      {changes.map((change) => {
        const { id, what, before, after, state, choice, problem } = change
        return (
          <li key={id} className="flex gap-3">
            <span className="mt-1 flex">
              <StatusMark state={mark[state]} />
            </span>
            <div className="min-w-0 grow space-y-2">
              <p className="wrap-anywhere">
                {what} <span className="text-sm text-muted">· {words.states[state]}</span>
              </p>
              {state !== 'unchanged' && (
                <dl className="facts text-sm">
                  <dt>{words.before}</dt>
                  <dd className="wrap-anywhere">{before ?? words.none}</dd>
                  <dt>{words.after}</dt>
                  <dd className="wrap-anywhere">{after}</dd>
                </dl>
              )}
              {choice && onChoose && state === 'planned' && (
                <Checkbox
                  label={words.choice}
                  checked={chosen.includes(id)}
                  onChange={(on) => onChoose(id, on)}
                />
              )}
              {problem && <Problem problem={problem} />}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
