/**
 * Sending. A message without `thread` and `replyTo` begins a thread of its own: continuing whatever
 * was spoken of last would mix topics behind the sender's back. A reply joins the thread of what
 * it replies to.
 */
import { BridgeError } from '../base/errors.ts'
import { append, digestOf } from './log/chain.ts'
import type { Outcome, Parts } from './deps.ts'
import { createHeldThreads } from './guard/held-threads.ts'
import type { Guard } from './guard/guard-types.ts'
import { findRepetition, rememberKey } from './idempotency.ts'
import { messageSeq } from './ids.ts'
import { aboutMessage, messageFrom, type StoredMessage } from './message-rows.ts'
import { isOwn, makeOwn, requireOwnThread } from './log/own-entries.ts'
import { requireParticipant, systemSender } from './participants.ts'
import { integer } from './rows.ts'
import { storedBytes } from './search/search-index.ts'
import { requireText } from './texts.ts'
import { joinThread, requireThread } from './threads/threads.ts'
import type { Conversation, ConversationEvent } from './types.ts'
import type { Message, SendRequest, SentMessage } from './message-types.ts'

type Sending = Pick<
  Conversation,
  'send' | 'heldThreads' | 'decideThread' | 'boundThread' | 'exemptThread'
>

export interface Messages extends Sending {
  /** Writes a message that was checked, outside the guard's care; only inside a write. */
  write(said: Said): Message
}

const carried = { ok: true, counts: false, beyond: 0 } as const

/** A message to be; without a thread it begins one. */
type Said = Omit<StoredMessage, 'seq' | 'thread' | 'sentAt'> & { thread: number | null }

export function createMessages(parts: Parts, guard: Guard): Messages {
  const { store, commit, clock, limits, keepers, laterWords } = parts
  const { pause, ...heldThreads } = createHeldThreads(parts, say)

  function send(
    from: string,
    request: SendRequest,
    to: string[],
    text: string,
  ): Outcome<SentMessage | { refused: BridgeError }> {
    const { idempotencyKey: key, importance = 'normal' } = request
    const once =
      key === undefined
        ? undefined
        : {
            key,
            digest: digestOf([to, text, request.thread, request.replyTo, importance]),
          }
    const repeated = once && findRepetition(store, from, once.key, once.digest)
    if (repeated) return { result: { message: messageFrom(repeated), duplicate: true }, events: [] }

    const ownBy = request.ownOnly ? from : undefined
    const replied = request.replyTo === undefined ? null : findReplied(request.replyTo, ownBy)
    const thread =
      request.thread === undefined ? (replied?.thread ?? null) : findThread(request.thread, ownBy)
    if (thread !== null) keepers.check(from, thread)
    const intended = { from, to, text, thread }
    const { ownerPart } = request
    // Who pastes is there: what the owner carries over is no loop.
    const verdict = ownerPart === 'pasted' ? carried : guard.judge(intended)
    if (!verdict.ok) {
      // Refused, but not undone: that the thread is paused has to be kept, and told.
      const events = verdict.pause ? pause(verdict.pause.thread, verdict.pause.heldFor) : []
      return { result: { refused: verdict.error }, events }
    }
    const said = { ...intended, importance, replyTo: replied?.seq ?? null }
    const stored = write({ ...said, ...(ownerPart && { ownerPart }) }, verdict)
    guard.sent(intended, stored.seq, verdict)
    if (once) rememberKey(store, from, once.key, once.digest, stored.seq)
    const message = messageFrom(stored)
    return { result: { message, duplicate: false }, events: eventsOf(message) }
  }

  /** A notice of the bridge itself, in a thread that is there. */
  function say(thread: number, to: readonly string[], text: string): ConversationEvent[] {
    if (to.length === 0) return []
    const notice = { from: systemSender, to: [...to], text, thread, replyTo: null }
    return eventsOf(messageFrom(write({ ...notice, importance: 'normal' }, { counts: false })))
  }

  function write({ thread, ...said }: Said, count: { counts: boolean }): StoredMessage {
    const stored: StoredMessage = { ...said, seq: 0, thread: thread ?? 0, sentAt: clock.now() }
    append(store, {
      kind: 'message',
      at: stored.sentAt,
      by: stored.from,
      thread: thread ?? 'begin',
      ref: null,
      text: null,
      about: (seq) => {
        stored.seq = seq
        stored.thread = thread ?? seq
        return aboutMessage(stored)
      },
    })
    insert(stored, count)
    return stored
  }

  function insert(stored: StoredMessage, count: { counts: boolean }): void {
    joinThread(store, stored, count)
    store
      .statement(
        `INSERT INTO messages (seq, thread, sender, recipients, text, importance, reply_to, sent_at,
           owner_part)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        stored.seq,
        stored.thread,
        stored.from,
        JSON.stringify(stored.to),
        stored.text,
        stored.importance,
        stored.replyTo,
        stored.sentAt,
        stored.ownerPart ?? null,
      )
    for (const participant of stored.to) deliver(participant, stored.seq)
    makeOwn(store, [stored.from, ...stored.to], stored.seq, stored.thread)
    laterWords.written()
  }

  function deliver(participant: string, seq: number): void {
    store
      .statement(
        `UPDATE participants SET delivered = delivered + 1, unread = unread + 1,
           unacknowledged = unacknowledged + 1 WHERE id = ?`,
      )
      .run(participant)
    // RETURNING would put the row into a table of its own first.
    store
      .statement(
        `INSERT INTO deliveries (participant, seq, ordinal)
         VALUES (?1, ?2, (SELECT delivered FROM participants WHERE id = ?1))`,
      )
      .run(participant, seq)
  }

  const findThread = (id: string, ownBy: string | undefined) =>
    ownBy === undefined ? requireThread(store, id) : requireOwnThread(store, ownBy, id)

  /** `ownBy`: only among what this participant wrote or was sent. */
  function findReplied(id: string, ownBy: string | undefined): { seq: number; thread: number } {
    const seq = messageSeq(id)
    const row =
      seq !== undefined && store.statement('SELECT thread FROM messages WHERE seq = ?').get(seq)
    const hidden = seq !== undefined && ownBy !== undefined && !isOwn(store, ownBy, seq)
    if (!seq || !row || hidden) throw new BridgeError('unknown-message', { id })
    return { seq, thread: integer(row, 'thread') }
  }

  function requireRecipients(from: string, to: string[]): string[] {
    const recipients = [...new Set(to)]
    if (recipients.length === 0) {
      throw new BridgeError('invalid-input', { problem: 'The message is addressed to nobody.' })
    }
    for (const recipient of recipients) requireParticipant(store, recipient)
    if (recipients.includes(from)) {
      throw new BridgeError('invalid-input', {
        problem: 'A message cannot be addressed to its own sender; a note in the log can.',
      })
    }
    return recipients
  }

  return {
    ...heldThreads,
    write: (said) => messageFrom(write(said, { counts: false })),

    async send(from, request) {
      requireParticipant(store, from)
      const to = requireRecipients(from, request.to)
      const text = requireText(request.text, limits.messageBytes)
      store.room.require(storedBytes(text))
      const outcome = await commit(() => send(from, request, to, text))
      if ('refused' in outcome) throw outcome.refused
      return outcome
    },
  }
}

/** What a message is told as, once it is on disk. */
export const eventsOf = (message: Message) => [
  { type: 'message' as const, message },
  ...message.to.map((participant) => ({ type: 'inbox' as const, participant })),
  { type: 'log' as const, seq: message.seq },
]
