/**
 * What is left of entries that were removed for good, and how the chain vouches for it: the entry
 * that tells of the removal holds a digest over every frame as it remained.
 */
import { createHash } from 'node:crypto'
import type { Store } from '../../store/types.ts'
import { covered, digestOf, hex, type ChainEntry } from './chain.ts'
import { aboutVersion } from '../files/file-rows.ts'
import { kindFrom } from './log.ts'
import { aboutMessage, messageColumns, ownerPartFrom, storedMessageFrom } from '../message-rows.ts'
import { blob, integer, integerOrNull, text, textOrNull, type Row } from '../rows.ts'

/** The `ref` of the entry that tells of a removal; archiving itself has none. */
export const purgeRef = 'purge'

/** What the chain keeps of a removal: its words, and a digest over what is left. */
export function aboutPurge(store: Store, words: string, seqs: Iterable<number>): unknown {
  const left = createHash('sha256')
  let count = 0
  for (const seq of seqs) {
    const row = store.statement('SELECT * FROM log WHERE seq = ?').get(seq)
    // Gone altogether: counts as nothing, so that the digest tells.
    left.update(row ? digestOf(frameOf(store, row)) : Buffer.alloc(32))
    count += 1
  }
  return [words, count, left.digest('hex')]
}

/** The entries that the entry `purgedBy` removed, in order. */
export function* removedBy(store: Store, purgedBy: number): Generator<number> {
  const rows = store
    .statement('SELECT seq FROM purged WHERE purged_by = ? ORDER BY seq')
    .iterate(purgedBy)
  for (const row of rows) yield integer(row, 'seq')
}

function frameOf(store: Store, row: Row): unknown {
  const entry = chainEntryFrom(row)
  const { seq, kind, at, by, thread, ref, digest } = entry
  const about = aboutEntry(store, entry)
  return [seq, kind, at, by, thread, ref, entry.text, hex(digest), hex(blob(row, 'hash')), about]
}

/** What an entry is about, as it is stored now, with the owner's mark. */
export const aboutEntry = (store: Store, entry: ChainEntry): unknown =>
  covered(storedAbout(store, entry), entry.ownerPart)

/** Null when it is gone. */
function storedAbout(store: Store, entry: ChainEntry): unknown {
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
    case 'archived':
      return entry.ref === purgeRef
        ? aboutPurge(store, entry.text ?? '', removedBy(store, entry.seq))
        : entry.text
    default:
      return entry.text
  }
}

export function chainEntryFrom(row: Row): ChainEntry {
  return {
    seq: integer(row, 'seq'),
    kind: kindFrom(text(row, 'kind')),
    at: integer(row, 'at'),
    by: text(row, 'by'),
    thread: integerOrNull(row, 'thread'),
    ref: textOrNull(row, 'ref'),
    text: textOrNull(row, 'text'),
    digest: blob(row, 'digest'),
    ...ownerPartFrom(row),
  }
}
