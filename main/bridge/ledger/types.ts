/** The vocabulary of the ledger: who received what, how much of it, and by which call. */
import type { ParticipantId } from '../conversation/message-types.ts'

/** That it is there, a part of it, or all of it. */
export type Extent = 'name' | 'part' | 'whole'

/** Something of the conversation in an answer: an entry of the log, or a version of a file. */
export type Shown =
  | { seq: number; extent: Extent }
  /** Without a version: the newest. */
  | { file: string; version?: number; extent: Extent }

/** The client behind a call, as it was then. */
export interface Receiver {
  client: string
  /** The sign-in; empty for a local link. */
  grant: string
  participant: ParticipantId
  name: string
  vendor: string
  via: 'http' | 'link' | 'event'
}

/** Something on its way. */
export interface Leaving {
  /** Tells once whether all of it was written; otherwise it counts as perhaps received. */
  end(whole: boolean): void
  /** Nothing of it left after all. */
  drop(): void
}

export interface LedgerWriter {
  /**
   * Call before the answer leaves: what it holds is written down first. Undefined when there is nothing
   * to enter, because it holds nothing or nothing that is not entered already.
   */
  leaving(receiver: Receiver, call: string, shown: readonly Shown[]): Leaving | undefined
}
