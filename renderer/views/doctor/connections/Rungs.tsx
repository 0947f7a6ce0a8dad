/** The ten steps of one client: which it took, when, and the request that shows it. */
import { markWord, StatusMark, type MarkState } from '../../../components/StatusMark.tsx'
import { Time } from '../../../components/Time.tsx'
import { doctorStrings } from '../../../strings/doctor.ts'
import type { Rung } from './standing.ts'

const words = doctorStrings.connections

const markOf: Record<Rung['state'], MarkState> = {
  done: 'ok',
  failed: 'failed',
  'not-yet': 'waiting',
  'not-needed': 'off',
}

const wordOf: Record<Rung['state'], string> = {
  done: markWord('ok'),
  failed: markWord('failed'),
  'not-yet': words.notYet,
  'not-needed': words.notNeeded,
}

export function Rungs({ rungs }: { rungs: readonly Rung[] }) {
  return (
    <ol className="ladder">
      {rungs.map(({ id, title, state, at, request }) => (
        <li key={id} className="ladder-rung">
          <StatusMark state={markOf[state]} label={wordOf[state]} />
          <div className="min-w-0 grow">
            <p className="flex flex-wrap items-baseline justify-between gap-x-6">
              <span className={state === 'failed' ? 'font-medium' : mutedUnless(state)}>
                {title}
              </span>
              <span className="text-sm text-muted">
                {at ? <Time iso={at} /> : state === 'not-needed' && words.notNeeded}
              </span>
            </p>
            {request && <code className="block text-sm wrap-anywhere text-muted">{request}</code>}
          </div>
        </li>
      ))}
    </ol>
  )
}

const mutedUnless = (state: Rung['state']): string => (state === 'done' ? '' : 'text-muted')
