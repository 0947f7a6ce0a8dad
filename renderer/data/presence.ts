/** Who listens, found in the one place the bridge says it: the `presence` of its status. */
import type { Status } from '../../main/contract.ts'

export type PresenceRow = Status['presence'][number]
export type Heard = Pick<PresenceRow, 'state' | 'since' | 'lastSeen'>

const rank = { waiting: 0, lately: 1, away: 2 } as const

/** How a client listens, for whomever it speaks as; undefined when it has never called a tool. */
export function heardClient(
  presence: readonly PresenceRow[],
  clientId: string | null,
): Heard | undefined {
  return most(presence.flatMap(({ clients }) => clients.filter(({ id }) => id === clientId)))
}

/** How the links of this computer listen that speak as a participant; their ids begin with "link:". */
export const heardLinks = (presence: readonly PresenceRow[], participant: string) =>
  most(
    presence
      .filter((row) => row.participant === participant)
      .flatMap(({ clients }) => clients.filter(({ id }) => id.startsWith('link:'))),
  )

const most = (heard: readonly Heard[]): Heard | undefined =>
  heard.toSorted(
    (a, b) => rank[a.state] - rank[b.state] || (b.lastSeen ?? '').localeCompare(a.lastSeen ?? ''),
  )[0]

/** How a participant listens, through any of its clients. */
export const heardParticipant = (presence: readonly PresenceRow[], id: string): Heard | undefined =>
  presence.find(({ participant }) => participant === id)
