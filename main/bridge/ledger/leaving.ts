/**
 * From the moment before an answer leaves until it is known whether it arrived. First a note of what it
 * holds, which survives a kill; once the answer was written the rows, in the commit that marks its messages
 * as read. What an earlier run left on its way may have been received, and is entered so.
 */
import { fileKey } from '../conversation/file-names.ts'
import { integer, text } from '../conversation/rows.ts'
import type { Clock, Log } from '../base/ports.ts'
import type { Store } from '../store/types.ts'
import { dayOf, enter } from './enter.ts'
import { extentNumber, type Item } from './extents.ts'
import { createRecent } from './recent.ts'
import { createSources, type Sources } from './sources.ts'
import type { LedgerWriter, Shown } from './types.ts'

export interface LeavingDeps {
  store: Store
  clock: Clock
  log: Log
  /** Rows were added. */
  entered: () => void
}

export function createLeaving({ store, clock, log, entered }: LeavingDeps): LedgerWriter {
  const sources = createSources(store)
  const recent = createRecent()
  const inVain = (error: unknown) => log.error('ledger.not-entered', { reason: String(error) })
  enterLeftovers(store, sources).then((some) => some && entered(), inVain)

  /** Whether all of it is entered already for that day. */
  function isEntered(source: number, items: readonly Item[], at: number): boolean {
    const row = store.statement(
      'SELECT 1 FROM received WHERE source = ? AND seq = ? AND extent = ? AND perhaps = 0 AND day = ?',
    )
    return items.every(
      ([seq, extent]) => row.get(source, seq, extent, dayOf(extent, at)) !== undefined,
    )
  }

  return {
    leaving(receiver, call, shown) {
      if (shown.length === 0) return undefined
      const at = clock.now()
      const known = sources.find(receiver, call)
      const told = shown.map((one) => tell(store, one))
      const key = recent.keyOf(known ?? receiver, call, told, dayOf(2, at))
      if (known !== undefined && recent.has(key)) return undefined
      const items = told.flatMap((one) => itemOf(store, one))
      if (known !== undefined && isEntered(known, items, at)) {
        recent.add(key)
        return undefined
      }
      const { id, source } = store.ahead(() => {
        const source = sources.ensure(receiver, call)
        const { lastInsertRowid } = store
          .statement('INSERT INTO received_ahead (source, at, shown) VALUES (?, ?, ?)')
          .run(source, at, JSON.stringify(items))
        return { id: Number(lastInsertRowid), source }
      })
      const forget = () => {
        store.statement('DELETE FROM received_ahead WHERE id = ?').run(id)
      }
      return {
        drop: () => void store.write(forget).catch(inVain),
        end(whole) {
          store
            .write(() => {
              enter(store, sources, { source, at, items, perhaps: !whole })
              forget()
            })
            .then(() => {
              if (whole && known !== undefined) recent.add(key)
              entered()
            }, inVain)
        },
      }
    },
  }
}

/** A file without a version as the version it has now, so that it can be told from a later one. */
function tell(store: Store, shown: Shown): Shown {
  if ('seq' in shown || shown.version !== undefined) return shown
  const row = store.statement('SELECT version FROM files WHERE key = ?').get(fileKey(shown.file))
  return { ...shown, version: row ? integer(row, 'version') : 0 }
}

/** Nothing for what is in no log: then there is nothing that could have been shown of it. */
function itemOf(store: Store, shown: Shown): Item[] {
  const extent = extentNumber(shown.extent)
  if ('seq' in shown) return [[shown.seq, extent]]
  const row = store
    .statement('SELECT seq FROM file_versions WHERE key = ? AND version = ?')
    .get(fileKey(shown.file), shown.version ?? 0)
  return row ? [[integer(row, 'seq'), extent]] : []
}

/** What the run before left on its way. Whether there was any. */
function enterLeftovers(store: Store, sources: Sources): Promise<boolean> {
  // Now, and not inside the write: by then this run may have something on its way.
  const left = store.statement('SELECT * FROM received_ahead ORDER BY id').all()
  return store.write(() => {
    for (const row of left) {
      enter(store, sources, {
        source: integer(row, 'source'),
        at: integer(row, 'at'),
        items: JSON.parse(text(row, 'shown')) as Item[],
        perhaps: true,
      })
    }
    const last = left.at(-1)
    if (last) {
      store.statement('DELETE FROM received_ahead WHERE id <= ?').run(integer(last, 'id'))
    }
    return left.length > 0
  })
}
