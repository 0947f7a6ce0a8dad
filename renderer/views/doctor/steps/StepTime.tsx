/** How long a step took of what the vendor allows, in words and as a line that fills. */
import type { ReactNode } from 'react'
import { doctorStrings } from '../../../strings/doctor.ts'
import { durationOf } from '../../traffic/durations.ts'

const words = doctorStrings.steps

interface Props {
  tookMs: number | null
  deadlineMs: number | null
}

export function StepTime({ tookMs, deadlineMs }: Props) {
  if (tookMs === null) {
    return deadlineMs === null ? null : <Words>{words.deadline(durationOf(deadlineMs))}</Words>
  }
  if (deadlineMs === null) return <Words>{durationOf(tookMs)}</Words>
  const used = Math.min(1, tookMs / deadlineMs)
  return (
    <Words>
      <svg
        className="step-meter"
        data-late={tookMs > deadlineMs}
        viewBox="0 0 60 4"
        aria-hidden="true"
      >
        <rect className="step-meter-all" width="60" height="4" rx="2" />
        <rect className="step-meter-used" width={Math.max(3, used * 60)} height="4" rx="2" />
      </svg>
      {durationOf(tookMs)} {words.of(durationOf(deadlineMs))}
    </Words>
  )
}

function Words({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-3 text-sm whitespace-nowrap text-muted tabular-nums">
      {children}
    </span>
  )
}
