/**
 * Events by webhook: who wants to be called, what is on its way, and what became of it. The rest of the
 * bridge hands in what it knows of sign-ins, threads and talks; nothing here knows HTTP servers or MCP.
 */
import type { Clock, Log, SecretStore } from '../base/ports.ts'
import type { Store } from '../store/types.ts'
import { createDeliveries, type Attempt, type DeliverDeps } from './deliver.ts'
import { matches } from './matches.ts'
import { createOutbox } from './outbox.ts'
import type { Poster } from './poster.ts'
import { allSubscriptions, findSubscription, removeSubscription, subscriptionsTo } from './rows.ts'
import { createSubscribe, stillMay, type Subscribed, type SubscribeRequest } from './subscribe.ts'
import type { About, OutboxRow, Standing, Subscriber, Subscription } from './types.ts'
import { createVault } from './vault.ts'
import { createWitness, type Witness, type WitnessDeps } from './witness.ts'

export interface WebhooksDeps
  extends
    Pick<WitnessDeps, 'head' | 'saidInTalk' | 'listens'>,
    Pick<DeliverDeps, 'open' | 'paused' | 'dealtWith' | 'leaving'> {
  store: Store
  secrets: Pick<SecretStore, 'get' | 'set'>
  poster: Poster
  clock: Clock
  log: Log
  random?: () => number
  standing: (grant: string) => Standing | undefined
  /** `lost`: its address will not come back. */
  originState: (origin: string) => 'here' | 'away' | 'lost'
  /** Told when one has ended by itself. */
  onEnded: (subscription: Subscription, reason: string) => void
  onAttempt: (subscription: Subscription, row: OutboxRow, attempt: Attempt) => void
}

export interface SubscriptionState extends Subscription {
  /** Events on their way to it. */
  waiting: number
}

export interface Webhooks {
  subscribe(who: Subscriber, request: SubscribeRequest): Promise<Subscribed>
  unsubscribe(who: Subscriber, request: SubscribeRequest): Promise<void>
  /** Inside the writes of what it tells of. */
  witness: Witness
  list(): SubscriptionState[]
  /** By the owner. False when there is none. */
  end(id: string): Promise<boolean>
  /** Whether an event is on its way to the participant, or would be for such a message. */
  wakes(participant: string, message?: About): boolean
  /** Whether the participant hears of letters or of its turn by events, as far as can be told. */
  reaches(participant: string): boolean
  /** Whether this very client is told by an event when it is its turn in the talk, as far as can be told. */
  tellsTurn(who: Pick<Subscriber, 'clientId' | 'participant'>, talk: string): boolean
  /** Sign-ins, addresses or the position of the bridge changed: everything is looked at again. */
  look(): Promise<void>
  /** A thread may have been let go on. */
  threadChanged(thread: number): void
  onChange(listener: () => void): () => void
  stop(): Promise<void>
}

const sweepEveryMs = 10 * 60_000

export function createWebhooks(deps: WebhooksDeps): Webhooks {
  const { store, poster, clock, log, standing, random = Math.random } = deps
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  const outbox = createOutbox(store)
  const vault = createVault(deps.secrets)

  function endedBecause(one: Subscription): string | undefined {
    const now = standing(one.grant)
    if (now === undefined) return 'its sign-in has ended'
    if (now.participant !== one.participant) return 'its client speaks as somebody else now'
    if (!stillMay(now, one, one.event)) return 'its permission was taken away'
    if (one.expiresAt <= clock.now()) return 'it was not refreshed'
    return deps.originState(one.origin) === 'lost' ? 'its address is gone' : undefined
  }

  const isServed = (one: Subscription): boolean =>
    one.held === null &&
    one.failures < 3 &&
    endedBecause(one) === undefined &&
    deps.originState(one.origin) === 'here'

  async function end(id: string, reason: string): Promise<boolean> {
    const subscription = findSubscription(store, id)
    const ended = await store.write(() => removeSubscription(store, id))
    if (ended && subscription) {
      log.info('events.ended', { subscription: id, reason })
      deps.onEnded(subscription, reason)
      changed()
    }
    return ended
  }

  const deliveries = createDeliveries({
    ...deps,
    outbox,
    vault,
    random,
    endedBecause,
    present: ({ origin }) => deps.originState(origin) === 'here',
    end: async (id, reason) => void (await end(id, reason)),
    attempted(...attempt) {
      deps.onAttempt(...attempt)
      changed()
    },
  })
  const witness = createWitness({
    ...deps,
    outbox,
    serves: (one) => stillMay(standing(one.grant), one, one.event),
    due: deliveries.due,
  })
  const calls = createSubscribe({
    store,
    vault,
    poster,
    clock,
    standing,
    head: deps.head,
    subscribed(id) {
      deliveries.due(id)
      changed()
    },
    ended: changed,
  })

  async function look(): Promise<void> {
    const over = allSubscriptions(store).flatMap((one) => {
      const reason = endedBecause(one)
      return reason === undefined ? [] : [{ id: one.id, reason }]
    })
    await Promise.all(over.map(({ id, reason }) => end(id, reason)))
    deliveries.look()
  }

  const lookInVain = (error: unknown) => log.error('events.look-failed', { reason: String(error) })
  const sweep = setInterval(() => void look().catch(lookInVain), sweepEveryMs).unref()

  return {
    ...calls,
    witness,
    list: () => allSubscriptions(store).map((one) => ({ ...one, waiting: outbox.countOf(one.id) })),
    end: (id) => end(id, 'the owner ended it'),
    wakes(participant, message) {
      if (!deps.open()) return false
      if (outbox.waitsFor(participant)) return true
      if (message === undefined) return false
      return subscriptionsTo(store, 'message.received', [participant]).some(
        (one) =>
          one.held === null &&
          one.failures < 3 &&
          matches(one.filter, { about: message }) &&
          endedBecause(one) === undefined,
      )
    },
    reaches: (participant) =>
      deps.open() &&
      (['message.received', 'turn.yours'] as const)
        .flatMap((event) => subscriptionsTo(store, event, [participant]))
        .some(isServed),
    tellsTurn: ({ clientId, participant }, talk) =>
      subscriptionsTo(store, 'turn.yours', [participant]).some(
        (one) =>
          one.clientId === clientId &&
          matches(one.filter, { about: { line: '', talk } }) &&
          isServed(one),
      ),
    look,
    threadChanged(thread) {
      for (const id of outbox.waiting(thread)) deliveries.due(id)
    },
    onChange(listener) {
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    async stop() {
      clearInterval(sweep)
      await deliveries.stop()
      poster.close()
    },
  }
}
