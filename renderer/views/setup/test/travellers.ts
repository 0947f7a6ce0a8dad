/** Who can take part in a round trip: participants that a client or a link speaks as. */
import type { Client, Status } from '../../../../main/contract.ts'

export function presentIn(
  { links }: Pick<Status, 'links'>,
  clients: readonly Pick<Client, 'grants' | 'participants'>[],
): string[] {
  const signedIn = clients.flatMap(({ grants, participants }) => (grants > 0 ? participants : []))
  return [...new Set([...links, ...signedIn])].filter((id) => id !== 'owner')
}

/** Claude and ChatGPT where they are here; else whoever is. */
export function usual(present: readonly string[]): string[] {
  const two = present.filter((id) => id === 'claude' || id === 'chatgpt')
  return two.length > 0 ? two : [...present]
}
