import { afterEach, beforeEach, expect, test } from 'vitest'
import { readOwnUrl } from '../../main/bridge/tunnel/own-url.ts'
import type { Tunnel } from '../../main/bridge/tunnel/types.ts'
import {
  createWorld,
  processesOf,
  quickTimings,
  untilState,
  untilStatus,
  type World,
} from './tunnel-world.ts'

let world: World
let tunnel: Tunnel
const hostname = 'bridge.example.com'
const id = '6eed86e6-3359-4439-8561-e7e8c16730b7'

/** Another bridge of the same world under an address of its owner's own. */
function ownAddress(
  publicUrl: string,
  { timings, ...over }: Parameters<World['tunnel']>[0] = {},
): Tunnel {
  return world.tunnel({
    mode: 'own-url',
    ...over,
    settings: {
      publicUrl,
      endpoints: world.cloudflare.endpoints,
      timings: { ...quickTimings, tickMs: 20, probeEveryMs: 50, probeRetryMs: 30, ...timings },
    },
  })
}

beforeEach(async () => {
  world = await createWorld()
  // Somebody else's forwarding: a connector nobody here started.
  world.cloudflare.tunnels.set(id, {
    id,
    hostname,
    secret: 's',
    account: 'a',
    quick: false,
    idleSince: null,
  })
  const { connect } = await import('node:net')
  const socket = connect(world.cloudflare.edgeTcpPort, '127.0.0.1')
  const origin = `http://127.0.0.1:${world.localPort()}`
  socket.on('error', () => {})
  socket.write(
    `${JSON.stringify({ tunnel: id, secret: 's', account: 'a', connector: 'c', origin, protocol: 'http2' })}\n`,
  )
  tunnel = ownAddress(`https://${hostname}`, {
    lookup: () => Promise.reject(new Error('ENOTFOUND')),
  })
})
afterEach(() => world.stop())

test('is announced at once, probed, and no program is started', async () => {
  await tunnel.start()
  expect(tunnel.publicUrl()).toBe(`https://${hostname}`)
  expect(world.events).toContainEqual({
    type: 'address-changed',
    previous: null,
    current: `https://${hostname}`,
    reason: 'it was set up',
  })
  const ready = await untilState(tunnel, 'ready')
  expect(ready.stability).toContain('as permanent as whatever forwards it')
  expect(await processesOf(world.dataDir)).toEqual([])
  expect(world.cloudflare.quick.requests).toBe(0)
})

test.each([
  [502, 'degraded', 'tunnel-origin-down'],
  [404, 'degraded', 'tunnel-unexpected-answer'],
  ['impostor', 'failed', 'tunnel-wrong-answerer'],
] as const)(
  'an answer of %s is %s (%s), and ready again when it is gone',
  async (answers, state, code) => {
    await tunnel.start()
    await untilState(tunnel, 'ready')
    world.cloudflare.publicAnswers = answers
    await untilStatus(tunnel, (now) => now.state === state && now.lastError?.code === code)
    world.cloudflare.publicAnswers = 'ok'
    expect((await untilState(tunnel, 'ready')).lastError).toBeNull()
  },
)

test('offline is waiting, not a fault of the address', async () => {
  await tunnel.start()
  await untilState(tunnel, 'ready')
  world.cloudflare.online = false
  await untilStatus(tunnel, (now) => now.state === 'waiting' && now.lastError?.code === 'offline')
  world.cloudflare.online = true
  await untilState(tunnel, 'ready')
})

test('a client that came in by the address proves it where the probe cannot get there', async () => {
  world.cloudflare.publicAnswers = 'hang'
  let calledAt: number | null = null
  const own = ownAddress(`https://${hostname}`, {
    timings: { probeTimeoutMs: 100 },
    lastCall: (address) => (address === `https://${hostname}` ? calledAt : null),
  })
  await own.start()
  const troubled = await untilStatus(own, (now) => now.state === 'degraded')
  expect(troubled.lastError).toMatchObject({ code: 'own-address-unreachable' })
  expect(troubled.lastError?.sentence).not.toContain('no connection to the internet')
  calledAt = world.clock.now()
  const ready = await untilState(own, 'ready')
  expect(ready).toMatchObject({ lastError: null, lastProbe: { ok: true, by: 'call' } })
  world.clock.jump(quickTimings.callProvesMs + 1)
  await untilState(own, 'degraded')
})

test('a name only this network knows is asked of the system, and shown as such', async () => {
  // The pretended public DNS knows none of it; the edge stands for what forwards in the network.
  const inside = world.cloudflare.tunnels.get(id)
  if (inside) inside.hostname = 'bridge.example.com'
  world.cloudflare.spreadingLookups = Number.POSITIVE_INFINITY
  const own = ownAddress(`https://${hostname}`, { lookup: async () => ['127.0.0.1'] })
  await own.start()
  expect((await untilState(own, 'ready')).lastProbe).toMatchObject({ by: 'inside' })
})

test('a name nobody knows is said to be one', async () => {
  const own = ownAddress('https://gone.example.com', {
    lookup: async () => {
      throw new Error('ENOTFOUND')
    },
  })
  await own.start()
  const { lastError } = await untilStatus(own, (now) => now.lastError !== null)
  expect(lastError).toMatchObject({ code: 'own-address-unreachable' })
  expect(lastError?.sentence).toContain('no name server knows gone.example.com')
})

test.each([
  [undefined, 'not a URL'],
  ['nonsense', 'not a URL'],
  ['http://bridge.example.com', 'https only'],
  ['https://bridge.example.com/other', 'must not have a path'],
])('%s is refused: %s', (url, reason) => {
  expect(() => readOwnUrl(url)).toThrow(reason)
})

test('the address has one spelling, with or without the path of the endpoint', () => {
  expect(readOwnUrl('https://bridge.example.com/mcp')).toBe('https://bridge.example.com')
  expect(readOwnUrl('https://localhost:8443')).toBe('https://localhost:8443')
  expect(readOwnUrl('https://Bridge.Example.com:443/')).toBe('https://bridge.example.com')
})
