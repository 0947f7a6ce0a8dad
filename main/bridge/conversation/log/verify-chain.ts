/**
 * Recomputes the whole chain from what is stored: each entry's digest from the message or file
 * version it is about, each hash from the one before, and the head from the last.
 */
import { setImmediate } from 'node:timers/promises'
import type { Store } from '../../store/types.ts'
import { aboutEntry, chainEntryFrom } from './chain-entries.ts'
import { digestOf, entryHash, headOf, type ChainEntry } from './chain.ts'
import { blob, integerOrNull, type Row } from '../rows.ts'
import type { ChainCheck } from './log-types.ts'

/** So many entries at a time; between them the bridge goes on answering. */
const pageSize = 1_000

/** `brokenAt` is the first entry that is not what was written. What arrives meanwhile is not looked at. */
export async function verifyChain(store: Store): Promise<ChainCheck> {
  const head = headOf(store)
  let previous: Uint8Array = Buffer.alloc(32)
  let seq = 0
  for (;;) {
    const page = store
      .statement(
        `SELECT l.*, p.purged_by FROM log l LEFT JOIN purged p ON p.seq = l.seq
         WHERE l.seq > ? AND l.seq <= ? ORDER BY l.seq LIMIT ? + 0`,
      )
      .all(seq, head.seq, pageSize)
    if (page.length === 0) break
    for (const row of page) {
      const entry = chainEntryFrom(row)
      seq += 1
      if (entry.seq !== seq || !isAsWritten(store, row, entry, previous)) {
        return { ok: false, brokenAt: seq }
      }
      previous = blob(row, 'hash')
    }
    await setImmediate()
  }
  if (seq !== head.seq) return { ok: false, brokenAt: seq + 1 }
  if (!same(previous, head.hash)) return { ok: false, brokenAt: seq }
  const stray = beyondHead(store) ?? strayRow(store)
  return stray === undefined ? { ok: true, entries: seq } : { ok: false, brokenAt: stray }
}

/**
 * What was removed for good cannot be recomputed: the text of a note is part of its hash, that of a
 * message of its digest. The entry that tells of the removal vouches for what is left of them.
 */
function isAsWritten(store: Store, row: Row, entry: ChainEntry, previous: Uint8Array): boolean {
  const removed = integerOrNull(row, 'purged_by') !== null
  if (removed && entry.kind === 'note') return true
  if (!same(entryHash(previous, entry), blob(row, 'hash'))) return false
  if (removed && entry.kind === 'message') return true
  return same(digestOf(aboutEntry(store, entry)), entry.digest)
}

/** An entry that was appended without moving the head. */
function beyondHead(store: Store): number | undefined {
  const row = store
    .statement('SELECT min(seq) AS seq FROM log WHERE seq > ?')
    .get(headOf(store).seq)
  return row ? (integerOrNull(row, 'seq') ?? undefined) : undefined
}

/**
 * A message or version that was slipped in beside the log, a file set back to an old version, or an
 * entry said to be removed by one that says nothing of it.
 */
function strayRow(store: Store): number | undefined {
  const row = store
    .statement(
      `SELECT min(seq) AS seq FROM (
         SELECT m.seq FROM messages m JOIN log l ON l.seq = m.seq WHERE l.kind <> 'message'
         UNION ALL
         SELECT v.seq FROM file_versions v JOIN log l ON l.seq = v.seq
           WHERE l.kind NOT IN ('file-written', 'file-deleted')
         UNION ALL
         SELECT f.seq FROM files f JOIN file_versions v ON v.seq = f.seq
           WHERE f.seq <> (SELECT max(seq) FROM file_versions WHERE key = f.key)
              OR f.deleted <> (v.sha256 IS NULL)
         UNION ALL
         SELECT p.seq FROM purged p JOIN log l ON l.seq = p.purged_by
           WHERE l.kind <> 'archived' OR l.ref IS NOT 'purge'
       )`,
    )
    .get()
  return row ? (integerOrNull(row, 'seq') ?? undefined) : undefined
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0
