/**
 * Recomputes the whole chain from what is stored: each entry's digest from the message or file
 * version it is about, each hash from the one before, and the head from the last.
 */
import { setImmediate } from 'node:timers/promises'
import type { Store } from '../store/types.ts'
import { digestOf, entryHash, headOf, type ChainEntry } from './chain.ts'
import { aboutVersion } from './file-rows.ts'
import { kindFrom } from './log.ts'
import { aboutMessage, messageColumns, storedMessageFrom } from './message-rows.ts'
import { blob, integer, integerOrNull, text, textOrNull, type Row } from './rows.ts'
import type { ChainCheck } from './types.ts'

/** So many entries at a time; between them the bridge goes on answering. */
const pageSize = 1_000

/** `brokenAt` is the first entry that is not what was written. What arrives meanwhile is not looked at. */
export async function verifyChain(store: Store): Promise<ChainCheck> {
  const head = headOf(store)
  let previous: Uint8Array = Buffer.alloc(32)
  let seq = 0
  for (;;) {
    const page = store
      .statement('SELECT * FROM log WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?')
      .all(seq, head.seq, pageSize)
    if (page.length === 0) break
    for (const row of page) {
      const entry = chainEntryFrom(row)
      seq += 1
      const hash = entryHash(previous, entry)
      const whole = entry.seq === seq && same(hash, blob(row, 'hash'))
      if (!whole || !same(digestOf(aboutEntry(store, entry)), entry.digest)) {
        return { ok: false, brokenAt: seq }
      }
      previous = hash
    }
    await setImmediate()
  }
  if (seq !== head.seq) return { ok: false, brokenAt: seq + 1 }
  if (!same(previous, head.hash)) return { ok: false, brokenAt: seq }
  const stray = beyondHead(store) ?? strayRow(store)
  return stray === undefined ? { ok: true, entries: seq } : { ok: false, brokenAt: stray }
}

/** An entry that was appended without moving the head. */
function beyondHead(store: Store): number | undefined {
  const row = store
    .statement('SELECT min(seq) AS seq FROM log WHERE seq > ?')
    .get(headOf(store).seq)
  return row ? (integerOrNull(row, 'seq') ?? undefined) : undefined
}

/** What the entry is about, as it is stored now; null when it is gone. */
function aboutEntry(store: Store, entry: ChainEntry): unknown {
  switch (entry.kind) {
    case 'message': {
      const row = store
        .statement(`SELECT ${messageColumns} FROM messages m WHERE m.seq = ?`)
        .get(entry.seq)
      return row ? aboutMessage(storedMessageFrom(row)) : null
    }
    case 'file-written':
    case 'file-deleted': {
      const row = store.statement('SELECT * FROM file_versions WHERE seq = ?').get(entry.seq)
      return row ? aboutVersion(row) : null
    }
    default:
      return entry.text
  }
}

/** A message or version that was slipped in beside the log, or a file set back to an old version. */
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
       )`,
    )
    .get()
  return row ? (integerOrNull(row, 'seq') ?? undefined) : undefined
}

function chainEntryFrom(row: Row): ChainEntry {
  return {
    seq: integer(row, 'seq'),
    kind: kindFrom(text(row, 'kind')),
    at: integer(row, 'at'),
    by: text(row, 'by'),
    thread: integerOrNull(row, 'thread'),
    ref: textOrNull(row, 'ref'),
    text: textOrNull(row, 'text'),
    digest: blob(row, 'digest'),
  }
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0
