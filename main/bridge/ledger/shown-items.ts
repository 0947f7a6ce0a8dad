/** What an answer shows, as entries of the log. */
import { fileKey } from '../conversation/files/file-names.ts'
import { integer } from '../conversation/rows.ts'
import type { Store } from '../store/types.ts'
import { extentNumber, type Item } from './extents.ts'
import type { Shown } from './types.ts'

/** A file without a version with the version it has now, so that it can be told from a later one. */
export function withVersion(store: Store, shown: Shown): Shown {
  if ('seq' in shown || shown.version !== undefined) return shown
  const row = store.statement('SELECT version FROM files WHERE key = ?').get(fileKey(shown.file))
  return { ...shown, version: row ? integer(row, 'version') : 0 }
}

/** Nothing for what is in no log: then there is nothing that could have been shown of it. */
export function itemOf(store: Store, shown: Shown): Item[] {
  const extent = extentNumber(shown.extent)
  if ('seq' in shown) return [[shown.seq, extent]]
  const row = store
    .statement('SELECT seq FROM file_versions WHERE key = ? AND version = ?')
    .get(fileKey(shown.file), shown.version ?? 0)
  return row ? [[integer(row, 'seq'), extent]] : []
}
