/** From an observation to its one cause and one step. */
import type { ErrorCode } from '../base/errors.ts'
import { table, type Step } from './cause-table.ts'
import type { Observation } from './observation.ts'
import type { Timings } from './timings.ts'

export interface Diagnosis {
  code: ErrorCode
  cause: string
  step: Step
}

/** Null means: nothing is wrong, or it is too early to say. */
export function diagnose(seen: Observation, timings: Timings): Diagnosis | null {
  const row = table.find(({ when }) => when(seen, timings))
  return row ? { code: row.code, cause: row.cause, step: row.step } : null
}
