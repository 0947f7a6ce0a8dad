/**
 * Answers that were entered not long ago, so that a client that asks the same again and again costs no
 * look into the database. Kept as hashes: an answer may hold ten thousand names.
 */
import { hash } from 'node:crypto'
import type { Receiving } from './sources.ts'
import type { Shown } from './types.ts'

const most = 2_000

export interface Recent {
  keyOf(source: Receiving, shown: readonly Shown[], day: number): string
  has(key: string): boolean
  add(key: string): void
}

export function createRecent(): Recent {
  const keys = new Set<string>()
  return {
    keyOf: ({ who }, shown, day) =>
      hash('sha1', `${who} ${day} ${JSON.stringify(shown)}`, 'base64'),
    has: (key) => keys.has(key),
    add(key) {
      const [oldest] = keys
      if (keys.size >= most && oldest !== undefined) keys.delete(oldest)
      keys.add(key)
    },
  }
}
