/** Typed reading of rows: SQLite's values are known by the schema, and checked here once. */
import type { SQLOutputValue } from 'node:sqlite'

export type Row = Record<string, SQLOutputValue>

export function integer(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw new TypeError(`${column} is not an integer`)
  return value
}

export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new TypeError(`${column} is not text`)
  return value
}

export function blob(row: Row, column: string): Uint8Array {
  const value = row[column]
  if (!(value instanceof Uint8Array)) throw new TypeError(`${column} is not a blob`)
  return value
}

export const integerOrNull = (row: Row, column: string): number | null =>
  row[column] === null ? null : integer(row, column)

export const textOrNull = (row: Row, column: string): string | null =>
  row[column] === null ? null : text(row, column)

/** ISO 8601 in UTC, from milliseconds. */
export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()

export const isoOrNull = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : iso(milliseconds)

/** `limit` as asked for, within 1…max; anything that is no number counts as not asked for. */
export function clampLimit(limit: number | undefined, standard: number, max: number): number {
  if (limit === undefined || !Number.isFinite(limit)) return standard
  return Math.min(Math.max(1, Math.trunc(limit)), max)
}
