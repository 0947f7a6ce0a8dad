import { afterEach, beforeEach, expect, test } from 'vitest'
import { readOwnUrl } from '../../main/bridge/tunnel/own-url.ts'
import type { Tunnel } from '../../main/bridge/tunnel/types.ts'
import { createWorld, processesOf, untilState, untilStatus, type World } from './tunnel-world.ts'

let world: World
let tunnel: Tunnel
const hostname = 'bridge.example.com'
beforeEach(async () => {
  world = await createWorld()
  // Somebody else's forwarding: a connector nobody here started.
  const id = '6eed86e6-3359-4439-8561-e7e8c16730b7'
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
  tunnel = world.tunnel({
    mode: 'own-url',
    settings: {
      publicUrl: `https://${hostname}`,
      endpoints: world.cloudflare.endpoints,
      timings: { tickMs: 20, probeEveryMs: 50, probeRetryMs: 30 },
    },
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
  async (mood, state, code) => {
    await tunnel.start()
    await untilState(tunnel, 'ready')
    world.cloudflare.publicMood = mood
    await untilStatus(tunnel, (now) => now.state === state && now.lastError?.code === code)
    world.cloudflare.publicMood = 'ok'
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

test.each([
  [undefined, 'empty'],
  ['nonsense', 'not a URL'],
  ['http://bridge.example.com', 'not https'],
  ['https://bridge.example.com/mcp', 'has a path'],
])('%s is refused: %s', (url, reason) => {
  expect(() => readOwnUrl(url)).toThrow(reason)
})

test('the address has one spelling', () => {
  expect(readOwnUrl('https://Bridge.Example.com:443/')).toBe('https://bridge.example.com')
})
