/** Steps with how each stands, how long it took, what was found, and what to do where it failed. */
import type { MethodResult } from '../../../../main/contract.ts'
import { StatusMark, type MarkState } from '../../../components/StatusMark.tsx'
import { doctorStrings } from '../../../strings/doctor.ts'
import { Verdict } from '../Verdict.tsx'
import { StepTime } from './StepTime.tsx'

export type Step = MethodResult<'doctor.system'>[number]

const markOf: Record<Step['state'], MarkState> = {
  waiting: 'waiting',
  running: 'working',
  ok: 'ok',
  failed: 'failed',
  skipped: 'off',
}

export function StepList({ steps, label }: { steps: readonly Step[]; label: string }) {
  return (
    <ol className="ladder" aria-label={label}>
      {steps.map(({ id, title, state, detail, tookMs, deadlineMs, problem }) => (
        <li
          key={id}
          className="ladder-rung"
          aria-current={state === 'running' ? 'step' : undefined}
        >
          <StatusMark state={markOf[state]} label={doctorStrings.steps.states[state]} />
          <div className="min-w-0 grow space-y-2">
            <div>
              <p className="flex flex-wrap items-baseline justify-between gap-x-6">
                <span className={weightOf(state)}>{title}</span>
                {(tookMs !== null || state === 'running') && (
                  <StepTime {...{ tookMs, deadlineMs }} />
                )}
              </p>
              {detail && detail !== problem?.sentence && (
                <p className="max-w-prose text-sm wrap-anywhere text-muted">{detail}</p>
              )}
            </div>
            {problem && <Verdict problem={problem} />}
          </div>
        </li>
      ))}
    </ol>
  )
}

function weightOf(state: Step['state']): string {
  if (state === 'failed' || state === 'running') return 'font-medium'
  return state === 'ok' ? '' : 'text-muted'
}
