/** Events as a part of the bridge: what they hear of, whom they may tell, and where that is recorded. */
import type { AddressHistory } from '../address/lost-addresses.ts'
import type { Origins } from '../address/origins.ts'
import { BridgeError } from '../base/errors.ts'
import type { Clock, Log, SecretStore } from '../base/ports.ts'
import type { Ladders } from '../doctor/ladder/ladders.ts'
import { callbackReasons, type CallbackReason } from '../events/callback-error.ts'
import { messageSeq, threadId, threadSeq } from '../conversation/ids.ts'
import type { Conversation } from '../conversation/types.ts'
import type { LedgerWriter, Shown } from '../ledger/types.ts'
import type { Poster } from '../events/poster.ts'
import { hasSubscription } from '../events/rows.ts'
import type { About } from '../events/types.ts'
import { createWebhooks, type Webhooks, type WebhooksDeps } from '../events/webhooks.ts'
import type { Audit } from '../oauth/audit.ts'
import type { AuthorizationServer } from '../oauth/types.ts'
import { wouldHear, type Presence } from '../presence/types.ts'
import type { Position } from '../settings/position.ts'
import type { Store } from '../store/types.ts'
import { readTalk, isSaidInTalk } from '../talk/rows.ts'
import { momentOf } from '../talk/moment.ts'
import type { Talks } from '../talk/talk-types.ts'
import type { TrafficRecorder } from '../traffic/types.ts'
import type { Bell } from '../wake/types.ts'

export interface EventsSideDeps {
  store: Store
  secrets: SecretStore
  conversation: Conversation
  talks: Talks
  presence: Presence
  position: Position
  authorization: AuthorizationServer
  audit: Pick<Audit, 'record'>
  recorder: TrafficRecorder
  poster: Poster
  origins: Pick<Origins, 'list'>
  history: Pick<AddressHistory, 'find'>
  ledger: LedgerWriter
  /** Hears how far each client came with its events. */
  ladders: Pick<Ladders, 'subscribed' | 'delivered' | 'unsubscribed'>
  clock: Clock
  log: Log
}

export interface EventsSide extends Omit<Webhooks, 'look'> {
  /** Sign-ins or addresses changed: everything is looked at again. */
  look: () => void
}

