/** The events of this bridge over a store on disk, with whatever a call of a client does left out. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { createConversation, standardLimits } from '../../main/bridge/conversation/conversation.ts'
import { createPoster } from '../../main/bridge/events/poster.ts'
import { createWebhooks } from '../../main/bridge/events/webhooks.ts'
import { createBlobs } from '../../main/bridge/store/blobs.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import type { Served } from './served.ts'

const certificate = join(import.meta.dirname, '..', '..', 'test', 'fakes', 'callback', 'cert.pem')
const scopes = new Set(['messages:read'])
/** Below the limits of one sign-in, of one client and of one watch. */
const perSignIn = 20
/** A filter each, so that they are not alike. */
const filters = [
  {},
  { from: 'claude' },
  { importance: 'low' },
  { importance: 'normal' },
  { from: 'claude', importance: 'low' },
]

export async function openOurs(subscriptions: number, callback: string): Promise<Served> {
  const dir = await mkdtemp(join(tmpdir(), 'drawbridge-bench-'))
  const store = openStore({ path: join(dir, 'bridge.db') })
  const kept = new Map<string, string>()
  // A minute between letters, so that no subscription is sent more than its pace allows.
  let now = systemClock.now()
  const clock = { now: () => now }
  const conversation = createConversation({
    store,
    blobs: createBlobs(join(dir, 'files')),
    clock,
    limits: standardLimits,
  })
  const standing = (grant: string) => ({
    clientId: `client-${grant}`,
    clientName: grant,
    participant: 'chatgpt',
    scopes,
  })
  const webhooks = createWebhooks({
    store,
    secrets: {
      get: async (name) => kept.get(name),
      set: async (name, value) => void kept.set(name, value),
    },
    poster: createPoster({ ca: await readFile(certificate, 'utf8'), admits: () => true }),
    clock,
    log: silentLog,
    head: () => 0,
    saidInTalk: () => false,
    listens: () => false,
    open: () => true,
    paused: () => false,
    dealtWith: () => false,
    standing,
    originState: () => 'here',
    onEnded: () => {},
    onAttempt: () => {},
  })
  conversation.alongside(webhooks.witness.conversation)
  for (const who of ['claude', 'chatgpt']) await conversation.addParticipant(who)
  for (let n = 0; n < subscriptions; n += 1) {
    now += 60_000
    const grant = `grant-${Math.floor(n / perSignIn)}`
    await webhooks.subscribe(
      { ...standing(grant), grant, origin: 'https://bridge.example' },
      {
        name: 'message.received',
        arguments: filters[n % filters.length],
        delivery: {
          mode: 'webhook',
          url: `${callback}?n=${n}`,
          secret: `whsec_${Buffer.alloc(32, n).toString('base64')}`,
        },
      },
    )
  }
  return {
    async emit(letter) {
      now += 60_000
      await conversation.send('claude', { to: ['chatgpt'], text: `letter ${letter}` })
      return process.hrtime.bigint()
    },
    async settled() {
      while (webhooks.list().some(({ waiting }) => waiting > 0)) await delay(2)
    },
    async close() {
      await webhooks.stop()
      await store.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
