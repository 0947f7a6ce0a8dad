/** Clients by how far they have come. */
import type { Client } from '../../../main/contract.ts'

export interface ClientGroups {
  letIn: Client[]
  /** Entered by the owner, and not yet signed in. */
  byHand: Client[]
  /** Only registered: nobody let them in. */
  strangers: Client[]
}

/** Those that need the owner first, then those seen last. */
export function groupClients(clients: readonly Client[]): ClientGroups {
  const groups: ClientGroups = { letIn: [], byHand: [], strangers: [] }
  const ordered = clients.toSorted(
    (a, b) =>
      Number(b.reconnect !== null) - Number(a.reconnect !== null) ||
      (b.lastUsedAt ?? b.createdAt).localeCompare(a.lastUsedAt ?? a.createdAt),
  )
  for (const client of ordered) groups[groupOf(client)].push(client)
  return groups
}

function groupOf({ participant, registeredBy }: Client): keyof ClientGroups {
  if (participant !== null) return 'letIn'
  return registeredBy === 'manual' ? 'byHand' : 'strangers'
}

/** Everybody it speaks as. */
export const speakersOf = ({ participant, participants }: Client): readonly string[] =>
  participants.length > 0 ? participants : participant === null ? [] : [participant]
