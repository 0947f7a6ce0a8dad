/**
 * Events in a process of their own, to be killed: a real store and conversation, and callbacks on this computer, which
 * the product never calls. `node bridge-process.ts DIR CALLBACK HOURS`: subscribes on the first start, then writes a
 * letter for each line on stdin and answers with that line once it is on the disk. Its clock is HOURS ahead.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { createConversation, standardLimits } from '../../main/bridge/conversation/conversation.ts'
import { createPoster } from '../../main/bridge/events/poster.ts'
import { createWebhooks } from '../../main/bridge/events/webhooks.ts'
import { createBlobs } from '../../main/bridge/store/blobs.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'

const [dir = '', callback = '', hours = '0'] = process.argv.slice(2)
const clock = { now: () => systemClock.now() + Number(hours) * 3_600_000 }
const certificate = new URL('../fakes/callback/cert.pem', import.meta.url)
const store = openStore({ path: join(dir, 'bridge.db') })
const keyFile = join(dir, 'key')
const standing = {
  clientId: 'client',
  clientName: 'ChatGPT',
  participant: 'chatgpt',
  scopes: new Set(['messages:read']),
}
const conversation = createConversation({
  store,
  blobs: createBlobs(join(dir, 'files')),
  clock,
  limits: standardLimits,
})
const webhooks = createWebhooks({
  store,
  secrets: {
    async get() {
      try {
        return readFileSync(keyFile, 'utf8')
      } catch {
        return undefined
      }
    },
    set: async (_name, value) => writeFileSync(keyFile, value),
  },
  poster: createPoster({ ca: readFileSync(certificate, 'utf8'), admits: () => true }),
  clock,
  log: silentLog,
  random: () => 0,
  head: () => 0,
  saidInTalk: () => false,
  listens: () => false,
  open: () => true,
  paused: () => false,
  dealtWith: () => false,
  standing: () => standing,
  originState: () => 'here',
  onEnded: () => {},
  onAttempt: () => {},
})
conversation.alongside(webhooks.witness.conversation)
for (const who of ['claude', 'chatgpt']) await conversation.addParticipant(who)
if (webhooks.list().length === 0) {
  const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
  await webhooks.subscribe(
    { ...standing, grant: 'grant', origin: 'https://bridge.example' },
    { name: 'message.received', delivery: { mode: 'webhook', url: callback, secret } },
  )
}
// What an earlier life left, as the bridge looks for it once it has started.
await webhooks.look()
process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  await conversation.send('claude', { to: ['chatgpt'], text: line })
  process.stdout.write(`${line}\n`)
}
