/** Whether somebody need not be woken, because it waits or has called a moment ago. */
import { isSeatClient } from '../presence/client-id.ts'
import { wouldHear, type ParticipantPresence } from '../presence/types.ts'

/** How long a call that waits may last; afterwards it is looked again. */
const waitMs = 50_000

/** Null: it is not here. Otherwise after how many milliseconds that may have changed. */
export function isHere(
  presence: Pick<ParticipantPresence, 'clients'>,
  place: string,
  now: number,
  recentMs: number,
): number | null {
  // A program that was run for a turn does not come back by itself.
  const clients = presence.clients.filter(({ id }) => !isSeatClient(id))
  if (clients.some((client) => wouldHear(client, place))) return waitMs
  const last = Math.max(0, ...clients.map(({ lastSeen }) => lastSeen ?? 0))
  const left = last + recentMs - now
  return left > 0 ? Math.min(left, recentMs) : null
}
