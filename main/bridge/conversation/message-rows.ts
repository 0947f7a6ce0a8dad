/** Messages as rows: how they are read, and what the log's digest says about them. */
import { messageId, threadId } from './ids.ts'
import { integer, integerOrNull, iso, text, textOrNull, type Row } from './rows.ts'
import { textOrRemoved } from './texts.ts'
import type { Importance, Message, OwnerPart } from './message-types.ts'

/** The columns every reader of messages selects, from `messages m`. */
export const messageColumns =
  'm.seq, m.thread, m.sender, m.recipients, m.text, m.importance, m.reply_to, m.sent_at, m.owner_part'

export interface StoredMessage {
  seq: number
  thread: number
  from: string
  to: string[]
  text: string
  importance: Importance
  replyTo: number | null
  sentAt: number
  ownerPart?: OwnerPart
}

export function storedMessageFrom(row: Row): StoredMessage {
  return {
    seq: integer(row, 'seq'),
    thread: integer(row, 'thread'),
    from: text(row, 'sender'),
    to: stringsFrom(text(row, 'recipients')),
    text: text(row, 'text'),
    importance: importanceFrom(text(row, 'importance')),
    replyTo: integerOrNull(row, 'reply_to'),
    sentAt: integer(row, 'sent_at'),
    ...ownerPartFrom(row),
  }
}

export function messageFrom(stored: StoredMessage): Message {
  return {
    id: messageId(stored.seq),
    seq: stored.seq,
    thread: threadId(stored.thread),
    from: stored.from,
    to: stored.to,
    text: textOrRemoved(stored.text),
    importance: stored.importance,
    replyTo: stored.replyTo === null ? null : messageId(stored.replyTo),
    sentAt: iso(stored.sentAt),
    ...(stored.ownerPart && { ownerPart: stored.ownerPart }),
  }
}

/** Only where the owner had a part in it. */
export function ownerPartFrom(row: Row): { ownerPart?: OwnerPart } {
  const part = textOrNull(row, 'owner_part')
  return part === 'pasted' || part === 'changed' ? { ownerPart: part } : {}
}

/** What the chain vouches for: every field of the message. */
export const aboutMessage = (stored: StoredMessage): unknown => [
  stored.seq,
  stored.thread,
  stored.from,
  stored.to,
  stored.text,
  stored.importance,
  stored.replyTo,
  stored.sentAt,
  // Nothing where there is none, as in messages from before there could be.
  ...(stored.ownerPart === undefined ? [] : [stored.ownerPart]),
]

export function stringsFrom(json: string): string[] {
  const value: unknown = JSON.parse(json)
  return Array.isArray(value) ? value.map(String) : []
}

function importanceFrom(value: string): Importance {
  return value === 'low' || value === 'high' ? value : 'normal'
}
