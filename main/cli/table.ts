/** What the command line prints, in columns and in words. */
import { plural } from '../bridge/base/plural.ts'

/** Columns for people: aligned, without borders, nothing cut off. */
export function table(rows: string[][]): string[] {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length)
    })
  }
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  '),
  )
}

/** "3 minutes ago", "never". */
export function ago(iso: string | null, now: number): string {
  if (iso === null) return 'never'
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000))
  if (seconds < 60) return 'just now'
  // By hand, as in local-time.ts: the first use of Intl takes longer than a whole command.
  const [size, unit] =
    seconds < 3600 ? [60, 'minute'] : seconds < 86_400 ? [3600, 'hour'] : [86_400, 'day']
  return `${plural(Math.round(seconds / size), unit)} ago`
}
