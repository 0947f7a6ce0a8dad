/** Who listens, in the words the panel has: from the `presence` of the bridge's status. */
import { clockTime } from '../bridge/base/local-time.ts'
import type { Status } from '../contract.ts'
import { ago } from './table.ts'

type Presence = Status['presence']
type Heard = Pick<Presence[number], 'state' | 'lastSeen'>

/** "listening now", "called 2 minutes ago", "away since 14:02". */
export function listeningWords(heard: Heard | undefined, now: number): string {
  if (!heard || heard.lastSeen === null) return 'has not called yet'
  if (heard.state === 'waiting') return 'listening now'
  return heard.state === 'lately'
    ? `called ${ago(heard.lastSeen, now)}`
    : `away since ${clockTime(heard.lastSeen, now)}`
}

export const heardParticipant = (presence: Presence, id: string): Heard | undefined =>
  presence.find(({ participant }) => participant === id)

const rank = { waiting: 0, lately: 1, away: 2 }

/** A client may speak as several; where it listens most counts. */
export const heardClient = (presence: Presence, clientId: string | null): Heard | undefined =>
  presence
    .flatMap(({ clients }) => clients.filter(({ id }) => id === clientId))
    .toSorted(
      (a, b) => rank[a.state] - rank[b.state] || (b.lastSeen ?? '').localeCompare(a.lastSeen ?? ''),
    )[0]
