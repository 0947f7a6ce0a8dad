/** Events over a real conversation and real talks, with sign-ins made by hand and callbacks on this computer. */
import { onTestFinished } from 'vitest'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { threadSeq } from '../../main/bridge/conversation/ids.ts'
import { createConversation, standardLimits } from '../../main/bridge/conversation/conversation.ts'
import type { GuardBounds } from '../../main/bridge/conversation/threads/thread-types.ts'
import { createPoster, type Poster } from '../../main/bridge/events/poster.ts'
import type { Standing, Subscriber } from '../../main/bridge/events/types.ts'
import { createWebhooks, type WebhooksDeps } from '../../main/bridge/events/webhooks.ts'
import { createBlobs } from '../../main/bridge/store/blobs.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import { isSaidInTalk, readTalk } from '../../main/bridge/talk/rows.ts'
import { join } from 'node:path'
import { layDatabase } from '../fakes/ready-database.ts'
import { memorySecrets } from '../fakes/oauth-host.ts'
import { callbackCertificate } from '../fakes/callback/callback.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'
import { talksOver } from '../talk/open-talks.ts'

export const secret = (fill: number, bytes = 24): string =>
  `whsec_${Buffer.alloc(bytes, fill).toString('base64')}`

/** Callbacks on this computer, which the product never calls. */
export function loopbackPoster(deadlineMs = 10_000): Poster {
  const poster = createPoster({
    ca: callbackCertificate,
    admits: (host) => host === '127.0.0.1',
    deadlineMs,
  })
  onTestFinished(() => poster.close())
  return poster
}

export interface World {
  dir: string
  secrets: ReturnType<typeof memorySecrets>
  now: number
  open: boolean
  origin: 'here' | 'away' | 'lost'
  standings: Map<string, Standing>
  ended: string[]
  attempts: { event: string; outcome: string }[]
  bounds: GuardBounds
}

export function newWorld(): World {
  const scopes = new Set(['messages:read', 'files:read'])
  const standing = (participant: string) => ({
    clientId: `client-of-${participant}`,
    clientName: participant,
    participant,
    scopes,
  })
  return {
    dir: temporaryFolder(),
    secrets: memorySecrets(),
    now: Date.UTC(2026, 10, 30, 9),
    open: true,
    origin: 'here',
    standings: new Map(
      ['chatgpt', 'claude', 'guest'].map((who) => [`grant-of-${who}`, standing(who)]),
    ),
    ended: [],
    attempts: [],
    bounds: { threadMessages: null, perMinute: null, charactersPerDay: null, refuseRepeats: false },
  }
}

export function openWebhooks(world: World, given: Partial<WebhooksDeps> = {}) {
  const path = join(world.dir, 'bridge.db')
  layDatabase(path)
  const store = openStore({ path })
  const clock = { now: () => world.now }
  const conversation = createConversation({
    store,
    blobs: createBlobs(join(world.dir, 'files')),
    clock,
    limits: standardLimits,
    bounds: () => world.bounds,
  })
  const talks = talksOver(conversation, store, { now: clock.now })
  const webhooks = createWebhooks({
    store,
    secrets: world.secrets,
    poster: loopbackPoster(),
    clock,
    log: silentLog,
    random: () => 0,
    head: () => Number(store.statement('SELECT max(seq) AS head FROM log').get()?.['head'] ?? 0),
    saidInTalk: (thread, seq) => isSaidInTalk(store, thread, seq),
    listens: () => false,
    open: () => world.open,
    paused: (thread) =>
      store.statement('SELECT held FROM threads WHERE id = ?').get(thread)?.['held'] !== null ||
      readTalk(store, thread)?.state.status === 'paused',
    dealtWith: () => false,
    standing: (grant) => world.standings.get(grant),
    originState: () => world.origin,
    onEnded: (_subscription, reason) => world.ended.push(reason),
    onAttempt: ({ event }, _row, { outcome }) => world.attempts.push({ event, outcome }),
    ...given,
  })
  conversation.alongside(webhooks.witness.conversation)
  talks.alongside(webhooks.witness.talk)
  conversation.onEvent((event) => {
    if (event.type === 'thread') webhooks.threadChanged(threadSeq(event.thread) ?? 0)
  })
  talks.onChange((id) => webhooks.threadChanged(threadSeq(id) ?? 0))
  async function close() {
    talks.stop()
    await webhooks.stop()
    await store.close()
  }
  onTestFinished(close)
  return { store, conversation, talks, webhooks, close }
}

export const subscriber = (world: World, participant: string): Subscriber => {
  const grant = `grant-of-${participant}`
  return {
    clientId: `client-of-${participant}`,
    grant,
    participant,
    origin: 'https://bridge.example',
    scopes: world.standings.get(grant)?.scopes ?? new Set(),
  }
}

export const watching = (
  url: string,
  more: {
    name?: string
    arguments?: object
    secret?: string
    ttlMs?: unknown
    cursor?: unknown
  } = {},
) => {
  const { secret: key = secret(1), name = 'message.received', ...rest } = more
  return { name, delivery: { mode: 'webhook', url, secret: key }, ...rest }
}
