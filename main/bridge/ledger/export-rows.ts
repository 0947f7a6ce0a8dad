/** The ledger as a text in pieces: CSV that no spreadsheet takes for formulas, or a JSON array. */
import { stringify } from 'csv-stringify/sync'
import type { LedgerEntry } from './seen-types.ts'

/** Of one piece. */
export const rowsOfPiece = 1_000

export interface Piece {
  text: string
  /** Where the next one goes on; null after the last. */
  next: number | null
}

const columns = [
  'number',
  'at',
  'company',
  'says',
  'client',
  'name',
  'participant',
  'grant',
  'via',
  'call',
  'kind',
  'id',
  'version',
  'from',
  'size',
  'extent',
  'perhaps',
] as const satisfies readonly (keyof LedgerEntry)[]

/** `entries` are those after `after`, oldest first. */
export function pieceOf(
  format: 'csv' | 'json',
  after: number,
  entries: readonly LedgerEntry[],
): Piece {
  const next = entries.length < rowsOfPiece ? null : (entries.at(-1)?.number ?? null)
  const text =
    format === 'csv' ? csv(entries, after === 0) : json(entries, after === 0, next === null)
  return { text, next }
}

/** RFC 4180. What a model wrote, such as the name of a file, is never the beginning of a formula. */
const csv = (entries: readonly LedgerEntry[], header: boolean): string =>
  stringify(
    entries.map((entry) => columns.map((column) => entry[column])),
    {
      ...(header && { header, columns: [...columns] }),
      escape_formulas: true,
      record_delimiter: '\r\n',
      cast: { boolean: (value) => (value ? 'yes' : 'no') },
    },
  )

function json(entries: readonly LedgerEntry[], first: boolean, last: boolean): string {
  const lines = entries.map(({ title: _title, ...entry }) => JSON.stringify(entry))
  const separator = first || lines.length === 0 ? '' : ',\n'
  return `${first ? '[\n' : ''}${separator}${lines.join(',\n')}${last ? '\n]\n' : ''}`
}
