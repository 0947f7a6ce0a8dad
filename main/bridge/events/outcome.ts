/** What the answer to a delivery means: taken, tried again, given up, or the end of the subscription. */
import type { DeliveryNote } from './rows.ts'

export type Outcome =
  | { what: 'taken' }
  /** The subscriber is gone for good. */
  | { what: 'gone' }
  /** This event, and never again. */
  | { what: 'given-up' }
  /** It does not want what it gets: a few attempts, then not before it subscribes again. */
  | { what: 'refused' }
  | { what: 'failed'; retryAfterMs: number }

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** A subscriber is often not ready for its first event: soon, but not in the same second (the signature would be the same). */
const failedDelays = [1, 5, 30, 120, 600, 3_600].map((seconds) => seconds * second)
const refusedDelays = [2 * second, 5 * minute]
/** What holds a subscription that refuses. */
export const refusing = 'refused'

export function judge(status: number, retryAfterSeconds: number | null): Outcome {
  if (status >= 200 && status < 300) return { what: 'taken' }
  if (status === 410) return { what: 'gone' }
  if (status === 413) return { what: 'given-up' }
  const later = status === 408 || status === 425 || status === 429 || status >= 500
  if (later) {
    return { what: 'failed', retryAfterMs: Math.min((retryAfterSeconds ?? 0) * second, hour) }
  }
  return { what: 'refused' }
}

type Next = Pick<DeliveryNote, 'failures' | 'retryAt' | 'held' | 'taken'> & { done: boolean }

/** What to write down; `random` from 0 to 1 keeps those that failed together apart. */
export function afterwards(
  outcome: Exclude<Outcome, { what: 'gone' }>,
  before: { failures: number; held: string | null },
  now: number,
  random: number,
): Next {
  const failures = before.failures + 1
  switch (outcome.what) {
    case 'taken':
      return { failures: 0, retryAt: 0, held: null, taken: true, done: true }
    case 'given-up':
      return { failures: 0, retryAt: 0, held: null, taken: false, done: true }
    case 'refused': {
      const delay = refusedDelays[failures - 1]
      const held = delay === undefined ? refusing : null
      return { failures, retryAt: now + (delay ?? 0), held, taken: false, done: false }
    }
    case 'failed': {
      const delay = failedDelays[Math.min(failures, failedDelays.length) - 1] ?? hour
      const wait = Math.max(delay * (1 + random), outcome.retryAfterMs)
      return { failures, retryAt: Math.ceil(now + wait), held: null, taken: false, done: false }
    }
    default:
      return outcome satisfies never
  }
}
