/** Whom a model means: a participant by id or by name, in whatever case, and never itself beside others. */
import type { Participant } from '../conversation/message-types.ts'

/**
 * The ids meant by `given`. A name that fits nobody, or more than one, is left as it is, so that the
 * refusal can name it; the sender among others is dropped.
 */
export function recipientsOf(
  given: readonly string[],
  people: readonly Pick<Participant, 'id' | 'name'>[],
  sender: string,
): string[] {
  const ids = [...new Set(given.map((who) => meant(who, people)))]
  const others = ids.filter((id) => id !== sender)
  return others.length > 0 ? others : ids
}

function meant(who: string, people: readonly Pick<Participant, 'id' | 'name'>[]): string {
  if (people.some(({ id }) => id === who)) return who
  const asked = who.trim().replace(/^@/, '').toLowerCase()
  const byId = people.find(({ id }) => id === asked)
  if (byId) return byId.id
  const byName = people.filter(({ name }) => name.toLowerCase() === asked)
  const [only] = byName
  return only && byName.length === 1 ? only.id : who
}
