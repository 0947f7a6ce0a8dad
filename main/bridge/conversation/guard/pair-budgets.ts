/**
 * What each pair of participants has used of its budgets: messages within a minute, characters within
 * a day. In memory, because a budget is looked at on every message; the store tells it what was sent
 * before a start (prime-pairs.ts).
 */
import type { GuardBounds } from '../threads/thread-types.ts'
import type { Elapsed } from './elapsed.ts'
import { createMinuteRing, type MinuteRing } from './minute-ring.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

type PairBounds = Pick<GuardBounds, 'perMinute' | 'charactersPerDay'>

export type PairVerdict =
  | { ok: true }
  /** `retryAfter`: milliseconds until the message would be let through. */
  | { ok: false; budget: keyof PairBounds; limit: number; retryAfter: number }

export interface PairUse {
  judge(pair: string, characters: number, bounds: PairBounds): PairVerdict
  /** Counts a message that is sent now, or was `ago` milliseconds ago. */
  count(pair: string, characters: number, bounds: PairBounds, ago?: number): void
}

interface Used {
  /** As many stamps as the bound of the minute needs. */
  ring: { size: number; stamps: MinuteRing } | undefined
  /** Characters by the hour, of this day. */
  hours: Map<number, number>
  /** All of them together. */
  said: number
  /** The hour in which those that had passed were last taken out. */
  swept: number
}

/** The name of a pair, whichever of the two sends. */
export const pairOf = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

export function createPairUse(elapsed: Elapsed): PairUse {
  const pairs = new Map<string, Used>()

  function usedBy(pair: string, now: number): Used {
    let used = pairs.get(pair)
    if (!used) pairs.set(pair, (used = { ring: undefined, hours: new Map(), said: 0, swept: 0 }))
    const slot = Math.floor(now / hour)
    if (used.swept !== slot) sweep(used, now)
    used.swept = slot
    return used
  }

  return {
    judge(pair, characters, { perMinute, charactersPerDay }) {
      const now = elapsed.now()
      const used = usedBy(pair, now)
      if (perMinute !== null) {
        const oldest = ringOf(used, perMinute).oldest()
        if (oldest !== undefined && oldest > now - minute) {
          const retryAfter = Math.max(1, oldest + minute - now)
          return { ok: false, budget: 'perMinute', limit: perMinute, retryAfter }
        }
      }
      if (charactersPerDay === null) return { ok: true }
      const missing = used.said + characters - charactersPerDay
      if (missing <= 0) return { ok: true }
      const retryAfter = untilRoom(used.hours, missing, now)
      return { ok: false, budget: 'charactersPerDay', limit: charactersPerDay, retryAfter }
    },
    count(pair, characters, { perMinute }, ago = 0) {
      const now = elapsed.now()
      const used = usedBy(pair, now)
      const at = now - ago
      if (ago < minute && perMinute !== null) ringOf(used, perMinute).add(at)
      if (ago >= day) return
      const slot = Math.floor(at / hour)
      used.hours.set(slot, (used.hours.get(slot) ?? 0) + characters)
      used.said += characters
    },
  }
}

/** Made for the bound as it is now; the owner may change it while the bridge runs. */
function ringOf(used: Used, size: number): MinuteRing {
  if (used.ring?.size !== size) {
    used.ring = { size, stamps: used.ring?.stamps.resized(size) ?? createMinuteRing(size) }
  }
  return used.ring.stamps
}

function sweep(used: Used, now: number): void {
  for (const [slot, said] of used.hours) {
    if ((slot + 1) * hour > now - day) continue
    used.hours.delete(slot)
    used.said -= said
  }
}

/** When the hours that hold `missing` characters have passed out of the day. */
function untilRoom(hours: Map<number, number>, missing: number, now: number): number {
  let left = missing
  for (const [slot, said] of [...hours].toSorted(([a], [b]) => a - b)) {
    left -= said
    if (left <= 0) return Math.max(1, (slot + 1) * hour + day - now)
  }
  return day
}
