/**
 * Token buckets. Behind a tunnel every request comes from 127.0.0.1, so there is no address to
 * count by: buckets are kept per endpoint and per something a flood cannot forge.
 */
import { BridgeError } from './errors.ts'
import type { Clock } from './ports.ts'

export interface Rate {
  /** Requests at once. */
  burst: number
  /** Requests per second after that. */
  perSecond: number
}

export interface RateLimit {
  /** Counts one request of `key`; throws `too-many-requests` when it is one too many. */
  take(key?: string): void
  /** The same, asking: false when it is one too many. */
  admits(key?: string): boolean
}

interface Bucket {
  level: number
  at: number
}

const maxBuckets = 1_000

export function createRateLimit(rate: Rate, clock: Clock): RateLimit {
  const buckets = new Map<string, Bucket>()

  function refill(key: string, now: number): Bucket {
    const bucket = buckets.get(key)
    if (bucket) {
      const elapsed = Math.max(0, now - bucket.at) / 1_000
      bucket.level = Math.min(rate.burst, bucket.level + elapsed * rate.perSecond)
      bucket.at = now
      return bucket
    }
    if (buckets.size >= maxBuckets) forgetFull(now)
    const fresh = { level: rate.burst, at: now }
    buckets.set(key, fresh)
    return fresh
  }

  /** A full bucket says nothing; forgetting it changes no answer. */
  function forgetFull(now: number): void {
    const refillMs = (rate.burst / rate.perSecond) * 1_000
    for (const [key, bucket] of buckets) if (now - bucket.at >= refillMs) buckets.delete(key)
    const [oldest] = buckets.keys()
    if (buckets.size >= maxBuckets && oldest !== undefined) buckets.delete(oldest)
  }

  /** Seconds to wait; 0 when the request was counted. */
  function wait(key: string): number {
    const bucket = refill(key, clock.now())
    if (bucket.level < 1) return Math.ceil((1 - bucket.level) / rate.perSecond)
    bucket.level -= 1
    return 0
  }

  return {
    take(key = '') {
      const seconds = wait(key)
      if (seconds > 0) throw new BridgeError('too-many-requests', { seconds })
    },
    admits: (key = '') => wait(key) === 0,
  }
}
