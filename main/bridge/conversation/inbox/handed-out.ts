/**
 * Messages on their way to a reader. They count as read only when the answer was written whole; until
 * then another call of the same client does not get them, and if the connection breaks they are unread
 * as before. Kept in memory: after a crash they are simply still unread.
 */
import type { ParticipantId } from '../message-types.ts'

export interface HandedOut {
  /** What is on its way to this client of the participant. */
  to(participant: ParticipantId, client: string | undefined): ReadonlySet<number>
  /** Reserves them. */
  take(
    participant: ParticipantId,
    client: string | undefined,
    seqs: readonly number[],
  ): {
    /** Frees them; `back` when they can be had again, which is told each time. */
    end(back: boolean): void
  }
  /** Another number after each change. */
  version(): number
  /** Tells of messages that did not arrive and can be had again. */
  onBack(listener: (participant: ParticipantId) => void): void
}

const none: ReadonlySet<number> = new Set()

export function createHandedOut(): HandedOut {
  const taken = new Map<string, Set<number>>()
  let version = 0
  const listeners: ((participant: ParticipantId) => void)[] = []
  const keyOf = (participant: ParticipantId, client = '') => `${participant} ${client}`
  return {
    to: (participant, client) => taken.get(keyOf(participant, client)) ?? none,
    version: () => version,
    take(participant, client, seqs) {
      version += 1
      const key = keyOf(participant, client)
      const mine = taken.get(key) ?? new Set()
      taken.set(key, mine)
      for (const seq of seqs) mine.add(seq)
      let ended = false
      return {
        end(back) {
          version += 1
          // Only once: after a mark that failed they may be on their way again.
          if (!ended) for (const seq of seqs) mine.delete(seq)
          ended = true
          if (mine.size === 0 && taken.get(key) === mine) taken.delete(key)
          if (back) for (const listener of listeners) listener(participant)
        },
      }
    },
    onBack: (listener) => void listeners.push(listener),
  }
}
