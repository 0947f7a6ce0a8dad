/**
 * Sends what is in the outbox. Each subscription has its own turn and its own back-off, so one that is
 * slow or dead delays no other. Woken by the commit, by a timer for the next attempt, and at the start.
 */
import type { Clock, Log } from '../base/ports.ts'
import type { Store } from '../store/types.ts'
import { CallbackError, type CallbackReason } from './callback-error.ts'
import type { Outbox } from './outbox.ts'
import { afterwards, judge, type Outcome } from './outcome.ts'
import { createPace } from './pace.ts'
import { createPlaces } from './delivery-places.ts'
import type { Poster } from './poster.ts'
import { findSubscription, noteDelivery } from './rows.ts'
import { signedHeaders } from './signed.ts'
import type { OutboxRow, Subscription } from './types.ts'
import type { Vault } from './vault.ts'
import { createWrittenLater } from './written-later.ts'

export interface DeliverDeps {
  store: Store
  outbox: Outbox
  vault: Vault
  poster: Pick<Poster, 'post'>
  clock: Clock
  log: Log
  random: () => number
  /** Whether anything may leave now. */
  open: () => boolean
  /** Why this subscription is not served any more; undefined while it is. */
  endedBecause: (subscription: Subscription) => string | undefined
  /** Whether its address is there at the moment. */
  present: (subscription: Subscription) => boolean
  /** A paused thread wakes nobody. */
  paused: (thread: number) => boolean
  /** What it would tell has been dealt with meanwhile. */
  dealtWith: (subscription: Subscription, row: OutboxRow) => boolean
  end: (id: string, reason: string) => Promise<void>
  /** Writes down ahead of an attempt what it tells the client of; undefined where that is nothing. */
  leaving?: (subscription: Subscription, row: OutboxRow) => EventLeaving | undefined
  /** Told of every attempt, with what it took. */
  attempted: (subscription: Subscription, row: OutboxRow, attempt: Attempt) => void
}

export interface Attempt {
  body: string
  status: number | null
  outcome: string
  ok: boolean
  startedAt: number
}

/** Once it is known: whether the client has it, does not, or perhaps. */
export interface EventLeaving {
  end(whole: boolean): void
  drop(): void
}

export interface Deliveries {
  /** Something may wait for this subscription, from `at` on. */
  due(id: string, at?: number): void
  /** Everything is looked at again. */
  look(): void
  stop(): Promise<void>
}

const longestSleep = 60_000
const ownFaultMs = 30_000
const longestWait = 2 * 60 * 60_000
/** Refused before a connection is made. */
const neverSent: ReadonlySet<CallbackReason> = new Set([
  'invalid_url',
  'insecure_url',
  'blocked_address',
])

