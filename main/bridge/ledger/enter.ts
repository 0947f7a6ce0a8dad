/**
 * Entering rows, inside a write. The same client, call and entry make one row a day, or one for good
 * where only a name was shown: reading on and on adds nothing.
 */
import { append, hex } from '../conversation/chain.ts'
import { systemSender } from '../conversation/participants.ts'
import { blob, integer } from '../conversation/rows.ts'
import type { Store } from '../store/types.ts'
import type { Item } from './extents.ts'
import { rowHash } from './row-hash.ts'
import type { Sources } from './sources.ts'

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

export function enter(
  store: Store,
  sources: Sources,
  entered: { source: number; at: number; items: readonly Item[]; perhaps: boolean },
): void {
  const { source, at, items } = entered
  const perhaps = entered.perhaps ? 1 : 0
  const head = store.statement('SELECT * FROM ledger').get() ?? {}
  const before = integer(head, 'head')
  let number = before
  let hash = blob(head, 'head_hash')
  const about = store.statement('SELECT hash FROM log WHERE seq = ?')
  const there = store.statement(
    'SELECT 1 FROM received WHERE source = ? AND seq = ? AND extent = ? AND perhaps = ? AND day = ?',
  )
  const insert = store.statement(
    `INSERT INTO received (number, source, seq, extent, perhaps, at, day, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const who = sources.get(source)
  for (const [seq, extent] of items) {
    const day = dayOf(extent, at)
    // Looked up first, because a hash costs many times as much.
    if (there.get(source, seq, extent, perhaps, day)) continue
    const entry = about.get(seq)
    if (!entry) continue
    number += 1
    hash = rowHash(hash, who, { number, seq, extent, perhaps, at, day }, blob(entry, 'hash'))
    insert.run(number, source, seq, extent, perhaps, at, day, hash)
  }
  if (number === before) return
  store.statement('UPDATE ledger SET head = ?, head_hash = ?').run(number, hash)
  store
    .statement(
      'UPDATE ledger_sources SET entries = entries + ?, last_at = max(last_at, ?) WHERE id = ?',
    )
    .run(number - before, at, source)
  seal(store, { number, hash, at }, integer(head, 'sealed'), integer(head, 'sealed_at'))
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
