/** The loopback quick service: who may ask, what is answered, and that nothing is asked for twice. */
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog, type SecretStore } from '../../main/bridge/base/ports.ts'
import { createBroker, type Broker } from '../../main/bridge/tunnel/broker.ts'
import { createCreations } from '../../main/bridge/tunnel/creations.ts'
import { createIdentityStore } from '../../main/bridge/tunnel/quick-identity.ts'
import { createQuickService } from '../../main/bridge/tunnel/quick-service.ts'
import { createStateFile } from '../../main/bridge/tunnel/state-file.ts'
import { defaultTimings } from '../../main/bridge/tunnel/timings.ts'
import { startFakeCloudflare } from '../fakes/cloudflared/fake-cloudflare.ts'
import { type FakeCloudflare } from '../fakes/cloudflared/cloudflare-types.ts'

let cloudflare: FakeCloudflare
let dataDir: string
let stored: Map<string, string>
/** What was stored at the moment an identity was answered. */
let storedWhenAnswered: number
let secrets: SecretStore
let brokers: Broker[]
let now: number
beforeEach(async () => {
  cloudflare = await startFakeCloudflare()
  dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-broker-'))
  stored = new Map()
  brokers = []
  now = Date.parse('2026-11-21T08:00:00Z')
  secrets = {
    place: { kind: 'file', description: '' },
    get: async (name) => stored.get(name),
    set: async (name, value) => void stored.set(name, value),
    delete: async (name) => void stored.delete(name),
  }
})
afterEach(async () => {
  await Promise.all(brokers.map((broker) => broker.stop()))
  await cloudflare.stop()
  await rm(dataDir, { recursive: true, force: true })
})

/** As after a start of the app: everything is read from what is stored. */
async function startBroker(): Promise<string> {
  const clock = { now: () => now }
  const state = createStateFile(dataDir)
  await state.load()
  const identities = createIdentityStore({ secrets, clock })
  await identities.load()
  const service = createQuickService({
    url: cloudflare.endpoints.quickService,
    identities,
    creations: createCreations({ state, clock, timings: defaultTimings }),
    fetch,
    online: async () => true,
    clock,
    timings: defaultTimings,
    log: silentLog,
  })
  const broker = createBroker({
    service,
    log: silentLog,
    onIdentity: () => (storedWhenAnswered = stored.size),
  })
  brokers.push(broker)
  return broker.start()
}

const post = (url: string) => fetch(`${url}/tunnel`, { method: 'POST' })

test("the first answer is Cloudflare's own, stored before it is given; later ones are the same bytes", async () => {
  const url = await startBroker()
  const first = await (await post(url)).text()
  expect(storedWhenAnswered).toBe(1)
  expect(JSON.parse(first)).toMatchObject({
    success: true,
    result: { name: expect.stringMatching(/^qt-/) },
  })
  expect(await (await post(url)).text()).toBe(first)
  expect(await (await post(await startBroker())).text()).toBe(first)
  expect(cloudflare.quick.requests).toBe(1)
})

test('fifty askers at once make one tunnel', async () => {
  const url = await startBroker()
  const answers = await Promise.all(
    Array.from({ length: 50 }, async () => (await post(url)).text()),
  )
  expect(new Set(answers).size).toBe(1)
  expect(cloudflare.quick.requests).toBe(1)
})

test('a 429 storm, over restarts: Cloudflare is asked once, then after 1, 2, 5, 15, 30, 60 minutes', async () => {
  cloudflare.quick.answers = '429-text'
  let asked = 0
  for (const minutes of [0, 1, 2, 5, 15, 30, 60, 60]) {
    // Up to 20 % of jitter either way.
    now += minutes * 60_000 * 0.79
    const early = await startBroker()
    for (let storm = 0; storm < 5; storm++)
      if (minutes > 0) expect((await post(early)).status).toBe(429)
    expect(cloudflare.quick.requests).toBe(asked)
    now += minutes * 60_000 * 0.42
    expect((await post(await startBroker())).status).toBe(429)
    expect(cloudflare.quick.requests).toBe(++asked)
  }
  now += 73 * 60_000
  cloudflare.quick.answers = 'ok'
  expect((await post(await startBroker())).status).toBe(200)
  expect(cloudflare.quick.made).toBe(1)
})

test('more than three new tunnels within an hour are not asked for', async () => {
  for (let made = 0; made < 3; made++) {
    expect((await post(await startBroker())).status).toBe(200)
    stored.clear()
  }
  expect((await post(await startBroker())).status).toBe(429)
  expect(cloudflare.quick.made).toBe(3)
  now += 3_600_001
  expect((await post(await startBroker())).status).toBe(200)
})

test('a clock set back does not turn a wait of a minute into one of years', async () => {
  cloudflare.quick.answers = '429-text'
  await post(await startBroker())
  now -= 10 * 365 * 86_400_000
  cloudflare.quick.answers = 'ok'
  expect((await post(await startBroker())).status).toBe(200)
})

test('a damaged identity or state counts as none and does not stop the start', async () => {
  const { writeFile } = await import('node:fs/promises')
  stored.set('tunnel.quick-identity', '{"response":"{}","createdAt":1')
  await writeFile(join(dataDir, 'tunnel.json'), '{"creation":')
  expect((await post(await startBroker())).status).toBe(200)
})

test('only POST to the secret path under its own Host is answered', async () => {
  const url = await startBroker()
  const { origin, host, port, pathname } = new URL(url)
  expect((await fetch(`${url}/tunnel`)).status).toBe(405)
  expect((await post(`${origin}/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`)).status).toBe(404)
  expect((await post(origin)).status).toBe(404)
  expect(await rawPost(port, `${pathname}/tunnel`, 'rebound.example:80')).toBe(404)
  expect(cloudflare.quick.requests).toBe(0)
  expect(await rawPost(port, `${pathname}/tunnel`, host)).toBe(200)
})

/** fetch does not let a caller choose the Host. */
function rawPost(port: string, path: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method: 'POST', headers: { host } }, (res) => {
      res.resume()
      resolve(res.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}