export function createDeliveries(deps: DeliverDeps): Deliveries {
  const { store, outbox, vault, poster, clock, log } = deps
  const schedule = new Map<string, number>()
  const underWay = new Map<string, Promise<void>>()
  const places = createPlaces()
  const later = createWrittenLater(store)
  const pace = createPace(clock)
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let soon: NodeJS.Immediate | undefined

  function due(id: string, at = clock.now()): void {
    schedule.set(id, Math.min(at, schedule.get(id) ?? Infinity))
  }

  function pump(): void {
    clearTimeout(timer)
    if (stopped || !deps.open()) return
    const now = clock.now()
    let earliest = Infinity
    for (const [id, at] of schedule) {
      // A clock that was set back must not keep a retry waiting for as long as it is behind.
      if (at > now && at - now < longestWait) earliest = Math.min(earliest, at)
      else if (!underWay.has(id)) {
        if (places.full()) break
        if (!places.fullFor(id)) begin(id, now)
      }
    }
    if (earliest === Infinity) return
    timer = setTimeout(pump, Math.min(Math.max(earliest - now, 1), longestSleep)).unref()
  }

  function begin(id: string, now: number): void {
    const subscription = findSubscription(store, id)
    if (!subscription || subscription.held !== null) return void schedule.delete(id)
    places.know(id, subscription.grant)
    if (places.fullFor(id)) return
    schedule.delete(id)
    const reason = deps.endedBecause(subscription)
    if (reason !== undefined) return run(subscription, () => deps.end(id, reason))
    if (!deps.present(subscription)) return
    const later = Math.max(subscription.retryAt, pace.next(id))
    if (later > now && later - now < longestWait) return due(id, later)
    const row = outbox.next(id, ({ thread }) => thread === null || !deps.paused(thread))
    if (!row) return
    if (deps.dealtWith(subscription, row)) return run(subscription, () => settle(row))
    outbox.claim(row)
    run(subscription, (answered) => send(subscription, row, answered))
  }

  /** One piece of work for a subscription; the next follows when it is over. */
  function run({ id }: Subscription, work: (answered: () => void) => Promise<void>): void {
    const free = places.take(id)
    const done = work(() => {
      // What is left is to write it down: the next one need not wait for the disk.
      free()
      pumpSoon()
    })
      .then(() => 0)
      .catch((error: unknown) => {
        // The disk or the keychain: nothing a receiver did, and no reason to hurry.
        log.error('events.delivery-failed', { reason: String(error) })
        return ownFaultMs
      })
      .then((delay) => {
        underWay.delete(id)
        free()
        if (!stopped && outbox.countOf(id) > 0) due(id, clock.now() + delay)
        pump()
      })
    underWay.set(id, done)
  }

  const settle = (row: OutboxRow) => store.write(() => outbox.settle(row, true))

  async function endFrom(row: OutboxRow, reason: string): Promise<void> {
    outbox.release(row)
    await deps.end(row.subscription, reason)
  }

  async function send(
    subscription: Subscription,
    row: OutboxRow,
    answered: () => void,
  ): Promise<void> {
    const { id } = subscription
    const startedAt = performance.now()
    const callback = await vault.open(id, subscription.sealed)
    if (!callback) return endFrom(row, 'its secret is gone')
    await store.settled()
    const body = bodyOf(subscription, row)
    pace.sent(id)
    const now = clock.now()
    const headers = signedHeaders(callback, { id: row.eventId, subscription: id, body, now })
    const leaving = deps.leaving?.(subscription, row)
    const { outcome, status, words, sent } = await attempt(callback.url, body, headers).catch(
      (error: unknown) => {
        leaving?.end(false)
        throw error
      },
    )
    const enter = () => {
      // An answer of any kind says that the whole request was there to be answered.
      if (sent) leaving?.end(status !== null)
      else leaving?.drop()
    }
    answered()
    const ok = outcome.what === 'taken'
    deps.attempted(subscription, row, { body, status, outcome: words, ok, startedAt })
    if (outcome.what === 'gone') {
      enter()
      return endFrom(row, 'it answered 410')
    }
    await later.write(() => {
      const { failures, held } = findSubscription(store, id) ?? subscription
      const next = afterwards(outcome, { failures, held }, clock.now(), deps.random())
      outbox.settle(row, next.done)
      noteDelivery(store, id, { ...next, at: clock.now(), outcome: words })
    }, enter)
  }

  async function attempt(url: string, body: string, headers: Record<string, string>) {
    try {
      const { status, retryAfter } = await poster.post(url, body, headers)
      const outcome = judge(status, retryAfter)
      const words = outcome.what === 'taken' ? 'taken' : `answered ${status}`
      return { outcome, status, words, sent: true }
    } catch (error) {
      if (!(error instanceof CallbackError)) throw error
      const outcome: Outcome = { what: 'failed', retryAfterMs: 0 }
      return { outcome, status: null, words: error.message, sent: !neverSent.has(error.reason) }
    }
  }

  function pumpSoon(): void {
    soon ??= setImmediate(() => {
      soon = undefined
      pump()
      if (places.empty()) later.idle()
    })
  }

  for (const id of outbox.waiting()) due(id)

  return {
    due(id, at) {
      due(id, at)
      // After the commit this was called in, and after its caller was answered.
      pumpSoon()
    },
    look() {
      for (const id of outbox.waiting()) due(id)
      pump()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      clearImmediate(soon)
      later.idle()
      await Promise.all(underWay.values())
    },
  }
}

/** The same for every attempt of a row. */
const bodyOf = ({ event }: Subscription, { eventId, about, at, seq, count }: OutboxRow): string =>
  JSON.stringify({
    eventId,
    name: event,
    timestamp: new Date(at).toISOString(),
    data: { ...about, events: count },
    cursor: String(seq),
  })
