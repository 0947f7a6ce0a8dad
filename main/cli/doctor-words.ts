/** What the doctor found, as lines for people. */
import { printable } from '../host/printable.ts'
import type { MethodResult } from '../contract.ts'

type Step = MethodResult<'doctor.system'>[number]

const marks = { ok: '✓', failed: 'x', skipped: '-', waiting: ' ', running: '…' } as const

export function checkLine({ state, title, detail, problem }: Step): string[] {
  // What has not begun yet has nothing to tell.
  const text = detail === '' ? title : `${title}: ${printable(detail)}`
  const line = `  ${marks[state]} ${text}`
  // The sentence of a problem is its detail already.
  return problem ? [line, nextLine(problem)] : [line]
}

export const problemLines = (problem: Step['problem']): string[] =>
  problem ? [`      ${printable(problem.sentence)}`, nextLine(problem)] : []

const nextLine = ({ action, code }: NonNullable<Step['problem']>): string =>
  `      ${printable(action)} (${code})`
