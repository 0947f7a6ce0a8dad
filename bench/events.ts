/**
 * `node scripts/run.mjs bench/events.ts`: from the letter being accepted until a callback on this computer
 * has read the event, with 1, 20 and 200 subscriptions that all want it. Bridge and receiver share one
 * process and one clock; the database is on disk and every commit waits for it.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog, systemClock } from '../main/bridge/base/ports.ts'
import { createConversation, standardLimits } from '../main/bridge/conversation/conversation.ts'
import { createPoster } from '../main/bridge/events/poster.ts'
import { createWebhooks } from '../main/bridge/events/webhooks.ts'
import { createBlobs } from '../main/bridge/store/blobs.ts'
import { openStore } from '../main/bridge/store/open-store.ts'
import { median, percentile } from './stats.ts'

const certificates = join(import.meta.dirname, '..', 'test', 'fakes', 'callback')
const [cert, key] = await Promise.all(
  ['cert.pem', 'key.pem'].map((name) => readFile(join(certificates, name), 'utf8')),
)
const scopes = new Set(['messages:read'])
/** Below the limits of one sign-in, of one client and of one watch. */
const perSignIn = 20

/** Milliseconds from the commit to each callback, and to the last of a letter. */
async function measure(subscriptions: number, letters: number) {
  const dir = await mkdtemp(join(tmpdir(), 'drawbridge-bench-'))
  let arrived: (id: string, at: number) => void = () => {}
  const receiver = createServer({ cert, key }, async (req, res) => {
    let body = ''
    for await (const chunk of req) body += String(chunk)
    const at = performance.now()
    const said = JSON.parse(body) as { challenge?: string; data?: { message: string } }
    res.end(JSON.stringify({ challenge: said.challenge }))
    if (said.data) arrived(said.data.message, at)
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const url = `https://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
  const store = openStore({ path: join(dir, 'bridge.db') })
  const kept = new Map<string, string>()
  // Letters a second, so that no subscription is sent more than its pace allows.
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
    poster: createPoster({ ...(cert && { ca: cert }), admits: () => true }),
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
  for (let n = 0; n < subscriptions; n++) {
    now += 60_000
    const grant = `grant-${Math.floor(n / perSignIn)}`
    // A filter each, so that they are not alike.
    const filter = [
      {},
      { from: 'claude' },
      { importance: 'low' },
      { importance: 'normal' },
      { from: 'claude', importance: 'low' },
    ]
    await webhooks.subscribe(
      { ...standing(grant), grant, origin: 'https://bridge.example' },
      {
        name: 'message.received',
        arguments: filter[n % filter.length],
        delivery: {
          mode: 'webhook',
          url: `${url}?n=${n}`,
          secret: `whsec_${Buffer.alloc(32, n).toString('base64')}`,
        },
      },
    )
  }
  const each: number[] = []
  const last: number[] = []
  for (let letter = 0; letter < letters; letter++) {
    now += 60_000
    const times: number[] = []
    const all = new Promise<void>((resolve) => {
      arrived = (_id, at) => {
        times.push(at)
        if (times.length === subscriptions) resolve()
      }
    })
    await conversation.send('claude', { to: ['chatgpt'], text: `letter ${letter}` })
    const accepted = performance.now()
    await all
    // The first ones open connections and warm up.
    if (letter < 5) continue
    each.push(...times.map((at) => at - accepted))
    last.push(Math.max(...times) - accepted)
  }
  await webhooks.stop()
  await store.close()
  receiver.closeAllConnections()
  receiver.close()
  await rm(dir, { recursive: true, force: true })
  return { each, last }
}

const ms = (value: number): string => `${value.toFixed(1)} ms`
console.log('subscriptions  p50      p99      last of them, p50')
for (const [subscriptions, letters] of [
  [1, 205],
  [20, 45],
  [200, 15],
] as const) {
  const { each, last } = await measure(subscriptions, letters)
  console.log(
    [
      String(subscriptions).padEnd(13),
      ms(median(each)),
      ms(percentile(each, 0.99)),
      ms(median(last)),
    ]
      .map((cell) => cell.padEnd(7))
      .join('  '),
  )
}
