/** Whether a participant is here: by a link on this computer, or by a client that was let in. */
import type { Client, Status } from '../../../main/contract.ts'

export type Links = Pick<Status, 'links' | 'lastLinks' | 'presence'>

export interface Presence {
  /** `waiting`: in a call that waits for messages. `approved`: let in, but it has not called yet. `left`: it had a link, which is closed now. */
  kind: 'waiting' | 'linked' | 'seen' | 'left' | 'approved' | 'absent'
  /** When one of its clients called last, or its last link closed. */
  at: string | null
}

export function presenceOf(
  id: string,
  clients: readonly Client[],
  { links, lastLinks = [], presence }: Links,
): Presence {
  const mine = clients.filter(({ participants, grants }) => participants.includes(id) && grants > 0)
  const left = lastLinks.filter(({ participant }) => participant === id)
  const heard = presence.find(({ participant }) => participant === id)
  if (heard?.state === 'waiting') return { kind: 'waiting', at: heard.since }
  const at = latest([
    ...mine.map(({ lastUsedAt }) => lastUsedAt),
    ...left.map((link) => link.at),
    heard?.lastSeen ?? null,
  ])
  if (links.includes(id)) return { kind: 'linked', at }
  if (mine.some(({ lastUsedAt }) => lastUsedAt !== null)) return { kind: 'seen', at }
  if (at !== null) return { kind: 'left', at }
  return { kind: mine.length > 0 ? 'approved' : 'absent', at: null }
}

/** Of a status that is not known yet. */
export const noLinks: Links = { links: [], presence: [] }

const latest = (times: readonly (string | null)[]): string | null =>
  times
    .flatMap((time) => time ?? [])
    .toSorted()
    .at(-1) ?? null
