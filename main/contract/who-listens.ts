/**
 * Who listens, found in the one place the bridge says it: the `presence` of its status. For the command
 * line and the panel alike; no schemas, so that the panel does not carry them.
 */
import type { Status } from '../contract.ts'

export type PresenceRow = Status['presence'][number]
export type Heard = Pick<PresenceRow, 'state' | 'since' | 'lastSeen'>

/** How a participant listens, through any of its clients. */
export const heardParticipant = (presence: readonly PresenceRow[], id: string): Heard | undefined =>
  presence.find(({ participant }) => participant === id)

/** How a client listens, for whomever it speaks as; undefined when it has never called a tool. */
export const heardClient = (
  presence: readonly PresenceRow[],
  clientId: string | null,
): Heard | undefined =>
  most(presence.flatMap(({ clients }) => clients.filter(({ id }) => id === clientId)))

/** How the links of this computer listen that speak as a participant; their ids begin with "link:". */
export const heardLinks = (
  presence: readonly PresenceRow[],
  participant: string,
): Heard | undefined =>
  most(
    presence
      .filter((row) => row.participant === participant)
      .flatMap(({ clients }) => clients.filter(({ id }) => id.startsWith('link:'))),
  )

const rank = { waiting: 0, lately: 1, away: 2 }

const most = (heard: readonly Heard[]): Heard | undefined =>
  heard.toSorted(
    (a, b) => rank[a.state] - rank[b.state] || (b.lastSeen ?? '').localeCompare(a.lastSeen ?? ''),
  )[0]
