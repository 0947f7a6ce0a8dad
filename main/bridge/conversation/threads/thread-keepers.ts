/**
 * Who keeps order in a thread: a room built on the conversation, such as a talk, may refuse what somebody
 * wants to write into a thread of its own.
 */
import { threadId } from '../ids.ts'
import type { ParticipantId } from '../message-types.ts'

/** Throws a BridgeError to refuse. */
export type KeepThread = (from: ParticipantId, thread: string) => void

export interface Keepers {
  add(keep: KeepThread): () => void
  /** Inside the write, so that nothing can change in between. */
  check(from: ParticipantId, thread: number): void
}

export function createKeepers(): Keepers {
  const keepers = new Set<KeepThread>()
  return {
    add(keep) {
      keepers.add(keep)
      return () => void keepers.delete(keep)
    },
    check(from, thread) {
      for (const keep of keepers) keep(from, threadId(thread))
    },
  }
}
