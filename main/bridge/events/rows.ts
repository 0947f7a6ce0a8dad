/** Subscriptions as rows. */
import type { Store } from '../store/types.ts'
import { isEventName } from './event-types.ts'
import { canonicalFilter } from './subscription-id.ts'
import type { EventName, Filter, Subscription } from './types.ts'

type Row = Record<string, unknown>

export const findSubscription = (store: Store, id: string): Subscription | undefined => {
  const row = store.statement('SELECT * FROM event_subscriptions WHERE id = ?').get(id)
  return row && subscriptionFrom(row)
}

/** Newest first. */
export const allSubscriptions = (store: Store): Subscription[] =>
  store
    .statement('SELECT * FROM event_subscriptions ORDER BY created_at DESC, id')
    .all()
    .map(subscriptionFrom)

/** Those an event may be for; without participants everybody's. */
export function subscriptionsTo(
  store: Store,
  event: EventName,
  participants: readonly string[] | undefined,
): Subscription[] {
  if (participants === undefined) {
    return store
      .statement('SELECT * FROM event_subscriptions WHERE event = ?')
      .all(event)
      .map(subscriptionFrom)
  }
  return participants.flatMap((participant) => {
    // Nearly always nobody, and asked for every message.
    if (!store.recall(`SELECT 1 ${heldBy} LIMIT 1`, event, participant)) return []
    return store.statement(`SELECT * ${heldBy}`).all(event, participant).map(subscriptionFrom)
  })
}

const heldBy = 'FROM event_subscriptions WHERE event = ? AND participant = ?'

/** Whether a client has one at all. */
export const hasSubscription = (store: Store, clientId: string): boolean =>
  store.statement('SELECT 1 FROM event_subscriptions WHERE client_id = ? LIMIT 1').get(clientId) !==
  undefined

/** When the callback of this subscription last proved itself; undefined when there is none. */
export function verifiedAt(store: Store, id: string): number | undefined {
  const row = store.statement('SELECT verified_at FROM event_subscriptions WHERE id = ?').get(id)
  return row && Number(row['verified_at'])
}

export interface NewSubscription extends Omit<
  Subscription,
  'createdAt' | 'failures' | 'retryAt' | 'held' | 'delivered' | 'refused' | 'lastAt' | 'lastOutcome'
> {
  verifiedAt: number
}

/** Makes it, or refreshes it: then what failed before is forgotten, and what was counted is kept. */
export function putSubscription(store: Store, one: NewSubscription): void {
  store
    .statement(
      `INSERT INTO event_subscriptions (id, client_id, grant_id, participant, origin, event, filter,
         host, sealed, created_at, verified_at, refreshed_at, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET grant_id = excluded.grant_id, sealed = excluded.sealed,
         verified_at = excluded.verified_at, refreshed_at = excluded.refreshed_at,
         expires_at = excluded.expires_at, failures = 0, retry_at = 0, held = NULL`,
    )
    .run(
      one.id,
      one.clientId,
      one.grant,
      one.participant,
      one.origin,
      one.event,
      canonicalFilter(one.filter),
      one.host,
      one.sealed,
      one.refreshedAt,
      one.verifiedAt,
      one.refreshedAt,
      one.expiresAt,
    )
}

export const removeSubscription = (store: Store, id: string): boolean =>
  store.statement('DELETE FROM event_subscriptions WHERE id = ?').run(id).changes > 0

/** Writes down how a delivery ended. */
export function noteDelivery(
  store: Store,
  id: string,
  { failures, retryAt, held, taken, at, outcome }: DeliveryNote,
): void {
  store
    .statement(
      `UPDATE event_subscriptions SET failures = ?, retry_at = ?, held = ?, last_at = ?,
         last_outcome = ?, delivered = delivered + ?, refused = refused + ? WHERE id = ?`,
    )
    .run(failures, retryAt, held, at, outcome, taken ? 1 : 0, taken ? 0 : 1, id)
}

export interface DeliveryNote {
  failures: number
  retryAt: number
  held: string | null
  taken: boolean
  at: number
  outcome: string
}

function subscriptionFrom(row: Row): Subscription {
  const event = row['event']
  const sealed = row['sealed']
  if (!isEventName(event) || !(sealed instanceof Uint8Array)) {
    throw new TypeError('not a subscription')
  }
  const filter: Filter = JSON.parse(String(row['filter']))
  return {
    id: String(row['id']),
    clientId: String(row['client_id']),
    grant: String(row['grant_id']),
    participant: String(row['participant']),
    origin: String(row['origin']),
    event,
    filter,
    host: String(row['host']),
    sealed,
    createdAt: Number(row['created_at']),
    refreshedAt: Number(row['refreshed_at']),
    expiresAt: Number(row['expires_at']),
    failures: Number(row['failures']),
    retryAt: Number(row['retry_at']),
    held: stringOrNull(row['held']),
    delivered: Number(row['delivered']),
    refused: Number(row['refused']),
    lastAt: row['last_at'] === null ? null : Number(row['last_at']),
    lastOutcome: stringOrNull(row['last_outcome']),
  }
}

const stringOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
