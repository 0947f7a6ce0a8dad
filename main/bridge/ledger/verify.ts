/**
 * Recomputes the hashes of all rows from what is stored, and holds them against the head, the counts
 * of the sources, and what the conversation's own chain vouches for.
 */
import { setImmediate } from 'node:timers/promises'
import { blob, integer, text } from '../conversation/rows.ts'
import type { ChainCheck } from '../conversation/log/log-types.ts'
import type { Store } from '../store/types.ts'
import { sealRef, sealWords } from './enter.ts'
import { rowHash, whoOf } from './row-hash.ts'
import { sourceFrom } from './sources.ts'

/** So many rows at a time; between them the bridge goes on answering. */
const pageSize = 1_000

/** `brokenAt` is the first row that is not what was entered. What is entered meanwhile is not looked at. */
export async function verifyLedger(store: Store): Promise<ChainCheck> {
  const { head, hash: headHash, seals, entries } = stateOf(store)
  let previous: Uint8Array = Buffer.alloc(32)
  let number = 0
  const counted = new Map<number, number>()
  for (;;) {
    const page = store
      .statement(
        `SELECT r.*, s.*, r.hash AS row_hash, l.hash AS about FROM received r
         LEFT JOIN ledger_sources s ON s.id = r.source LEFT JOIN log l ON l.seq = r.seq
         WHERE r.number > ? AND r.number <= ? ORDER BY r.number LIMIT ? + 0`,
      )
      .all(number, head, pageSize)
    if (page.length === 0) break
    for (const row of page) {
      number += 1
      if (integer(row, 'number') !== number || row['id'] === null || row['about'] === null) {
        return { ok: false, brokenAt: number }
      }
      const hashed = {
        number,
        seq: integer(row, 'seq'),
        extent: integer(row, 'extent'),
        perhaps: integer(row, 'perhaps'),
        at: integer(row, 'at'),
        day: integer(row, 'day'),
      }
      const source = sourceFrom(row)
      const who = whoOf(source, source.call)
      const computed = rowHash(previous, who, hashed, blob(row, 'about'))
      const sealed = seals.get(number)
      if (
        Buffer.compare(computed, blob(row, 'row_hash')) !== 0 ||
        (sealed !== undefined && sealed !== sealWords(number, computed))
      ) {
        return { ok: false, brokenAt: number }
      }
      previous = computed
      counted.set(source.id, (counted.get(source.id) ?? 0) + 1)
    }
    await setImmediate()
  }
  const lastSealed = Math.max(0, ...seals.keys())
  if (number !== head || number < lastSealed) return { ok: false, brokenAt: number + 1 }
  if (Buffer.compare(previous, headHash) !== 0) return { ok: false, brokenAt: number }
  const beyond = store.statement('SELECT 1 FROM received WHERE number > (SELECT head FROM ledger)')
  if (beyond.get()) return { ok: false, brokenAt: head + 1 }
  const right = [...entries].every(([source, count]) => (counted.get(source) ?? 0) === count)
  return right ? { ok: true, entries: number } : { ok: false, brokenAt: number }
}

/** Everything the rows are held against, as it is at one moment. */
function stateOf(store: Store) {
  const row = store.statement('SELECT * FROM ledger').get() ?? {}
  const seals = store
    .statement("SELECT text FROM log WHERE kind = 'acknowledged' AND ref = ?")
    .all(sealRef)
    .map((one) => text(one, 'text'))
  const sources = store.statement('SELECT id, entries FROM ledger_sources').all()
  return {
    head: integer(row, 'head'),
    hash: blob(row, 'head_hash'),
    seals: new Map(seals.map((words) => [Number(words.split(' ')[1]), words])),
    entries: new Map(sources.map((one) => [integer(one, 'id'), integer(one, 'entries')])),
  }
}
