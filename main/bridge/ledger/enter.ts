/**
 * Entering rows, inside a write. The same client, call and entry make one row a day, or one for good
 * where only a name was shown: reading on and on adds nothing.
 */
import { append, hex } from '../conversation/log/chain.ts'
import { systemSender } from '../conversation/participants.ts'
import { blob, integer } from '../conversation/rows.ts'
import type { Store } from '../store/types.ts'
import type { Item } from './extents.ts'
import { rowHash } from './row-hash.ts'
import type { Receiving, Sources } from './sources.ts'

/** The `ref` of the entry of the log that vouches for the ledger as it was then. */
export const sealRef = 'ledger'

/** An entry of the log vouches after so many rows, or this long after the one before. */
const sealEveryRows = 1_000
const sealEveryMs = 60 * 60_000

const dayMs = 24 * 60 * 60_000
const onlyName = 1

/** Which day a row counts for; of names only the first time counts. */
export const dayOf = (extent: number, at: number): number =>
  extent === onlyName ? 0 : Math.floor(at / dayMs)

/** What the entry of the log says that vouches for row `number`. */
export const sealWords = (number: number, hash: Uint8Array): string =>
  `ledger ${number} ${hex(hash)}`

/** What is to be entered of one answer. */
export interface Entered {
  source: Receiving
  at: number
  items: readonly Item[]
  perhaps: boolean
  /** None of it is entered, unless by an answer that was on its way at the same time. */
  fresh: boolean
}

/** Rows for those items that have none yet; one look at the head for all of them. */
export function enter(store: Store, sources: Sources, entries: readonly Entered[]): void {
  const head = store.statement('SELECT head, head_hash, sealed, sealed_at FROM ledger').get() ?? {}
  const before = integer(head, 'head')
  const last = { number: before, hash: blob(head, 'head_hash'), at: 0 }
  const added = new Map<number, { rows: number; at: number }>()
  for (const one of entries) {
    const source = sources.ensure(one.source)
    const rows = enterOne(store, source, one, last)
    if (rows === 0) continue
    last.at = one.at
    const until = added.get(source) ?? { rows: 0, at: 0 }
    added.set(source, { rows: until.rows + rows, at: Math.max(until.at, one.at) })
  }
  for (const [source, { rows, at }] of added) {
    store
      .statement(
        'UPDATE ledger_sources SET entries = entries + ?, last_at = max(last_at, ?) WHERE id = ?',
      )
      .run(rows, at, source)
  }
  if (last.number === before) return
  store.statement('UPDATE ledger SET head = ?, head_hash = ?').run(last.number, last.hash)
  seal(store, last, integer(head, 'sealed'), integer(head, 'sealed_at'))
}

/** How many rows were added; `last` goes on to the newest. */
function enterOne(
  store: Store,
  source: number,
  { source: { who }, at, items, perhaps, fresh }: Entered,
  last: { number: number; hash: Uint8Array },
): number {
  const before = last.number
  const about = store.statement('SELECT hash FROM log WHERE seq = ?')
  const there = store.statement(
    'SELECT 1 FROM received WHERE seq = ? AND source = ? AND extent = ? AND perhaps IN (0, ?) AND day = ?',
  )
  const insert = store.statement(
    `INSERT INTO received (number, source, seq, extent, perhaps, at, day, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  for (const [seq, extent] of items) {
    const row = {
      number: last.number + 1,
      seq,
      extent,
      perhaps: perhaps ? 1 : 0,
      at,
      day: dayOf(extent, at),
    }
    // Looked up first where it may be there, because a hash costs many times as much.
    if (!fresh && there.get(seq, source, extent, row.perhaps, row.day)) continue
    const entry = about.get(seq)
    if (!entry) continue
    const hash = rowHash(last.hash, who, row, blob(entry, 'hash'))
    const { changes } = insert.run(row.number, source, seq, extent, row.perhaps, at, row.day, hash)
    if (Number(changes) === 0) continue
    last.number = row.number
    last.hash = hash
  }
  return last.number - before
}

/**
 * Every now and then the conversation's own chain takes in the head of the ledger, so that rows cannot
 * be made anew without making the conversation anew.
 */
function seal(
  store: Store,
  { number, hash, at }: { number: number; hash: Uint8Array; at: number },
  sealed: number,
  sealedAt: number,
): void {
  if (number - sealed < sealEveryRows) {
    // The first row begins the hour.
    if (sealedAt === 0) return void store.statement('UPDATE ledger SET sealed_at = ?').run(at)
    if (Math.abs(at - sealedAt) < sealEveryMs) return
  }
  const words = sealWords(number, hash)
  append(store, {
    kind: 'acknowledged',
    at,
    by: systemSender,
    thread: null,
    ref: sealRef,
    text: words,
    about: () => words,
  })
  store.statement('UPDATE ledger SET sealed = ?, sealed_at = ?').run(number, at)
}
