/**
 * What each pair of participants has used of its budgets: messages within a minute, characters within
 * a day. In memory, because a budget is looked at on every message; the store tells it what was sent
 * before a start (prime-pairs.ts).
 */
import type { GuardBounds } from '../types.ts'
import type { Elapsed } from './elapsed.ts'

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
  count(pair: string, characters: number, ago?: number): void
}

interface Used {
  /** When each message of the last minute was sent. */
  recent: number[]
  /** Characters by the hour. */
  hours: Map<number, number>
}

/** The name of a pair, whichever of the two sends. */
export const pairOf = (a: string, b: string): string => [a, b].toSorted().join(' ')

export function createPairUse(elapsed: Elapsed): PairUse {
  const pairs = new Map<string, Used>()

  function usedBy(pair: string, now: number): Used {
    let used = pairs.get(pair)
    if (!used) pairs.set(pair, (used = { recent: [], hours: new Map() }))
    used.recent = used.recent.filter((at) => at > now - minute)
    for (const at of used.hours.keys()) {
      if ((at + 1) * hour <= now - day) used.hours.delete(at)
    }
    return used
  }

  return {
    judge(pair, characters, { perMinute, charactersPerDay }) {
      const now = elapsed.now()
      const { recent, hours } = usedBy(pair, now)
      if (perMinute !== null && recent.length >= perMinute) {
        const oldest = recent.toSorted((a, b) => a - b)[recent.length - perMinute] ?? now
        const retryAfter = Math.max(1, oldest + minute - now)
        return { ok: false, budget: 'perMinute', limit: perMinute, retryAfter }
      }
      if (charactersPerDay === null) return { ok: true }
      let left = charactersPerDay - characters
      for (const said of hours.values()) left -= said
      if (left >= 0) return { ok: true }
      const retryAfter = untilRoom(hours, -left, now)
      return { ok: false, budget: 'charactersPerDay', limit: charactersPerDay, retryAfter }
    },
    count(pair, characters, ago = 0) {
      const now = elapsed.now()
      const used = usedBy(pair, now)
      const at = now - ago
      if (ago < minute) used.recent.push(at)
      const slot = Math.floor(at / hour)
      if (ago < day) used.hours.set(slot, (used.hours.get(slot) ?? 0) + characters)
    },
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
