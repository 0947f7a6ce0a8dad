/** The checks of this computer, all at once; what cannot be known is passed over and says why. */
import { performance } from 'node:perf_hooks'
import type { z } from 'zod'
import type { stepSchema } from '../../../contract/doctor.ts'
import { toBridgeError } from '../../base/errors.ts'
import { problemOf } from '../ladder/problem.ts'
import { checks, type Check, type SystemParts } from './checks.ts'

export type SystemStep = z.infer<typeof stepSchema>

export const checkSystem = (parts: SystemParts): Promise<SystemStep[]> =>
  Promise.all(checks.map((check) => take(check, parts)))

async function take({ id, title, look }: Check, parts: SystemParts): Promise<SystemStep> {
  const begun = performance.now()
  const step = (state: SystemStep['state'], detail: string): SystemStep => ({
    id,
    title,
    state,
    detail,
    tookMs: Math.round(performance.now() - begun),
    deadlineMs: null,
    problem: null,
  })
  try {
    const found = await look(parts)
    return typeof found === 'string' ? step('ok', found) : step('skipped', found.untold)
  } catch (error) {
    const found = toBridgeError(error)
    return { ...step('failed', found.message), problem: problemOf(found) }
  }
}
