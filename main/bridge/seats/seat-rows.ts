/** The seats as they are stored. */
import { integer, text, textOrNull, type Row } from '../conversation/rows.ts'
import { stringsFrom } from '../conversation/message-rows.ts'
import type { Store } from '../store/types.ts'
import type { ProgramId } from './recipes/recipe.ts'

/** A program that answers for a participant. */
export interface Seat {
  participant: string
  program: ProgramId
  /** The absolute path of the program. */
  path: string
  args: string[]
  folder: string
  readOnly: boolean
  /** What the program said of itself when it was chosen; null when it said nothing. */
  version: string | null
  addedAt: number
}

const seatFrom = (row: Row): Seat => ({
  participant: text(row, 'participant'),
  program: text(row, 'program') as ProgramId,
  path: text(row, 'path'),
  args: stringsFrom(text(row, 'args')),
  folder: text(row, 'folder'),
  readOnly: integer(row, 'read_only') === 1,
  version: textOrNull(row, 'version'),
  addedAt: integer(row, 'added_at'),
})

export const readSeats = (store: Store): Seat[] =>
  store.statement('SELECT * FROM seats ORDER BY participant').all().map(seatFrom)

export async function putSeat(store: Store, seat: Seat): Promise<void> {
  await store.write(() =>
    store
      .statement(
        `INSERT OR REPLACE INTO seats
           (participant, program, path, args, folder, read_only, version, added_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        seat.participant,
        seat.program,
        seat.path,
        JSON.stringify(seat.args),
        seat.folder,
        seat.readOnly ? 1 : 0,
        seat.version,
        seat.addedAt,
      ),
  )
}

export async function deleteSeat(store: Store, participant: string): Promise<void> {
  await store.write(() =>
    store.statement('DELETE FROM seats WHERE participant = ?').run(participant),
  )
}
