/**
 * Puts the words of older entries into the index as it is now, newest first and a few at a time, while
 * everything else goes on. How far it is, is kept, so a start in between goes on there.
 */
import type { Blobs } from '../../store/blobs.ts'
import type { Store } from '../../store/types.ts'
import { textFrom } from '../files/file-content.ts'
import { integer, integerOrNull, text, textOrNull } from '../rows.ts'
import { maxIndexedBytes } from './search-index.ts'
import { indexText } from './unspaced-words.ts'

/** Entries looked at in one go, and the most text of them. */
const batch = 200
const batchCharacters = 256 * 1024

/** Ends when everything is in the index, or the store is closed. */
export async function indexOlder(store: Store, blobs: Pick<Blobs, 'getSync'>): Promise<void> {
  const progress = store.statement('SELECT pairs_from FROM conversation')
  const note = store.statement('UPDATE conversation SET pairs_from = ?')
  const older = store.statement(`
    SELECT l.seq, l.kind, coalesce(m.text, l.text) AS text, v.name, v.sha256, v.size
    FROM log l LEFT JOIN messages m ON m.seq = l.seq LEFT JOIN file_versions v ON v.seq = l.seq
    WHERE l.seq < ? AND l.kind IN ('message', 'note', 'file-written')
    ORDER BY l.seq DESC LIMIT ${batch}`)
  const isThere = store.statement('SELECT 1 FROM words WHERE rowid = ?')
  const replace = store.statement('INSERT OR REPLACE INTO words (rowid, text) VALUES (?, ?)')

  function contentOf(sha256: string | null, size: number | null): string {
    if (sha256 === null || (size ?? 0) > maxIndexedBytes) return ''
    const bytes = blobs.getSync(sha256)
    const content = bytes && textFrom(bytes)
    return content === undefined ? '' : `\n${content}`
  }

  function someMore(from: number): number {
    let characters = 0
    let at = 0
    for (const row of older.iterate(from)) {
      at = integer(row, 'seq')
      const words =
        text(row, 'kind') === 'file-written'
          ? `${text(row, 'name')}${contentOf(textOrNull(row, 'sha256'), integerOrNull(row, 'size'))}`
          : text(row, 'text')
      const indexed = indexText(words)
      // What was removed for good, or replaced, is not in the index any more.
      if (indexed !== words.normalize('NFC') && isThere.get(at)) changed.push([at, indexed])
      characters += words.length
      if (characters > batchCharacters) return at
    }
    return at
  }

  let changed: [number, string][] = []
  try {
    for (;;) {
      const from = integer(progress.get() ?? {}, 'pairs_from')
      if (from <= 1) return
      await store.write(() => {
        changed = []
        const reached = someMore(from)
        for (const [seq, words] of changed) replace.run(seq, words)
        note.run(reached <= 1 ? 0 : reached)
      })
      // Whoever waits comes first.
      await new Promise((resolve) => setImmediate(resolve))
    }
  } catch (error) {
    if (!store.closed()) throw error
  }
}
