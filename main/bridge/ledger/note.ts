/** A note of an answer on its way, as a line of JSON. */
import type { Item } from './extents.ts'
import type { Receiver } from './types.ts'

/** Who receives and by which call: the number of a known source, or what makes a new one. */
export type NotedSource = number | { receiver: Receiver; call: string }

export interface Note {
  source: NotedSource
  at: number
  items: readonly Item[]
}

export const noteLine = (id: number, { source, at, items }: Note): string =>
  `${JSON.stringify([id, source, at, items])}\n`

/** Takes a note back. */
export const dropLine = (id: number): string => `[${id}]\n`

/** The notes in a text that were not taken back. The last line may have been cut off by a crash: then nothing had left. */
export function notesIn(text: string): Map<number, Note> {
  const notes = new Map<number, Note>()
  for (const line of text.split('\n')) {
    const values = parsed(line)
    const [id, source, at, items] = values
    if (typeof id !== 'number') continue
    if (values.length === 1) notes.delete(id)
    else if (isSource(source) && typeof at === 'number' && isItems(items)) {
      notes.set(id, { source, at, items })
    }
  }
  return notes
}

/** Nothing for what is no array in JSON. */
export function parsed(line: string): unknown[] {
  try {
    const value: unknown = JSON.parse(line)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}

export const isSource = (value: unknown): value is NotedSource =>
  typeof value === 'number' ||
  (typeof value === 'object' && value !== null && 'receiver' in value && 'call' in value)

/** Nothing for what is none. */
export function itemsFrom(text: string): Item[] {
  const items = parsed(text)
  return isItems(items) ? items : []
}

export const isItems = (value: unknown): value is Item[] =>
  Array.isArray(value) &&
  value.every((item) => Array.isArray(item) && item.every((part) => typeof part === 'number'))
