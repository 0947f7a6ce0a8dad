/**
 * The id of a subscription follows from who subscribes to what and where, so that a call that is
 * repeated, or whose answer was lost, means the same subscription.
 */
import { hash } from 'node:crypto'
import type { EventName, Filter, Subscriber } from './types.ts'

/** The filter in one spelling: the order of its keys means nothing. */
export const canonicalFilter = (filter: Filter): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(filter).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  )

export function subscriptionId(
  { clientId, participant, origin }: Pick<Subscriber, 'clientId' | 'participant' | 'origin'>,
  { event, filter, url }: { event: EventName; filter: Filter; url: string },
): string {
  const parts = [clientId, participant, origin, event, canonicalFilter(filter), url]
  return `sub_${hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32)}`
}
