/** The log: its entries, how they are read, checked and removed. */
import type { OwnerPart, ParticipantId } from '../message-types.ts'

export type LogKind =
  'message' | 'note' | 'file-written' | 'file-deleted' | 'archived' | 'acknowledged'

/** One entry of the hash-chained log. */
export interface LogEntry {
  seq: number
  kind: LogKind
  at: string
  by: ParticipantId
  /** The recipients of a message; null for everything else. */
  to: ParticipantId[] | null
  /** What a reader sees: the message text, the note, "wrote plan.md (version 3)". */
  text: string
  thread: string | null
  /** Message id or file name it is about. */
  ref: string | null
  /** sha256 over the previous hash and this entry, hex. */
  hash: string
  /** Of a message, a note or a version of a file. */
  ownerPart?: OwnerPart
}

export interface LogRequest {
  thread?: string | undefined
  /** Newest entries; at most this many, and at most about 1 MB of texts. Default 50. */
  limit?: number | undefined
  /** Only entries with a smaller seq: paging backwards. */
  before?: number | undefined
  /** Include what clear_conversation archived (owner only). Default false. */
  includeArchived?: boolean | undefined
  /** Include what was done with files. Default true. */
  includeFiles?: boolean | undefined
  /** Only what this participant wrote or was sent, and what was done with files. */
  only?: ParticipantId | undefined
}

export type ChainCheck = { ok: true; entries: number } | { ok: false; brokenAt: number }

export interface Purged {
  /** Texts of messages and notes. */
  entries: number
  /** Versions of shared files. */
  contents: number
  /** What the shared files take less than before. */
  bytes: number
}
