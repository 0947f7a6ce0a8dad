/** The thread in which a pair spoke last: where its owner is asked when it may begin no other. */
import type { Store } from '../../store/types.ts'
import { stringsFrom } from '../message-rows.ts'
import { integer, text, textOrNull } from '../rows.ts'

/** So many of the newest threads are looked at. */
const lookBack = 50

/** Null when there is none, and when the owner is asked in one of them already. */
export function threadOfPair(store: Store, [a, b]: readonly [string, string]): number | null {
  const theirs = store
    .statement(
      `SELECT id, participants, held FROM threads WHERE exempt = 0 ORDER BY last_seq DESC LIMIT ${lookBack}`,
    )
    .all()
    .filter((row) => {
      const people = stringsFrom(text(row, 'participants'))
      return people.includes(a) && people.includes(b)
    })
  if (theirs.some((row) => textOrNull(row, 'held') === 'paused')) return null
  const free = theirs.find((row) => textOrNull(row, 'held') === null)
  return free === undefined ? null : integer(free, 'id')
}
