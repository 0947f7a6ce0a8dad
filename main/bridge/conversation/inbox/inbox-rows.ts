/**
 * Which messages of an inbox a request is about, as rows, and how many more there are. Each question
 * is answered along an index; only within a thread are the messages looked at one by one.
 */
import type { Store } from '../../store/types.ts'
import { messageColumns } from '../message-rows.ts'
import { takePage } from '../page.ts'
import type { Reader } from '../readers.ts'
import { integer, type Row } from '../rows.ts'
import type { ParticipantId } from '../message-types.ts'

/** `unread`: for the reader; `open`: not acknowledged; `all`: read or not. */
export type Which = 'unread' | 'open' | 'all'

export interface RowsWanted {
  participant: ParticipantId
  reader: Reader | undefined
  which: Which
  /** The seq of the thread, for one thread only. */
  thread: number | undefined
  after: number
  limit: number
  /** Seqs that are passed over. */
  except: ReadonlySet<number>
}

const columns = `d.ordinal, d.read_at, d.acknowledged_at, ${messageColumns}`

/** A count goes no further than this, so that no inbox is too large to be asked about. */
const mostCounted = 10_000

/** The first messages that fit a page, oldest first. */
export function inboxRows(store: Store, wanted: RowsWanted): Row[] {
  const { participant, reader, which, thread, after, except, limit } = wanted
  const passed = passedOver(except)
  if (thread !== undefined) {
    const { sql, values } = inThread(wanted, thread, after)
    return takePage(
      store
        .statement(`SELECT ${columns} ${sql} ${passed.sql('l.seq')} ORDER BY l.seq LIMIT ? + 0`)
        .iterate(...values, ...passed.values, limit),
    )
  }
  if (which === 'unread' && reader !== undefined && reader.behind > 0) {
    return takePage(
      store
        .statement(
          `SELECT ${columns} FROM (
             SELECT seq FROM (
               SELECT seq FROM deliveries INDEXED BY deliveries_unread
               WHERE participant = ? AND read_at IS NULL AND seq > ?
               UNION ALL SELECT seq FROM behind WHERE reader = ? AND seq > ?)
             WHERE 1 ${passed.sql('seq')} ORDER BY seq LIMIT ? + 0) u
           CROSS JOIN deliveries d ON d.participant = ? AND d.seq = u.seq
           CROSS JOIN messages m ON m.seq = u.seq ORDER BY u.seq`,
        )
        .iterate(participant, after, reader.id, after, ...passed.values, limit, participant),
    )
  }
  return takePage(
    store
      .statement(
        `SELECT ${columns} FROM deliveries d ${index[which]} CROSS JOIN messages m ON m.seq = d.seq
         WHERE d.participant = ? AND d.seq > ? ${condition[which]} ${passed.sql('d.seq')} ORDER BY d.seq LIMIT ? + 0`,
      )
      .iterate(participant, after, ...passed.values, limit),
  )
}

/**
 * Left out by SQLite, before the messages are looked at: with many answers on their way the rows that are passed over would
 * be most of what a call costs.
 */
const passedOver = (except: ReadonlySet<number>) =>
  except.size === 0
    ? { sql: () => '', values: [] }
    : {
        sql: (seq: string) => `AND ${seq} NOT IN (SELECT value FROM json_each(?))`,
        values: [JSON.stringify([...except])],
      }

/** How many messages of the thread come after `last`. */
export function countInThread(
  store: Store,
  wanted: RowsWanted,
  thread: number,
  last: number,
): number {
  const { sql, values } = inThread(wanted, thread, last)
  const row = store
    .statement(`SELECT count(*) AS more FROM (SELECT 1 ${sql} LIMIT ${mostCounted})`)
    .get(...values)
  return integer(row ?? {}, 'more')
}

const condition: Record<Which, string> = {
  unread: 'AND d.read_at IS NULL',
  open: 'AND d.acknowledged_at IS NULL',
  all: '',
}

/** Named, because SQLite would rather read through everything of the participant, read or not. */
const index: Record<Which, string> = {
  unread: 'INDEXED BY deliveries_unread',
  open: 'INDEXED BY deliveries_open',
  all: '',
}

function inThread(
  { participant, reader, which }: RowsWanted,
  thread: number,
  after: number,
): { sql: string; values: (string | number)[] } {
  const unread =
    'AND (d.read_at IS NULL OR EXISTS (SELECT 1 FROM behind b WHERE b.reader = ? AND b.seq = l.seq))'
  return {
    sql: `FROM log l CROSS JOIN deliveries d ON d.participant = ? AND d.seq = l.seq
      CROSS JOIN messages m ON m.seq = l.seq
      WHERE l.thread = ? AND l.seq > ? ${which === 'unread' ? unread : condition[which]}`,
    values: [participant, thread, after, ...(which === 'unread' ? [reader?.id ?? 0] : [])],
  }
}
