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

  /** What is not entered as received for that day, and of that what is not entered at all. */
  function newOf(
    source: number,
    items: readonly Item[],
    at: number,
  ): Record<'open' | 'new', Item[]> {
    const entered = store.statement(
      `SELECT min(perhaps) AS perhaps FROM received
       WHERE source = ? AND seq = ? AND extent = ? AND perhaps IN (0, 1) AND day = ?`,
    )
    const found: Record<'open' | 'new', Item[]> = { open: [], new: [] }
    for (const item of items) {
      const [seq, extent] = item
      const perhaps = entered.get(source, seq, extent, dayOf(extent, at))?.['perhaps'] ?? null
      if (perhaps !== 0) found.open.push(item)
      if (perhaps === null) found.new.push(item)
    }
    return found
  }

  /** Notes what must not be lost with this process; undefined where that is nothing. */
  function note(source: number, at: number, items: readonly Item[]): number | undefined {
    if (items.length === 0) return undefined
    const { lastInsertRowid } = store
      .statement('INSERT INTO received_ahead (source, at, shown) VALUES (?, ?, ?)')
      .run(source, at, JSON.stringify(items))
    return Number(lastInsertRowid)
  }

  return {
    leaving(receiver, call, shown) {
      if (shown.length === 0) return undefined
      const at = clock.now()
      const known = sources.find(receiver, call)
      const versioned = shown.map((one) => withVersion(store, one))
      const key = recent.keyOf(known ?? receiver, call, versioned, dayOf(2, at))
      if (known !== undefined && recent.has(key)) return undefined
      const shownItems = versioned.flatMap((one) => itemOf(store, one))
      const items =
        known === undefined ? { open: shownItems, new: shownItems } : newOf(known, shownItems, at)
      if (known !== undefined && items.open.length === 0) {
        recent.add(key)
        return undefined
      }
      // What is entered as perhaps received is so after a kill as well.
      const allPerhaps = known !== undefined && items.new.length === 0
      const { id, source } = allPerhaps
        ? { id: undefined, source: known }
        : store.ahead(() => {
            const source = sources.ensure(receiver, call)
            return { id: note(source, at, items.new), source }
          })
      const forget = () => {
        if (id !== undefined) store.statement('DELETE FROM received_ahead WHERE id = ?').run(id)
      }
      return {
        drop: () => void (id !== undefined && store.write(forget).catch(inVain)),
        end(whole) {
          if (!whole && allPerhaps) return
          const left = whole ? items.open : items.new
          store
            .write(() => {
              enter(store, sources, { source, at, items: left, perhaps: !whole })
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
function withVersion(store: Store, shown: Shown): Shown {
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
