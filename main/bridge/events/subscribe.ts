/** Subscribing and unsubscribing: what is asked is checked, the callback proves itself, and it is written down. */
import { z } from 'zod'
import { BridgeError } from '../base/errors.ts'
import type { Clock } from '../base/ports.ts'
import { createRateLimit } from '../base/token-buckets.ts'
import { databaseBytes } from '../store/disk-reserve.ts'
import type { Store } from '../store/types.ts'
import { CallbackError, callbackReasons } from './callback-error.ts'
import { eventTypes, isEventName } from './event-types.ts'
import { challengeRates, lifetime, limits, oneDay } from './limits.ts'
import type { Poster } from './poster.ts'
import { findSubscription, putSubscription, removeSubscription, verifiedAt } from './rows.ts'
import { canonicalFilter, subscriptionId } from './subscription-id.ts'
import type { Callback, EventName, Filter, Standing, Subscriber } from './types.ts'
import type { Vault } from './vault.ts'
import { verifyCallback } from './verify.ts'
import { isWebhookSecret } from './webhook-secret.ts'

export interface SubscribeRequest {
  name?: unknown
  arguments?: unknown
  delivery?: unknown
  cursor?: unknown
  ttlMs?: unknown
}

export interface Subscribed {
  id: string
  refreshBefore: string
  /** Where the events begin. */
  cursor: string
  /** True when something may have happened since the cursor the subscriber gave. */
  truncated: boolean
}

export interface SubscribeDeps {
  store: Store
  vault: Vault
  poster: Poster
  clock: Clock
  /** What a sign-in may do now; undefined when it has ended. */
  standing: (grant: string) => Standing | undefined
  /** The newest position of the conversation. */
  head: () => number
  subscribed: (id: string) => void
  ended: (id: string) => void
}

const filterSchema = z.record(z.string(), z.unknown()).nullish()

export function createSubscribe(deps: SubscribeDeps) {
  const { store, vault, poster, clock, standing, head } = deps
  const ofGrant = createRateLimit(challengeRates.perGrant, clock)
  const ofAll = createRateLimit(challengeRates.all, clock)

  async function prove(who: Subscriber, id: string, callback: Callback): Promise<number> {
    const now = clock.now()
    const last = verifiedAt(store, id)
    if (last !== undefined && Math.abs(now - last) < oneDay) return last
    ofGrant.take(who.grant)
    ofAll.take()
    await verifyCallback(poster, id, callback, now).catch(refuseCallback)
    return clock.now()
  }

  /** The secret before signs as well for a day, so that the subscriber can change over. */
  async function callbackOf(id: string, url: string, secret: string): Promise<Callback> {
    const known = findSubscription(store, id)
    const before = known && (await vault.open(id, known.sealed))
    if (!before) return { url, secret }
    if (before.secret === secret) return before
    return { url, secret, previous: { secret: before.secret, until: clock.now() + oneDay } }
  }

  return {
    async subscribe(who: Subscriber, request: SubscribeRequest): Promise<Subscribed> {
      const { url, secret } = deliveryIn(request.delivery)
      const { event, filter } = watchIn(request)
      const lasts = lifetimeIn(request.ttlMs)
      const at = head()
      const since = cursorIn(request.cursor, at)
      requireScope(who, event)
      const id = subscriptionId(who, { event, filter, url })
      const known = findSubscription(store, id) !== undefined
      if (!known) requireRoom(store, who)
      const host = hostOf(poster, url)
      store.room.require(databaseBytes(url.length + 1_024))
      const callback = await callbackOf(id, url, secret)
      const proved = await prove(who, id, callback)
      const sealed = await vault.seal(id, callback)
      const now = clock.now()
      const expiresAt = now + lasts
      const superseded = await store.write(() => {
        // The owner may have ended the sign-in while the callback was asked.
        if (!stillMay(standing(who.grant), who, event)) {
          throw new BridgeError('insufficient-scope', { scope: eventTypes[event].scope })
        }
        const fresh = findSubscription(store, id) === undefined
        if (fresh) requireRoom(store, who)
        const gone = fresh ? makeRoomAmongAlike(store, who, event, filter) : []
        putSubscription(store, {
          ...who,
          id,
          event,
          filter,
          host,
          sealed,
          verifiedAt: proved,
          refreshedAt: now,
          expiresAt,
        })
        return gone
      })
      for (const one of superseded) deps.ended(one)
      deps.subscribed(id)
      return {
        id,
        refreshBefore: new Date(expiresAt).toISOString(),
        cursor: String(known && since !== null ? since : at),
        truncated: !known && since !== null && since < at,
      }
    },

    async unsubscribe(who: Subscriber, request: SubscribeRequest): Promise<void> {
      const { event, filter } = watchIn(request)
      const url = urlIn(request.delivery)
      const id = subscriptionId(who, { event, filter, url })
      if (await store.write(() => removeSubscription(store, id))) deps.ended(id)
    },
  }
}

