/**
 * When a new quick tunnel may be asked for. Cloudflare limits creations per IP address and says
 * neither how many nor for how long, so attempts are spaced 1, 2, 5, 15, 30, 60 minutes, Retry-After
 * is obeyed, and all of it survives restarts: a crash loop must not become a creation loop.
 */
import type { Clock } from '../base/ports.ts'
import type { CreationFailure, StateFile } from './state-file.ts'
import type { Timings } from './timings.ts'
import { backoff } from './restart-backoff.ts'

export interface CreationProblem {
  /** `spaced` is our own limit: nobody refused anything. */
  kind: CreationFailure | 'spaced'
  detail: string
  /** When the next attempt is allowed (ms since the epoch). */
  until: number
}

/** A clock set back must not turn a wait of minutes into one of years; Retry-After is cut at a day. */
const longestWaitMs = 25 * 3_600_000

export interface Creations {
  /** What forbids a creation now, or null. */
  blocked(): CreationProblem | null
  succeeded(): Promise<void>
  failed(kind: CreationFailure, detail: string, retryAfterMs: number): Promise<void>
}

export function createCreations(deps: {
  state: StateFile
  clock: Clock
  timings: Timings
}): Creations {
  const { state, clock, timings } = deps
  let lastDetail = ''

  return {
    blocked() {
      const { notBefore, kind, made } = state.memory().creation
      const now = clock.now()
      if (notBefore > now && notBefore - now <= longestWaitMs) {
        return { kind, detail: lastDetail, until: notBefore }
      }
      const recent = made.filter((at) => at > now - timings.creationWindowMs && at <= now)
      const oldest = recent.at(-timings.creationsPerWindow)
      if (oldest === undefined) return null
      const detail = `${recent.length} new addresses were made within the hour`
      return { kind: 'spaced', detail, until: oldest + timings.creationWindowMs }
    },
    async succeeded() {
      await state.change(({ creation }) => {
        Object.assign(creation, { notBefore: 0, failures: 0 })
        creation.made = [...creation.made, clock.now()].slice(-10)
      })
    },
    async failed(kind, detail, retryAfterMs) {
      lastDetail = detail
      await state.change(({ creation }) => {
        const wait = Math.max(backoff(timings.creationWaitMs, creation.failures), retryAfterMs)
        creation.notBefore = clock.now() + wait
        creation.failures += 1
        creation.kind = kind
      })
    },
  }
}
