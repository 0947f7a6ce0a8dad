/**
 * Admission by lot, for what a rate limit has no room for. A bucket that is empty goes to whoever
 * asks at the right moment, which is always the flood; by lot every request has the same chance, so
 * a person whose page tries again gets in, however many others ask.
 */
import type { Clock } from '../../base/ports.ts'

export interface Lottery {
  /** Whether this request of `key` drew a winning lot. About `perSecond` a second do. */
  admits(key: string): boolean
}

/** Requests are counted with a weight that fades in this time. */
const memorySeconds = 2

export function createLottery(
  perSecond: number,
  clock: Clock,
  random: () => number = Math.random,
): Lottery {
  const seen = new Map<string, { weight: number; at: number }>()
  return {
    admits(key) {
      const now = clock.now()
      const before = seen.get(key) ?? { weight: 0, at: now }
      const elapsed = Math.max(0, now - before.at) / 1_000
      const weight = before.weight * Math.exp(-elapsed / memorySeconds) + 1
      seen.set(key, { weight, at: now })
      return random() < (perSecond * memorySeconds) / weight
    },
  }
}
