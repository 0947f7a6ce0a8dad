/** Threads: which there are, who takes part, and the messages of one. */
import { BridgeError } from '../../base/errors.ts'
import type { Store } from '../../store/types.ts'
import type { Parts } from '../deps.ts'
import { createOwnThreads, requireOwnThread } from '../log/own-entries.ts'
import { threadId, threadSeq } from '../ids.ts'
import {
  messageColumns,
  messageFrom,
  storedMessageFrom,
  stringsFrom,
  type StoredMessage,
} from '../message-rows.ts'
import { takePage } from '../page.ts'
import { ownerId, systemSender } from '../participants.ts'
import {
  clampLimit,
  integer,
  integerOrNull,
  iso,
  isoOrNull,
  text,
  textOrNull,
  type Row,
} from '../rows.ts'
import { firstWords, textOrRemoved } from '../texts.ts'
import type { Conversation } from '../types.ts'
import type { Message } from '../message-types.ts'
import type { Held, Thread } from './thread-types.ts'

const titleLength = 80
/** In one answer. */
const maxMessages = 1_000

export function createThreads({
  store,
}: Parts): Pick<Conversation, 'threads' | 'getThread' | 'ownThreads' | 'thread'> {
  return {
    /** Those with the newest messages first. */
    threads: (limit) =>
      store
        .statement('SELECT * FROM threads ORDER BY last_seq DESC LIMIT ? + 0')
        .all(clampLimit(limit, 50, 1000))
        .map(threadFrom),

    getThread: (id) =>
      threadFrom(
        store.statement('SELECT * FROM threads WHERE id = ?').get(requireThread(store, id)) ?? {},
      ),

    ownThreads: createOwnThreads(store),

    /** The newest that fit a page, in the order they were sent. */
    thread(id, { before = Number.MAX_SAFE_INTEGER, limit, only } = {}) {
      const most = clampLimit(limit, maxMessages, maxMessages)
      if (only !== undefined) {
        const own = store
          .statement(
            `SELECT ${messageColumns} FROM own_entries o JOIN messages m ON m.seq = o.seq
             WHERE o.participant = ? AND o.thread = ? AND o.seq < ? ORDER BY o.seq DESC LIMIT ? + 0`,
          )
          .iterate(only, requireOwnThread(store, only, id), before, most)
        return inOrder(takePage(own))
      }
      const seq = threadSeq(id) ?? 0
      const newestFirst = store
        .statement(
          `SELECT ${messageColumns} FROM log l JOIN messages m ON m.seq = l.seq
           WHERE l.thread = ? AND l.seq < ? ORDER BY l.seq DESC LIMIT ? + 0`,
        )
        .iterate(seq, before, most)
      const rows = takePage(newestFirst)
      if (rows.length === 0) requireThread(store, id)
      return inOrder(rows)
    },
  }
}

const inOrder = (newestFirst: Row[]): Message[] =>
  newestFirst.map((row) => messageFrom(storedMessageFrom(row))).toReversed()

/** The position of a thread that is there. */
export function requireThread(store: Store, id: string): number {
  const seq = threadSeq(id)
  if (seq !== undefined && store.statement('SELECT 1 FROM threads WHERE id = ?').get(seq))
    return seq
  throw new BridgeError('unknown-thread', { id })
}

/**
 * Counts a message into its thread, which it begins when it bears its number. `counts`: it went
 * between models, so it counts toward the bound. The owner speaking ends the count, and whatever held
 * the thread.
 */
export function joinThread(
  store: Store,
  message: StoredMessage,
  { counts }: { counts: boolean },
): void {
  const people = [message.from, ...message.to].filter((id) => id !== systemSender)
  if (message.thread === message.seq) {
    store
      .statement(
        `INSERT INTO threads (id, title, participants, messages, last_seq, last_at, run)
         VALUES (?, ?, ?, 1, ?, ?, ?)`,
      )
      .run(
        message.seq,
        firstWords(message.text, titleLength),
        JSON.stringify(people),
        message.seq,
        message.sentAt,
        counts ? 1 : 0,
      )
    return
  }
  if (message.from === ownerId) {
    store
      .statement(
        'UPDATE threads SET run = 0, held = NULL, held_at = NULL, held_for = NULL WHERE id = ?',
      )
      .run(message.thread)
  }
  const row = store.statement('SELECT participants FROM threads WHERE id = ?').get(message.thread)
  const before = row ? stringsFrom(text(row, 'participants')) : []
  store
    .statement(
      `UPDATE threads SET participants = ?, messages = messages + 1, last_seq = ?, last_at = ?,
         run = run + ? WHERE id = ?`,
    )
    .run(
      JSON.stringify([...new Set([...before, ...people])]),
      message.seq,
      message.sentAt,
      counts ? 1 : 0,
      message.thread,
    )
}

export function threadFrom(row: Row): Thread {
  return {
    id: threadId(integer(row, 'id')),
    participants: stringsFrom(text(row, 'participants')),
    messages: integer(row, 'messages'),
    lastMessageAt: iso(integer(row, 'last_at')),
    title: textOrRemoved(text(row, 'title')),
    name: textOrNull(row, 'name'),
    run: integer(row, 'run'),
    bound: integerOrNull(row, 'bound'),
    boundedBy: boundedBy(row),
    held: heldFrom(textOrNull(row, 'held')),
    heldAt: isoOrNull(integerOrNull(row, 'held_at')),
    heldFor: heldForOf(row),
  }
}

function heldForOf(row: Row): Thread['heldFor'] {
  if (textOrNull(row, 'held') !== 'paused') return null
  return textOrNull(row, 'held_for') === 'characters' ? 'characters' : 'messages'
}

function boundedBy(row: Row): Thread['boundedBy'] {
  if (integer(row, 'exempt') === 1) return 'talk'
  return integer(row, 'unbounded') === 1 ? 'nothing' : 'guard'
}

export const heldFrom = (value: string | null): Held | null =>
  value === 'paused' || value === 'ended' ? value : null
