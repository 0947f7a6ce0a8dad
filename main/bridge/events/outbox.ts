/**
 * What is on its way. A row is written in the transaction of the fact it tells of, so a crash loses
 * none; while it has not been sent, further facts of its kind join it, so a flood is one event.
 */
import { randomUUID } from 'node:crypto'
import type { Store } from '../store/types.ts'
import type { Fact, OutboxRow } from './types.ts'

/** Of one subscription; only threads that are paused can let so many gather. */
const mostRows = 50

export interface Outbox {
  /** Only inside a write. `eventId` is the same for every subscription that hears of the fact. */
  add(subscription: string, eventId: string, fact: Fact): void
  /** What to send next: the oldest that `may` be sent. */
  next(subscription: string, may: (row: OutboxRow) => boolean): OutboxRow | undefined
  /** It is being sent: nothing joins it any more. */
  claim(row: OutboxRow): void
  /** It is not being sent any more, because its subscription ended. */
  release(row: OutboxRow): void
  /** Only inside a write: it is done with, or stays for another attempt. */
  settle(row: OutboxRow, done: boolean): void
  /** The subscriptions something waits for; with a thread, only what belongs to it. */
  waiting(thread?: number): string[]
  countOf(subscription: string): number
  /** Whether something waits for a participant. */
  waitsFor(participant: string): boolean
}

export const newEventId = (): string => `evt_${randomUUID().replaceAll('-', '')}`

export function createOutbox(store: Store): Outbox {
  const claimed = new Set<number>()
  // What an earlier run left may have been sent just before it ended: it keeps its id.
  store.db.exec('UPDATE event_outbox SET merges = NULL')

  // SQLite would give the id of a row that is gone to the next one, which then is settled in its place: whoever
  // unsubscribes while its answer is under way would take an event of another away.
  let newest = Number(store.statement('SELECT max(id) AS id FROM event_outbox').get()?.['id'] ?? 0)

  /** The row a fact may join. */
  function gathering(subscription: string, merges: string): number | undefined {
    const row = store
      .statement(
        'SELECT id FROM event_outbox WHERE subscription = ? AND merges = ? ORDER BY id DESC',
      )
      .get(subscription, merges)
    const id = row && Number(row['id'])
    return id !== undefined && !claimed.has(id) ? id : undefined
  }

  function makeRoom(subscription: string): void {
    store
      .statement(
        `DELETE FROM event_outbox WHERE subscription = ?1 AND id <= (
           SELECT id FROM event_outbox WHERE subscription = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)`,
      )
      .run(subscription, mostRows - 1)
  }

  return {
    add(subscription, eventId, { about, thread, seq, at, merges }) {
      const content = JSON.stringify(about)
      const joined = gathering(subscription, merges)
      if (joined !== undefined) {
        store
          .statement(
            `UPDATE event_outbox SET event_id = ?, seq = ?, about = ?, thread = ?, at = ?,
               count = count + 1 WHERE id = ?`,
          )
          .run(eventId, seq, content, thread, at, joined)
        return
      }
      makeRoom(subscription)
      store
        .statement(
          `INSERT INTO event_outbox (id, subscription, event_id, seq, about, thread, at, merges)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run((newest += 1), subscription, eventId, seq, content, thread, at, merges)
    },

    next(subscription, may) {
      const rows = store
        .statement('SELECT * FROM event_outbox WHERE subscription = ? ORDER BY id')
        .iterate(subscription)
      for (const row of rows) {
        const one = rowFrom(row)
        if (may(one)) return one
      }
      return undefined
    },
    claim: ({ id }) => void claimed.add(id),
    release: ({ id }) => void claimed.delete(id),
    settle({ id }, done) {
      if (done) store.statement('DELETE FROM event_outbox WHERE id = ?').run(id)
      else store.statement('UPDATE event_outbox SET merges = NULL WHERE id = ?').run(id)
      claimed.delete(id)
    },
    waiting(thread) {
      const rows =
        thread === undefined
          ? store
              .statement(
                `SELECT id AS subscription FROM event_subscriptions s
                 WHERE EXISTS (SELECT 1 FROM event_outbox WHERE subscription = s.id)`,
              )
              .all()
          : store
              .statement('SELECT DISTINCT subscription FROM event_outbox WHERE thread = ?')
              .all(thread)
      return rows.map((row) => String(row['subscription']))
    },
    countOf: (subscription) =>
      Number(
        store
          .statement('SELECT count(*) AS rows FROM event_outbox WHERE subscription = ?')
          .get(subscription)?.['rows'],
      ),
    waitsFor: (participant) =>
      store.recall(
        `SELECT 1 FROM event_subscriptions s JOIN event_outbox o ON o.subscription = s.id
         WHERE s.event IN ('message.received', 'turn.yours') AND s.participant = ? AND s.held IS NULL
           AND s.failures < 3 LIMIT 1`,
        participant,
      ) !== undefined,
  }
}

const rowFrom = (row: Record<string, unknown>): OutboxRow => ({
  id: Number(row['id']),
  subscription: String(row['subscription']),
  eventId: String(row['event_id']),
  seq: Number(row['seq']),
  about: JSON.parse(String(row['about'])) as OutboxRow['about'],
  thread: typeof row['thread'] === 'number' ? row['thread'] : null,
  at: Number(row['at']),
  count: Number(row['count']),
})
