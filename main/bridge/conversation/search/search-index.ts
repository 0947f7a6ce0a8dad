/** The full-text index: which words stand where. It holds words only; texts stay where they are. */
import { databaseBytes } from '../../store/disk-reserve.ts'
import type { Store } from '../../store/types.ts'
import type { ParticipantId } from '../message-types.ts'
import { indexText, mayHaveRuns } from './unspaced-words.ts'

/** Larger files are found by their name only. */
export const maxIndexedBytes = 1024 * 1024

/** Which entries a search may find. */
export interface SearchView {
  /** False: nothing about files. */
  includeFiles: boolean
  /** Only what this participant wrote or was sent, beside files. */
  only?: ParticipantId | undefined
}

/**
 * Of a limited view so many of the newest entries with the words are looked at: a word that others
 * use all the time must not make a search long.
 */
const looked = 10_000

/**
 * What the words of so much text take in the index at most. Measured with words that are all different,
 * each of which stands there whole and with its first two, three and four letters: 1.7 times; with
 * Chinese characters at random, of which every two are a word: 5.1 times.
 */
export const indexBytes = (text: string): number =>
  (mayHaveRuns(text) ? 6 : 2) * Buffer.byteLength(text)

/** What a text takes that is kept in the database and found by its words. */
export const storedBytes = (text: string): number => {
  const size = Buffer.byteLength(text)
  return databaseBytes(size + indexBytes(text))
}

/**
 * SQL for the newest entries that match, newest first; it takes the query and the most there may
 * be. Without files, an entry about a file does not even take a place: what is found, how much of
 * it, and what is tried next must tell nothing about them.
 */
export const newestMatches = ({ includeFiles, only }: SearchView): string => {
  if (only !== undefined) return includeFiles ? ownAndFiles : ownAlone
  return includeFiles
    ? 'SELECT rowid AS seq FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ? + 0'
    : `SELECT words.rowid AS seq FROM words CROSS JOIN log ON log.seq = words.rowid
       WHERE words MATCH ? AND log.kind <> 'file-written' ORDER BY words.rowid DESC LIMIT ? + 0`
}

/** What `newestMatches` takes. */
export const matching = ({ only }: SearchView, query: string, most: number) =>
  only === undefined ? [query, most] : [query, most, only]

const found = `SELECT found.seq FROM (
    SELECT rowid AS seq FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT ${looked}
  ) found WHERE EXISTS (
    SELECT 1 FROM own_entries o WHERE o.participant = ?3 AND o.seq = found.seq)`
const ownAlone = `${found} LIMIT ?2 + 0`
const ownAndFiles = `${found} OR EXISTS (
    SELECT 1 FROM file_versions v WHERE v.seq = found.seq) LIMIT ?2 + 0`

/** Makes the words of entry `seq` findable; only inside a write. */
export function indexWords(store: Store, seq: number, text: string): void {
  store.statement('INSERT INTO words (rowid, text) VALUES (?, ?)').run(seq, indexText(text))
}

/** Forgets the words of entry `seq`; only inside a write. */
export function forgetWords(store: Store, seq: number): void {
  store.statement('DELETE FROM words WHERE rowid = ?').run(seq)
}
