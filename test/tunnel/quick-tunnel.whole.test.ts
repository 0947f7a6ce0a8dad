import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  createWorld,
  processesOf,
  until,
  untilState,
  untilStatus,
  type World,
} from './tunnel-world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.stop())

test('a quick tunnel becomes ready only after registration, DNS and an authentic nonce', async () => {
  world.cloudflare.spreadingLookups = 3
  const tunnel = world.tunnel()
  await tunnel.start()
  const ready = await untilState(tunnel, 'ready')
  expect(ready.publicUrl).toMatch(/^https:\/\/\S+\.trycloudflare\.com$/)
  expect(ready).toMatchObject({ protocol: 'quic', lastError: null, waiting: null })
  expect(ready.lastProbe?.ok).toBe(true)
  expect(ready.cloudflared?.version).toBe('2026.8.2')
  const states = world.events.flatMap((event) =>
    event.type === 'state' ? [event.status.state] : [],
  )
  expect([...new Set(states)]).toEqual(['starting', 'connecting', 'verifying', 'ready'])
  expect(world.cloudflare.lookups.length).toBeGreaterThanOrEqual(4)
})

test('the address is announced once, before it is probed, and survives a restart of the app', async () => {
  const first = world.tunnel()
  await first.start()
  const url = (await untilState(first, 'ready')).publicUrl
  await first.stop()
  expect(first.status().state).toBe('stopped')
  const second = world.tunnel()
  await second.start()
  expect(second.publicUrl()).toBe(url)
  expect((await untilState(second, 'ready')).publicUrl).toBe(url)
  expect(world.cloudflare.quick.made).toBe(1)
  const changes = world.events.filter((event) => event.type === 'address-changed')
  expect(changes).toEqual([
    { type: 'address-changed', previous: null, current: url, reason: 'it was set up' },
  ])
})

test(
  '30 crashes keep one name, ask Cloudflare for one tunnel, and leave no process behind',
  { timeout: 90_000 },
  async () => {
    const tunnel = world.tunnel()
    await tunnel.start()
    const { publicUrl } = await untilState(tunnel, 'ready')
    for (let crash = 0; crash < 30; crash++) {
      const pid = tunnel.status().cloudflared?.pid
      expect(pid).toBeTypeOf('number')
      process.kill(pid ?? 0, 'SIGKILL')
      await untilStatus(tunnel, (now) => now.state === 'ready' && now.cloudflared?.pid !== pid)
    }
    expect(tunnel.status().publicUrl).toBe(publicUrl)
    expect(world.cloudflare.quick.requests).toBe(1)
    expect(await processesOf(world.dataDir)).toHaveLength(1)
    await tunnel.stop()
    expect(await processesOf(world.dataDir)).toEqual([])
  },
)

test('the identity is a secret: it is in the secret store, and in no file, argument or event', async () => {
  const tunnel = world.tunnel()
  await tunnel.start()
  await untilState(tunnel, 'ready')
  const { readFile, readdir } = await import('node:fs/promises')
  const secret = [...world.cloudflare.tunnels.values()][0]?.secret ?? 'none'
  expect([...world.secrets.values.values()].join(' ')).toContain(secret)
  const readAll = async () => {
    const files = await readdir(world.dataDir)
    return Promise.all(files.map((name) => readFile(`${world.dataDir}/${name}`, 'utf8')))
  }
  // Again when a temporary file was renamed between the list and the reading.
  const contents = await vi.waitFor(readAll)
  expect(contents.join(' ')).not.toContain(secret)
  expect((await processesOf(world.dataDir)).join(' ')).not.toContain(secret)
  expect(JSON.stringify(world.events)).not.toContain(secret)
})

test('a keychain that locks itself later does not cost a working tunnel', async () => {
  const first = world.tunnel()
  await first.start()
  const { publicUrl } = await untilState(first, 'ready')
  await first.stop()
  const locked = {
    ...world.secrets,
    set: async () => {
      throw new Error('the keychain is locked')
    },
  }
  const tunnel = world.tunnel({ secrets: locked })
  await tunnel.start()
  expect((await untilState(tunnel, 'ready')).publicUrl).toBe(publicUrl)
})

test('an address that cannot be kept is not used: nothing is answered before it is stored', async () => {
  const locked = {
    ...world.secrets,
    set: async () => {
      throw new Error('the keychain is locked')
    },
  }
  const tunnel = world.tunnel({ secrets: locked, timings: { creationWaitMs: [3_600_000] } })
  await tunnel.start()
  await untilStatus(
    tunnel,
    ({ state, lastError }) => state === 'waiting' && lastError?.code === 'tunnel-not-kept',
  )
  expect(tunnel.publicUrl()).toBeNull()
  expect(world.cloudflare.quick.made).toBe(1)
  expect(world.cloudflare.registrations).toEqual([])
})

test('lines that arrive in pieces, an IPv6 edge and a missing box change nothing', async () => {
  await world.scenario({ split: true, ipv6: true, silent: true })
  const tunnel = world.tunnel()
  await tunnel.start()
  expect((await untilState(tunnel, 'ready')).protocol).toBe('quic')
})

test('an instance on a data folder whose tunnel is open elsewhere is refused', async () => {
  const first = world.tunnel()
  await first.start()
  await expect(world.tunnel().start()).rejects.toMatchObject({ code: 'tunnel-in-use' })
  await first.stop()
  const third = world.tunnel()
  await third.start()
  await untilState(third, 'ready')
})

test('of two that start at the same moment on one data folder, one is refused', async () => {
  const both = await Promise.allSettled([world.tunnel().start(), world.tunnel().start()])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a process that ignores SIGTERM is killed after the grace', async () => {
  await world.scenario({ ignoreSigterm: true })
  const tunnel = world.tunnel({ timings: { graceMs: 100, killAfterMs: 100 } })
  await tunnel.start()
  await untilState(tunnel, 'ready')
  await tunnel.stop()
  expect(await processesOf(world.dataDir)).toEqual([])
})

test('a cloudflared without --quick-service is started by token with the same name', async () => {
  await world.scenario({ unknownFlags: ['quick-service'], version: '2026.12.0' })
  const tunnel = world.tunnel()
  await tunnel.start()
  const { publicUrl } = await untilState(tunnel, 'ready')
  expect(publicUrl).toContain('trycloudflare.com')
  expect(world.cloudflare.quick.made).toBe(1)
  expect((await processesOf(world.dataDir)).join()).toContain(' run ')
})

test('a cloudflared older than 2026.5.0 is not given --no-prechecks', async () => {
  await world.scenario({ version: '2026.4.0' })
  const tunnel = world.tunnel()
  await tunnel.start()
  await untilState(tunnel, 'ready')
  expect((await processesOf(world.dataDir)).join()).not.toContain('prechecks')
})

test('off starts nothing and says so', async () => {
  const tunnel = world.tunnel({ mode: 'off' })
  await tunnel.start()
  await until(() => tunnel.status().stability !== '')
  expect(tunnel.status()).toMatchObject({ state: 'stopped', publicUrl: null })
  expect(world.cloudflare.quick.requests).toBe(0)
})
