/**
 * What a search looks at to show a result. Anybody may have written what is found, so the work is
 * bounded: of each text its beginning, of files only those the index has read as well, and of all
 * files together a few megabytes, since a content is verified as a whole before it is shown.
 */
import type { Blobs } from '../../store/blobs.ts'
import type { Store } from '../../store/types.ts'
import { textFrom } from '../files/file-content.ts'
import { integer, text, textOrNull } from '../rows.ts'
import { maxIndexedBytes } from './search-index.ts'

/** Characters of a text (bytes of a file) in which the hit is looked for. */
const excerptLength = 64 * 1024
/** The same, for all results of one search together. */
const lookingBudget = 8 * excerptLength
/** Bytes of files read for one search. */
const readingBudget = 4 * maxIndexedBytes

/** Beginnings of what was found; undefined where the bounds leave nothing to look at. */
export interface Excerpts {
  ofText(seq: number): string | undefined
  ofFile(seq: number): string | undefined
}

/** The excerpts of one search: its results share the budgets, the best come first. */
export function createExcerpts(store: Store, blobs: Pick<Blobs, 'getSync'>): Excerpts {
  let toLook = lookingBudget
  let toRead = readingBudget

  return {
    ofText(seq) {
      if (toLook < excerptLength) return undefined
      const row = store
        .statement(
          `SELECT substr(coalesce(m.text, l.text), 1, ${excerptLength}) AS text
           FROM log l LEFT JOIN messages m ON m.seq = l.seq WHERE l.seq = ?`,
        )
        .get(seq)
      const found = text(row ?? {}, 'text')
      toLook -= found.length
      return found
    },

    ofFile(seq) {
      const row = store.statement('SELECT sha256, size FROM file_versions WHERE seq = ?').get(seq)
      const sha256 = row && textOrNull(row, 'sha256')
      const size = integer(row ?? {}, 'size')
      // The size is known from the row, so nothing is read only to find that it is too much.
      if (!sha256 || size > Math.min(maxIndexedBytes, toRead)) return undefined
      if (toLook < excerptLength) return undefined
      toRead -= size
      toLook -= Math.min(size, excerptLength)
      const content = blobs.getSync(sha256)
      return content && textFrom(content.subarray(0, excerptLength), { cut: size > excerptLength })
    },
  }
}
