/** What the guard is asked, and what it answers. */
import type { BridgeError } from '../../base/errors.ts'
import type { HeldFor } from '../threads/thread-types.ts'

export interface Intended {
  from: string
  to: readonly string[]
  text: string
  /** Its seq; null for one that this message begins. */
  thread: number | null
}

/**
 * `beyond`: characters over the pair's budget, which the thread was allowed. `pause`: the thread that has
 * reached a bound with this message.
 */
export type GuardVerdict =
  | { ok: true; counts: boolean; beyond: number }
  | { ok: false; error: BridgeError; pause: { thread: number; heldFor: HeldFor } | null }

export interface Guard {
  /** To be asked inside the write, so that of two at once the second sees the first. */
  judge(intended: Intended): GuardVerdict
  /** To be told inside the same write, with what it counted for and the seq it got. */
  sent(intended: Intended, seq: number, count: { counts: boolean; beyond: number }): void
}
