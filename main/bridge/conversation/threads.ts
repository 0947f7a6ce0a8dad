/** Threads: which there are, who takes part, and the messages of one. */
import { BridgeError } from '../errors.ts'
import type { Store } from '../store/types.ts'
import type { Parts } from './deps.ts'
import { threadId, threadSeq } from './ids.ts'
import {
  messageColumns,
  messageFrom,
  storedMessageFrom,
  stringsFrom,
  type StoredMessage,
} from './message-rows.ts'
import { clampLimit, integer, iso, text, type Row } from './rows.ts'
import { firstWords } from './texts.ts'
import type { Conversation, Thread } from './types.ts'

const titleLength = 80

export function createThreads({ store }: Parts): Pick<Conversation, 'threads' | 'thread'> {
  return {
    /** Those with the newest messages first. */
    threads: (limit) =>
      store
        .statement('SELECT * FROM threads ORDER BY last_seq DESC LIMIT ?')
        .all(clampLimit(limit, 50, 1000))
        .map(threadFrom),

    thread(id) {
      const seq = threadSeq(id)
      const messages = store
        .statement(
          `SELECT ${messageColumns} FROM log l JOIN messages m ON m.seq = l.seq
           WHERE l.thread = ? ORDER BY l.seq`,
        )
        .all(seq ?? 0)
      if (messages.length === 0) throw new BridgeError('unknown-thread', { id })
      return messages.map((row) => messageFrom(storedMessageFrom(row)))
    },
  }
}

/** Counts a message into its thread, which it begins when it bears its number. */
export function joinThread(store: Store, message: StoredMessage): void {
  const people = [message.from, ...message.to]
  if (message.thread === message.seq) {
    store
      .statement(
        `INSERT INTO threads (id, title, participants, messages, last_seq, last_at)
         VALUES (?, ?, ?, 1, ?, ?)`,
      )
      .run(
        message.seq,
        firstWords(message.text, titleLength),
        JSON.stringify(people),
        message.seq,
        message.sentAt,
      )
    return
  }
  const row = store.statement('SELECT participants FROM threads WHERE id = ?').get(message.thread)
  const before = row ? stringsFrom(text(row, 'participants')) : []
  store
    .statement(
      `UPDATE threads SET participants = ?, messages = messages + 1, last_seq = ?, last_at = ?
       WHERE id = ?`,
    )
    .run(
      JSON.stringify([...new Set([...before, ...people])]),
      message.seq,
      message.sentAt,
      message.thread,
    )
}

function threadFrom(row: Row): Thread {
  return {
    id: threadId(integer(row, 'id')),
    participants: stringsFrom(text(row, 'participants')),
    messages: integer(row, 'messages'),
    lastMessageAt: iso(integer(row, 'last_at')),
    title: text(row, 'title'),
  }
}
