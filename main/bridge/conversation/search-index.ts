/** The full-text index: which words stand where. It holds words only; texts stay where they are. */
import type { Store } from '../store/types.ts'

/** Larger files are found by their name only. */
export const maxIndexedBytes = 1024 * 1024

/** Makes the words of entry `seq` findable; only inside a write. */
export function indexWords(store: Store, seq: number, text: string): void {
  store.statement('INSERT INTO words (rowid, text) VALUES (?, ?)').run(seq, text.normalize('NFC'))
}

/** Forgets the words of entry `seq`; only inside a write. */
export function forgetWords(store: Store, seq: number): void {
  store.statement('DELETE FROM words WHERE rowid = ?').run(seq)
}
