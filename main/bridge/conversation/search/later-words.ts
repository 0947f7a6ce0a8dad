/**
 * Puts the words of new messages into the index a moment after they were sent, many at a time: SQLite writes
 * the index anew for each commit and each savepoint, which was up to half of what a send cost. How far it is, is
 * kept, so a start goes on where a kill broke off; a search waits for nothing and first catches up.
 */
import type { Log } from '../../base/ports.ts'
import type { Store } from '../../store/types.ts'
import { integer, text } from '../rows.ts'
import { indexWords } from './search-index.ts'

/** Messages put in within one write, and the most text of them. */
const batch = 200
const batchCharacters = 256 * 1024
const afterMs = 50

export interface LaterWords {
  /** A message was written. */
  written(): void
  /** Puts in all that is missing, at once. */
  catchUp(): void
}

export function createLaterWords({ store, log }: { store: Store; log?: Log }): LaterWords {
  const progress = store.statement('SELECT words_to, head FROM conversation')
  const note = store.statement('UPDATE conversation SET words_to = ?')
  const next = store.statement(
    `SELECT seq, text FROM messages WHERE seq > ? ORDER BY seq LIMIT ${batch}`,
  )
  let timer: NodeJS.Timeout | undefined

  function missing(): boolean {
    const row = progress.get() ?? {}
    return integer(row, 'words_to') < integer(row, 'head')
  }

  /** Only inside a write. */
  function someMore(): void {
    const row = progress.get() ?? {}
    let reached = integer(row, 'words_to')
    let characters = 0
    for (const message of next.all(reached)) {
      const words = text(message, 'text')
      // Removed for good before it was put in.
      if (words !== '') indexWords(store, integer(message, 'seq'), words)
      reached = integer(message, 'seq')
      characters += words.length
      if (characters > batchCharacters) return void note.run(reached)
    }
    note.run(next.get(reached) ? reached : integer(row, 'head'))
  }

  function failed(error: unknown): void {
    if (!store.closed()) log?.warn('search.words-not-indexed', { error: String(error) })
  }

  async function work(): Promise<void> {
    timer = undefined
    if (store.closed()) return
    await store.write(someMore)
    if (missing()) written()
  }

  function written(): void {
    timer ??= setTimeout(() => void work().catch(failed), afterMs).unref()
  }

  if (missing()) written()
  return {
    written,
    catchUp() {
      try {
        while (missing()) store.ahead(someMore)
      } catch (error) {
        // What is in the index is found all the same.
        failed(error)
      }
    },
  }
}
