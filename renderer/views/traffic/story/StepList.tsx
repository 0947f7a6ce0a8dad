/** The steps of a story, one under the other, with the time that passed between them. */
import { hrefTo } from '../../../navigation.ts'
import { storyStrings as words } from '../../../strings/traffic.ts'
import { durationOf } from '../durations.ts'
import { ErrorCode } from '../../../components/error-page/ErrorCode.tsx'
import { OutcomeMark } from '../list/OutcomeMark.tsx'
import type { StoryStep } from './stories.ts'

/** A shorter rest is not worth words. */
const NOTABLE_MS = 100

export function StepList({ steps }: { steps: readonly StoryStep[] }) {
  return (
    <ol className="story-steps">
      {steps.map((step) => (
        <li key={step.seq}>
          {step.afterMs !== null && step.afterMs >= NOTABLE_MS && (
            <p className="story-rest">{words.after(durationOf(step.afterMs))}</p>
          )}
          <Step step={step} />
        </li>
      ))}
    </ol>
  )
}

function Step({ step }: { step: StoryStep }) {
  const { title, rows, outcome, code } = step
  const last = rows.at(-1)
  return (
    <div className="story-step">
      <span className="story-mark">
        {outcome === 'ok' ? <span className="story-dot" /> : <OutcomeMark outcome={outcome} />}
      </span>
      <div className="min-w-0">
        <p className="leading-snug">
          <a className="link" href={hrefTo('traffic', String(last?.seq ?? step.seq))}>
            {title}
          </a>
          {rows.length > 1 && <span className="text-muted"> · {words.times(rows.length)}</span>}
        </p>
        {last && (
          <p className="text-sm wrap-anywhere text-muted">
            <code>
              {last.method} {last.target}
            </code>{' '}
            {last.status}
          </p>
        )}
        {code !== null && outcome !== 'ok' && <ErrorCode code={code} />}
      </div>
    </div>
  )
}
