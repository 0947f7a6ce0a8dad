/** Typed reading of rows and stored JSON: values are known by the schema and checked here once. */
import type { SQLOutputValue } from 'node:sqlite'
import type { Reads } from './types.ts'

export type Row = Record<string, SQLOutputValue>

export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new TypeError(`${column} is not text`)
  return value
}

export function integer(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw new TypeError(`${column} is not an integer`)
  return value
}

export const textOrNull = (row: Row, column: string): string | null =>
  row[column] === null ? null : text(row, column)

export const integerOrNull = (row: Row, column: string): number | null =>
  row[column] === null ? null : integer(row, column)

/** Anything but the plain word is the smaller right. */
export const readsFrom = (row: Row): Reads => (row['reads'] === 'whole' ? 'whole' : 'own')
