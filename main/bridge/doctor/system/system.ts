/** The checks of this computer, all at once; what cannot be known is passed over and says why. */
import { performance } from 'node:perf_hooks'
import type { z } from 'zod'
import type { stepSchema } from '../../../contract/doctor.ts'
import { toBridgeError } from '../../base/errors.ts'
import { problemFrom } from '../../explain/problem.ts'
import { checks, type Check, type SystemParts } from './checks.ts'

type PartsOfComputer = Omit<SystemParts, 'secrets' | 'checkProof' | 'verifyChain' | 'verifyLedger'>

export type SystemStep = z.infer<typeof stepSchema>

/** `only`: these checks, for who has not all the parts. */
export function checkSystem(parts: SystemParts): Promise<SystemStep[]>
export function checkSystem(parts: PartsOfComputer, only: readonly string[]): Promise<SystemStep[]>
export function checkSystem(
  parts: PartsOfComputer,
  only?: readonly string[],
): Promise<SystemStep[]> {
  const wanted = only ? checks.filter(({ id }) => only.includes(id)) : checks
  // Whoever names no checks has all the parts, as the signatures say.
  return Promise.all(wanted.map((check) => take(check, parts as SystemParts)))
}

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
    return typeof found === 'string' ? step('ok', found) : step('skipped', found.notChecked)
  } catch (error) {
    const found = toBridgeError(error)
    return { ...step('failed', found.message), problem: problemFrom(found) }
  }
}
