/** The steps of a sign-in that were found in a recording, in order. */
import { StatusMark } from '../../../components/StatusMark.tsx'
import { Time } from '../../../components/Time.tsx'
import { doctorStrings } from '../../../strings/doctor.ts'
import type { HarFound } from './use-har.ts'

const words = doctorStrings.explain

export function FoundSteps({ steps }: { steps: HarFound['steps'] }) {
  return (
    <section aria-labelledby="found-steps" className="max-w-3xl">
      <h3 id="found-steps" className="mb-4 font-medium">
        {words.stepsFound(steps.length)}
      </h3>
      {steps.length > 0 && (
        <ol className="ladder">
          {steps.map(({ at, title, ok }, i) => (
            <li key={i} className="ladder-rung">
              <StatusMark state={ok ? 'ok' : 'failed'} label={ok ? words.worked : words.failed} />
              <p className="flex min-w-0 grow flex-wrap items-baseline justify-between gap-x-6">
                <span
                  className={ok ? 'min-w-0 wrap-anywhere' : 'min-w-0 font-medium wrap-anywhere'}
                >
                  {title}
                </span>
                <span className="text-sm text-muted">{at && <Time iso={at} clock />}</span>
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
