/** How a row ended, by shape. What went well has no mark: the eye is free for the rest. */
import { StatusMark } from '../../../components/StatusMark.tsx'
import { trafficStrings } from '../../../strings/traffic.ts'
import type { Row } from '../data/row.ts'

const marks = { open: 'working', refused: 'off', failed: 'failed' } as const

export function OutcomeMark({ outcome }: { outcome: Row['outcome'] }) {
  if (outcome === 'ok') return <span className="size-5 shrink-0" />
  return <StatusMark state={marks[outcome]} label={trafficStrings.outcomeOf[outcome]} />
}
