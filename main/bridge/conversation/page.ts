/**
 * Pages of answers, bounded in bytes and not in number only: a few hundred messages of the largest
 * size would be more than any client, or the memory of the bridge, should be handed at once.
 */
import { text, textOrNull, type Row } from './rows.ts'

/** Of JSON, in which an answer travels. */
const pageBytes = 1_000_000
/** What an entry has beside its text: ids, names, times. */
const besideText = 400

/** The first rows that fit; at least one, so that every page gets further. Reads no more than it takes. */
export function takePage(
  rows: Iterable<Row>,
  budget: number = pageBytes,
  sizeOf: (row: Row) => number = jsonSize,
): Row[] {
  const taken: Row[] = []
  let left = budget
  for (const row of rows) {
    left -= sizeOf(row)
    if (left < 0 && taken.length > 0) break
    taken.push(row)
  }
  return taken
}

function jsonSize(row: Row): number {
  const recipients = textOrNull(row, 'recipients') ?? ''
  return Buffer.byteLength(JSON.stringify(text(row, 'text'))) + recipients.length + besideText
}