const invalid = (problem: string): BridgeError => new BridgeError('invalid-input', { problem })

/** The secret first: without a good one nothing else is looked at. */
function deliveryIn(delivery: unknown): { url: string; secret: string } {
  const { mode, secret } = z
    .object({ mode: z.unknown(), secret: z.unknown() })
    .partial()
    .catch({})
    .parse(delivery)
  if (!isWebhookSecret(secret)) {
    throw invalid('delivery.secret has to be "whsec_" and the base64 of 24 to 64 bytes.')
  }
  if (mode !== 'webhook') throw invalid('delivery.mode has to be "webhook".')
  return { url: urlIn(delivery), secret }
}

function urlIn(delivery: unknown): string {
  const { url } = z.object({ url: z.unknown() }).partial().catch({}).parse(delivery)
  if (typeof url !== 'string') throw invalid('delivery.url has to be an https address.')
  return url
}

function watchIn(request: SubscribeRequest): { event: EventName; filter: Filter } {
  const { name } = request
  if (!isEventName(name)) {
    throw new BridgeError('unknown-event', { known: Object.keys(eventTypes).join(', ') })
  }
  const given = filterSchema.safeParse(request.arguments)
  const parsed = given.success && eventTypes[name].filter.safeParse(given.data ?? {})
  if (!parsed || !parsed.success) {
    const known = Object.keys(eventTypes[name].filter.shape).join(', ')
    throw invalid(`The arguments of ${name} do not fit its inputSchema; it knows ${known}.`)
  }
  const values = Object.entries(parsed.data).filter(([, value]) => value !== undefined)
  return { event: name, filter: Object.fromEntries(values) as Filter }
}

function lifetimeIn(ttlMs: unknown): number {
  if (ttlMs === undefined || ttlMs === null) return lifetime.longest
  if (!Number.isSafeInteger(ttlMs) || (ttlMs as number) <= 0) {
    throw invalid('ttlMs has to be a positive whole number of milliseconds.')
  }
  return Math.min(Math.max(ttlMs as number, lifetime.shortest), lifetime.longest)
}

function cursorIn(cursor: unknown, head: number): number | null {
  if (cursor === undefined || cursor === null) return null
  const position = typeof cursor === 'string' && /^\d{1,15}$/.test(cursor) ? Number(cursor) : NaN
  if (position <= head) return position
  throw invalid('cursor has to be one that an event or a subscription gave.')
}

function requireScope({ scopes }: Subscriber, event: EventName): void {
  const { scope } = eventTypes[event]
  if (!scopes.has(scope)) throw new BridgeError('insufficient-scope', { scope })
}

export const stillMay = (
  now: Standing | undefined,
  then: Pick<Subscriber, 'clientId' | 'participant'>,
  event: EventName,
): boolean =>
  now !== undefined &&
  now.clientId === then.clientId &&
  now.participant === then.participant &&
  now.scopes.has(eventTypes[event].scope)

function hostOf(poster: Poster, url: string): string {
  try {
    return poster.check(url).host
  } catch (error) {
    return refuseCallback(error)
  }
}

function refuseCallback(error: unknown): never {
  if (!(error instanceof CallbackError)) throw error
  const { reason } = error
  throw new BridgeError(
    'callback-refused',
    { reason, words: callbackReasons[reason] },
    { cause: error },
  )
}

function requireRoom(store: Store, { clientId, grant }: Subscriber): void {
  const count = (condition: string, ...values: string[]) =>
    Number(
      store
        .statement(`SELECT count(*) AS rows FROM event_subscriptions ${condition}`)
        .get(...values)?.['rows'],
    )
  const full =
    count('WHERE grant_id = ?', grant) >= limits.perGrant ||
    count('WHERE client_id = ?', clientId) >= limits.perClient ||
    count('') >= limits.total
  if (full) throw new BridgeError('too-many-subscriptions', { limit: limits.perGrant })
}

/** Ends those of the same watch that are too many, and gives their ids. */
function makeRoomAmongAlike(
  store: Store,
  { clientId, participant }: Subscriber,
  event: EventName,
  filter: Filter,
): string[] {
  return store
    .statement(
      `DELETE FROM event_subscriptions WHERE id IN (
         SELECT id FROM event_subscriptions
         WHERE client_id = ? AND participant = ? AND event = ? AND filter = ?
         ORDER BY refreshed_at DESC, id LIMIT -1 OFFSET ?)
       RETURNING id`,
    )
    .all(clientId, participant, event, canonicalFilter(filter), limits.alike - 1)
    .map((row) => String(row['id']))
}
