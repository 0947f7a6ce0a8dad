/**
 * Lots for a place before the owner, where all are taken. A page that asks more often draws no more of
 * them: otherwise one page that asks all the time would have every place.
 */
import type { Clock } from '../../base/ports.ts'
import { createLottery } from './lottery.ts'

export interface PlaceLots {
  /** Whether the sign-in `uid` draws a place of `line` now. */
  draws(line: string, uid: string): boolean
}

/** A waiting page asks again every three seconds, and some time goes by on the way. */
const lotMs = 2_000
/** Then those whose time is over are forgotten. */
const maxRemembered = 1_000

export function createPlaceLots(deps: {
  perSecond: number
  clock: Clock
  random: (() => number) | undefined
}): PlaceLots {
  const { perSecond, clock } = deps
  const lottery = createLottery(perSecond, clock, deps.random)
  const drawnAt = new Map<string, number>()

  function forgetOld(now: number): void {
    for (const [uid, at] of drawnAt) if (now - at >= lotMs || at > now) drawnAt.delete(uid)
  }

  return {
    draws(line, uid) {
      const now = clock.now()
      const before = drawnAt.get(uid)
      if (before !== undefined && before <= now && now - before < lotMs) return false
      if (drawnAt.size >= maxRemembered) forgetOld(now)
      // So many at once are no pages that wait.
      if (drawnAt.size >= maxRemembered) return false
      drawnAt.set(uid, now)
      return lottery.admits(line)
    },
  }
}
