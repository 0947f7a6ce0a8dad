/** Whether a participant is here: by a link on this computer, or by a client that was let in. */
import type { Client } from '../../../main/contract.ts'

export interface Presence {
  /** `approved`: let in, but it has not called yet. */
  kind: 'linked' | 'seen' | 'approved' | 'absent'
  /** When one of its clients called last. */
  at: string | null
}

export function presenceOf(
  id: string,
  clients: readonly Client[],
  links: readonly string[],
): Presence {
  const mine = clients.filter(({ participants, grants }) => participants.includes(id) && grants > 0)
  const at = latest(mine.map(({ lastUsedAt }) => lastUsedAt))
  if (links.includes(id)) return { kind: 'linked', at }
  if (mine.length === 0) return { kind: 'absent', at: null }
  return { kind: at === null ? 'approved' : 'seen', at }
}

const latest = (times: readonly (string | null)[]): string | null =>
  times
    .flatMap((time) => time ?? [])
    .toSorted()
    .at(-1) ?? null
