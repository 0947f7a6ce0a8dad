/** What an earlier run left on its way. It was perhaps received, unless the rows of it are on disk already. */
import { integer, text, type Row } from '../conversation/rows.ts'
import type { Store } from '../store/types.ts'
import { dayOf, enter, type Entered } from './enter.ts'
import type { Item } from './extents.ts'
import type { NoteFile } from './note-file.ts'
import { itemsFrom, type Note } from './note.ts'
import type { Soon } from './soon.ts'
import type { Receiving, Sources } from './sources.ts'

/** Whether there was any. */
export async function enterLeftovers(
  store: Store,
  sources: Sources,
  { notes, soon }: { notes: Pick<NoteFile, 'left' | 'done'>; soon: Pick<Soon, 'any' | 'enterAll'> },
): Promise<boolean> {
  // Up to the format before this one they were rows.
  const rows = store.statement('SELECT * FROM received_ahead ORDER BY id').all()
  const left = [...rows.map(noteFrom), ...notes.left.values()]
  if (left.length === 0 && !soon.any()) return false
  const some = await store.write(() => {
    // Before anything is made: whoever is found after that would stay known, although this write may be undone.
    const noted = left.map((note) => ({ note, from: sourceOf(sources, note) }))
    // What is entered for certain comes first.
    const kept = soon.enterAll()
    const entries = noted.flatMap(({ note, from }) => (from ? enteredAs(store, from, note) : []))
    enter(store, sources, entries)
    store.statement('DELETE FROM received_ahead').run()
    return kept || entries.length > 0
  })
  for (const id of notes.left.keys()) notes.done(id)
  return some
}

const noteFrom = (row: Row): Note => ({
  source: integer(row, 'source'),
  at: integer(row, 'at'),
  items: itemsFrom(text(row, 'shown')),
})

const sourceOf = (sources: Sources, { source }: Note): Receiving | undefined =>
  typeof source === 'number' ? sources.stored(source) : sources.of(source.receiver, source.call)

function enteredAs(store: Store, from: Receiving, { at, items }: Note): Entered[] {
  const left = items.filter((item) => !isEntered(store, from.id, item, at))
  return left.length === 0 ? [] : [{ source: from, at, items: left, perhaps: true, fresh: false }]
}

/** As received or as perhaps received. */
const isEntered = (
  store: Store,
  source: number | undefined,
  [seq, extent]: Item,
  at: number,
): boolean =>
  source !== undefined &&
  store
    .statement(
      'SELECT 1 FROM received WHERE seq = ? AND source = ? AND extent = ? AND perhaps IN (0, 1) AND day = ?',
    )
    .get(seq, source, extent, dayOf(extent, at)) !== undefined
