/** The vocabulary of what is held for the owner. */
import type { HoldRule } from '../../contract/settings-schema.ts'
import type { Importance, ParticipantId } from '../conversation/message-types.ts'
import type { FileEncoding } from '../conversation/files/file-types.ts'
import type { Content } from '../talk/types.ts'

/** What a model wants to send, by the way it sends it. */
export type Sending =
  | {
      kind: 'message'
      to: ParticipantId[]
      text: string
      thread?: string | undefined
      replyTo?: string | undefined
      importance?: Importance | undefined
      ownOnly: boolean
      idempotencyKey?: string | undefined
    }
  | { kind: 'note'; text: string; thread?: string | undefined; ownOnly: boolean }
  | {
      kind: 'file'
      name: string
      content: string
      encoding: FileEncoding
      ifVersion?: number | undefined
    }
  | {
      kind: 'hand-in'
      talk: string
      turn?: number | undefined
      content: Content
      readsFiles: boolean
    }

/** Where a secret stands; never the secret. */
export interface Place {
  /** The field it stands in: text, content, name. */
  field: string
  kind: string
  name: string
  start: number
  end: number
}

export interface Why {
  /** The first rule that holds it. */
  rule: HoldRule
  findings: Place[]
}

export interface HeldItem {
  /** `h12` */
  id: string
  number: number
  kind: Sending['kind']
  participant: ParticipantId
  client: string
  /** Null once it was let through as it was: then it is the message or the file. */
  sending: Sending | null
  bytes: number
  why: Why
  at: number
  state: 'held' | 'released' | 'returned'
  decidedAt: number | null
  reason: string | null
  /** What went through instead of what was sent. */
  changed: string | null
  /** The message or version it became. */
  result: string | null
}

/** That something waits, and nothing of what it says. */
export type HeldOutline = Pick<HeldItem, 'id' | 'kind' | 'at'>

export interface Release {
  /**
   * Goes through in its place: the text of a message or note, the content of a text file; of a turn its
   * fields as JSON, or its text.
   */
  changed?: string | undefined
  /** What else comes in its thread or talk goes through as well, but for what the scan marks. */
  thread?: boolean | undefined
  /** What the scan found here is none: the same is not held again. */
  allow?: boolean | undefined
}

export interface Sender {
  participant: ParticipantId
  client: string
}

export interface Guarded {
  /** The item when it is held for the owner; undefined when it may go on its way. */
  ask(sender: Sender, sending: Sending): Promise<HeldItem | undefined>
  /** Those that wait, oldest first. */
  waiting(): HeldItem[]
  count(): number
  /** How many of what one participant sent wait, and the oldest of them, at most so many. */
  outlines(participant: ParticipantId, most: number): { count: number; oldest: HeldOutline[] }
  /** Newest first; of one participant, or of all. */
  list(participant?: ParticipantId): HeldItem[]
  /** Throws `unknown-held-item`. */
  get(id: string): HeldItem
  /** Throws what sending throws, and `held-item-decided`; then it is held as before. */
  release(id: string, how?: Release): Promise<HeldItem>
  sendBack(id: string, reason: string): Promise<HeldItem>
  /** Removes what was decided before a time. */
  forget(before: number): Promise<void>
  onChange(listener: () => void): () => void
}
