/**
 * From the moment before an answer leaves until it is known whether it arrived. First a note of what it
 * holds, which survives a kill; once the answer was written it is kept by the commit that marks its messages
 * as read, and its rows are made soon after (soon.ts). What an earlier run left on its way may have been received, and is
 * entered so.
 */
import type { Clock, Log } from '../base/ports.ts'
import { integerOrNull } from '../conversation/rows.ts'
import type { Store } from '../store/types.ts'
import { dayOf, type Entered } from './enter.ts'
import type { Item } from './extents.ts'
import { enterLeftovers } from './leftovers.ts'
import type { NoteFile } from './note-file.ts'
import { createRecent } from './recent.ts'
import { itemOf, withVersion } from './shown-items.ts'
import { createSoon, type Soon } from './soon.ts'
import { createSources, type Receiving } from './sources.ts'
import type { LedgerWriter, Shown } from './types.ts'

export interface LeavingDeps {
  store: Store
  clock: Clock
  log: Log
  notes: NoteFile
  /** Rows were added. */
  entered: () => void
}

interface Ending extends Entered {
  whenDone(): void
}

/** Of what an answer shows: what is not entered as received that day, and of that what is not entered at all. */
interface Unentered {
  open: Item[]
  new: Item[]
  /** All of it is newer than anything the source was ever given. */
  fresh: boolean
  /** For `recent`, where it had to be looked up. */
  key?: string
}

/** `soon`: what was answered and is not entered yet. */
export function createLeaving({
  store,
  clock,
  log,
  notes,
  entered,
}: LeavingDeps): LedgerWriter & { soon: Pick<Soon, 'catchUp' | 'close'> } {
  const sources = createSources(store)
  const soon = createSoon({ store, sources, log, entered })
  const recent = createRecent()
  const inVain = (error: unknown) => log.error('ledger.not-entered', { reason: String(error) })
  try {
    soon.catchUp()
  } catch (error) {
    inVain(error)
  }
  enterLeftovers(store, sources, { notes, soon }).then((some) => some && entered(), inVain)

  let batch: Ending[] | undefined

  /** Everything that ends in one turn of the event loop is one piece of its commit. */
  function enterSoon(one: Ending): void {
    if (batch) return void batch.push(one)
    const own = [one]
    const close = () => {
      if (batch === own) batch = undefined
    }
    batch = own
    store
      .write(() => {
        close()
        soon.keep(own)
      })
      .then(
        () => {
          soon.kept(own)
          for (const { whenDone } of own) whenDone()
        },
        // The notes stay, and are entered at the next start.
        (error: unknown) => {
          close()
          inVain(error)
        },
      )
  }

  /** Undefined where that is nothing. */
  function unentered(
    receiving: Receiving,
    shown: readonly Shown[],
    at: number,
  ): Unentered | undefined {
    if (sources.areNew(receiving, shown)) {
      const items = shown.flatMap((one) => itemOf(store, one))
      return { open: items, new: items, fresh: true }
    }
    const versions = shown.map((one) => withVersion(store, one))
    const key = recent.keyOf(receiving, versions, dayOf(2, at))
    if (recent.has(key)) return undefined
    const items = versions.flatMap((one) => itemOf(store, one))
    const found = lookUp(receiving, items, at)
    if (found.open.length > 0) return { ...found, fresh: false, key }
    recent.add(key)
    return undefined
  }

  function lookUp(source: Receiving, items: readonly Item[], at: number) {
    const found: Record<'open' | 'new', Item[]> = { open: [], new: [] }
    for (const item of items) {
      const perhaps = isPerhaps(source, item, dayOf(item[1], at))
      if (perhaps !== false) found.open.push(item)
      if (perhaps === undefined) found.new.push(item)
    }
    return found
  }

  /** Whether something is entered as perhaps received and not as received; undefined where it is not entered. */
  function isPerhaps(source: Receiving, item: Item, day: number): boolean | undefined {
    const waiting = soon.perhaps(source, item, day)
    if (waiting === false || source.id === undefined) return waiting
    const [seq, extent] = item
    const row = store
      .statement(
        `SELECT min(perhaps) AS perhaps FROM received
         WHERE seq = ? AND source = ? AND extent = ? AND perhaps IN (0, 1) AND day = ?`,
      )
      .get(seq, source.id, extent, day)
    const entered = row && integerOrNull(row, 'perhaps')
    return typeof entered === 'number' ? entered === 1 : waiting
  }

  return {
    soon,
    leaving(receiver, call, shown) {
      if (shown.length === 0) return undefined
      const at = clock.now()
      const source = sources.of(receiver, call)
      const items = unentered(source, shown, at)
      if (!items) return undefined
      // What is entered as perhaps received is so after a kill as well.
      const note = items.new.length === 0 ? undefined : notes.put(noteOf(source, at, items.new))
      sources.given(source, items.new)
      return {
        drop: () => void (note !== undefined && notes.drop(note)),
        end(whole) {
          if (!whole && note === undefined) return
          enterSoon({
            source,
            at,
            items: whole ? items.open : items.new,
            perhaps: !whole,
            fresh: items.fresh,
            whenDone() {
              if (note !== undefined) notes.done(note)
              if (whole && items.key !== undefined) recent.add(items.key)
            },
          })
        },
      }
    },
  }
}

const noteOf = ({ id, receiver, call }: Receiving, at: number, items: readonly Item[]) => ({
  source: id ?? { receiver, call },
  at,
  items,
})
