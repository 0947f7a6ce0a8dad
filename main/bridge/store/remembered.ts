/**
 * What was read from the database holds until the next write, whoever writes: a poll that finds nothing new
 * then asks the database nothing. Inside a write nothing is remembered, because it may be undone.
 */
import type { Store } from './types.ts'

/** Keys are ids of participants and clients, some of which a local program chooses. */
const mostRemembered = 500
/** What a client calls a participant may be as long as a message; nothing that is there has so long a name. */
const longestRemembered = 4_096

export function remembered<Key extends string[], T>(
  { generation }: Pick<Store, 'generation'>,
  read: (...key: Key) => T,
): (...key: Key) => T {
  const known = new Map<string, T>()
  let since: number | undefined
  return (...key) => {
    const now = generation()
    if (now === undefined) return read(...key)
    if (now !== since || known.size > mostRemembered) known.clear()
    since = now
    const name = key.length === 1 ? (key[0] ?? '') : key.join('\n')
    if (name.length > longestRemembered) return read(...key)
    const before = known.get(name)
    if (before !== undefined) return before
    const value = read(...key)
    known.set(name, value)
    return value
  }
}
