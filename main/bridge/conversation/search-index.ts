/** The full-text index: which words stand where. It holds words only; texts stay where they are. */
import type { Store } from '../store/types.ts'

/** Larger files are found by their name only. */
export const maxIndexedBytes = 1024 * 1024

/**
 * SQL for the newest entries that match, newest first; it takes the query and the most there may
 * be. Without files, an entry about a file does not even take a place: what is found, how much of
 * it, and what is tried next must tell nothing about them.
 */
export const newestMatches = (includeFiles: boolean): string =>
  includeFiles
    ? 'SELECT rowid AS seq FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?'
    : `SELECT words.rowid AS seq FROM words CROSS JOIN log ON log.seq = words.rowid
       WHERE words MATCH ? AND log.kind <> 'file-written' ORDER BY words.rowid DESC LIMIT ?`

/** Makes the words of entry `seq` findable; only inside a write. */
export function indexWords(store: Store, seq: number, text: string): void {
  store.statement('INSERT INTO words (rowid, text) VALUES (?, ?)').run(seq, text.normalize('NFC'))
}

/** Forgets the words of entry `seq`; only inside a write. */
export function forgetWords(store: Store, seq: number): void {
  store.statement('DELETE FROM words WHERE rowid = ?').run(seq)
}