export function createEventsSide(deps: EventsSideDeps): EventsSide {
  const { store, conversation, talks, presence, position, authorization, audit, recorder } = deps
  const { ladders } = deps

  const webhooks = createWebhooks({
    ...deps,
    head: () => Number(store.statement('SELECT max(seq) AS head FROM log').get()?.['head'] ?? 0),
    saidInTalk: (thread, seq) => isSaidInTalk(store, thread, seq),
    listens: ({ clientId, participant }, thread) =>
      presence
        .of(participant)
        .clients.some(
          ({ id, ...client }) => id === clientId && wouldHear(client, threadId(thread)),
        ),
    open: () => position.get() === 'lowered',
    paused(thread) {
      const held = store.statement('SELECT held FROM threads WHERE id = ?').get(thread)?.['held']
      return held !== null || readTalk(store, thread)?.state.status === 'paused'
    },
    dealtWith({ participant, event }, { about, thread }) {
      if (event === 'message.received') return hasRead(store, participant, String(about['message']))
      if (event !== 'turn.yours' || thread === null) return false
      const talk = readTalk(store, thread)
      const now = talk && momentOf(threadId(thread), thread, talk.state)
      return !now || now.turn !== about['turn'] || !now.waitsFor.includes(participant)
    },
    standing: authorization.standing,
    originState(origin) {
      if (deps.origins.list().some(({ url }) => url === origin)) return 'here'
      return deps.history.find(origin) ? 'lost' : 'away'
    },
    leaving: eventLeaving(deps),
    onEnded({ clientId, event }, reason) {
      audit.record('event.ended', clientId, { event, reason })
      lookAfter(clientId)
    },
    onAttempt({ clientId, participant, event, host, failures: before }, { eventId }, attempt) {
      const { body, status, outcome, ok, startedAt } = attempt
      const failures = ok ? 0 : before + 1
      // 413 is about one event alone.
      if (status !== 413) ladders.delivered(clientId, { event, status, outcome, failures })
      recorder.begin({
        kind: 'event',
        via: 'bridge',
        method: event,
        target: `${host} · ${outcome}`,
        client: authorization.clients.list().find((one) => one.clientId === clientId)?.name ?? null,
        clientId,
        participant,
        flow: eventId,
        startedAt,
        bytesIn: Buffer.byteLength(body),
        request: { body },
      })({ outcome: ok ? 'ok' : 'failed', status })
    },
  })

  /** Whoever has no subscription left is one that never subscribed. */
  function lookAfter(clientId: string): void {
    if (!hasSubscription(store, clientId)) ladders.unsubscribed(clientId)
  }

  const inVain = (error: unknown) => deps.log.error('events.look-failed', { reason: String(error) })
  const look = () => void webhooks.look().catch(inVain)
  const stops = [
    conversation.alongside(webhooks.witness.conversation),
    talks.alongside(webhooks.witness.talk),
    conversation.onEvent((event) => {
      if (event.type === 'thread') webhooks.threadChanged(threadSeq(event.thread) ?? 0)
    }),
    talks.onChange((id) => webhooks.threadChanged(threadSeq(id) ?? 0)),
    position.onChange(look),
    authorization.onEvent(({ type }) => {
      if (type === 'clients') look()
    }),
  ]
  return {
    ...webhooks,
    look,
    async subscribe(who, request) {
      const answer = await webhooks.subscribe(who, request).catch((error: unknown) => {
        const refusal = refusalIn(error)
        if (refusal !== null) ladders.subscribed(who.clientId, refusal)
        throw error
      })
      ladders.subscribed(who.clientId, null)
      return answer
    },
    async unsubscribe(who, request) {
      await webhooks.unsubscribe(who, request)
      lookAfter(who.clientId)
    },
    async stop() {
      for (const stop of stops) stop()
      await webhooks.stop()
    },
  }
}

/** Why a callback was refused; null for any other error. */
const refusalIn = (error: unknown): string | null =>
  error instanceof BridgeError && error.code === 'callback-refused'
    ? callbackReasons[error.details['reason'] as CallbackReason]
    : null

/** An event names the message or the version it tells of, which the ledger takes as received by name. */
function eventLeaving({
  ledger,
  authorization,
}: Pick<EventsSideDeps, 'ledger' | 'authorization'>): NonNullable<WebhooksDeps['leaving']> {
  return ({ clientId, grant, participant, event }, { about }) => {
    const client = authorization.clients.list().find((one) => one.clientId === clientId)
    const receiver = {
      client: clientId,
      grant,
      participant,
      name: client?.name ?? clientId,
      vendor: client?.provenVendor ?? 'other',
      via: 'event' as const,
    }
    return ledger.leaving(receiver, event, namedIn(about))
  }
}

function namedIn({ message, name, version }: About): Shown[] {
  const seq = typeof message === 'string' ? messageSeq(message) : undefined
  if (seq !== undefined) return [{ seq, extent: 'name' }]
  if (typeof name !== 'string' || typeof version !== 'number') return []
  return [{ file: name, version, extent: 'name' }]
}

/** Through any of its clients. */
function hasRead(store: Store, participant: string, message: string): boolean {
  const seq = Number(message.slice(1))
  const row = store
    .statement('SELECT read_at FROM deliveries WHERE participant = ? AND seq = ?')
    .get(participant, seq)
  return row !== undefined && row['read_at'] !== null
}

/** Events as one of the doors by which a participant is woken: they left with the commit, so ringing adds nothing. */
export const eventBell = ({ reaches }: Pick<Webhooks, 'reaches'>): Bell => ({
  door: 'event',
  reaches,
  ring: async () => {},
  async test(participant) {
    if (!reaches(participant)) throw new BridgeError('no-way-to-wake', { participant })
  },
})
