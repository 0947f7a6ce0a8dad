/** Reading an inbox, waiting for one, and catching up. */
import type { InboxMessage, ParticipantId } from '../message-types.ts'

/** The way of an answer back to whoever asked. */
export interface Delivery {
  /** Tells once whether the answer was written whole. */
  onEnd(listener: (whole: boolean) => void): void
  /** An error is answered instead: what was to be handed out never arrives, however whole that is. */
  fail(): void
}

export interface InboxRequest {
  /** The client that reads; without one, reading is the participant's alone. */
  client?: string | undefined
  /** Only messages of this thread. Throws `unknown-thread`. */
  thread?: string | undefined
  /** Only messages after this cursor, read or not. Without it: what is unread for the client. */
  after?: string | undefined
  limit?: number | undefined
  /** Mark what is returned as read. Default true. */
  markRead?: boolean | undefined
  /** Mark it once the answer was written whole; without it, before it is answered. */
  delivery?: Delivery | undefined
  /** Include what was read but not acknowledged. Default false. */
  includeRead?: boolean | undefined
}

/** At most about 1 MB of texts, but always at least one message when there is one. */
export interface InboxPage {
  messages: InboxMessage[]
  /** Hand this back as `after` to continue; durable across restarts. */
  cursor: string
  /** How many more there are beyond this page. */
  remaining: number
}

export interface WaitRequest {
  client?: string | undefined
  /** Wait for messages of this thread only. Throws `unknown-thread`. */
  thread?: string | undefined
  after?: string | undefined
  /** Milliseconds, at most 45 000. */
  timeoutMs: number
  delivery?: Delivery | undefined
  signal?: AbortSignal | undefined
}

export interface WaitResult extends InboxPage {
  timedOut: boolean
}

export interface CatchUpRequest {
  client?: string | undefined
  cursor?: string | undefined
  /** Roughly how many tokens the digest may have (4 characters each). */
  tokenBudget: number
  /** False for who may not read files. Default true. */
  includeFiles?: boolean | undefined
}

export interface CatchUp {
  digest: string
  cursor: string
  /** True when the budget cut something off; `cursor` then continues where it stopped. */
  truncated: boolean
  unread: number
  changedFiles: string[]
  /** The messages in the digest, and whether in full. */
  shown: { seq: number; extent: 'name' | 'part' | 'whole' }[]
  files: { name: string; version: number }[]
}

export interface InboxCounts {
  participant: ParticipantId
  name: string
  unread: number
  unacknowledged: number
}
