/** Troubles of the bridge, the computer and the program, met by the real supervisor. */
import { mkdir, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  createWorld,
  hasCause,
  processesOf,
  readyTunnel,
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

describe('answers through the address', () => {
  test('a stranger under our name stops the tunnel at once and stays an alarm', async () => {
    const { tunnel } = await readyTunnel(world)
    world.cloudflare.publicAnswers = 'impostor'
    const failed = await untilState(tunnel, 'failed')
    expect(failed.lastError?.code).toBe('tunnel-wrong-answerer')
    await until(() => world.cloudflare.connectors.size === 0)
    expect(await processesOf(world.dataDir)).toEqual([])
    world.cloudflare.publicAnswers = 'ok'
    await tunnel.start()
    await untilState(tunnel, 'ready')
    expect(world.cloudflare.quick.made).toBe(1)
  })

  test('the local server down is 502: told as ours, the tunnel is left alone', async () => {
    const { tunnel, pid } = await readyTunnel(world)
    await world.bridgeDown()
    const degraded = await untilStatus(tunnel, hasCause('tunnel-origin-down'))
    expect(degraded.state).toBe('degraded')
    await world.bridgeUp()
    const back = await untilState(tunnel, 'ready')
    expect(back.cloudflared?.pid).toBe(pid)
  })

  test.each([
    [524, 'tunnel-origin-slow'],
    [429, 'tunnel-overloaded'],
    [404, 'tunnel-unexpected-answer'],
  ] as const)('status %i is %s and leaves the tunnel alone', async (answers, code) => {
    const { tunnel, pid } = await readyTunnel(world)
    world.cloudflare.publicAnswers = answers
    expect((await untilStatus(tunnel, hasCause(code))).state).toBe('degraded')
    world.cloudflare.publicAnswers = 'ok'
    expect((await untilState(tunnel, 'ready')).cloudflared?.pid).toBe(pid)
  })
})

describe('the computer', () => {
  test('offline at the start: it waits, asks for nothing, and goes on when the network is there', async () => {
    world.cloudflare.online = false
    const tunnel = world.tunnel()
    await tunnel.start()
    const waiting = await untilState(tunnel, 'waiting')
    expect(waiting.lastError?.code).toBe('offline')
    expect(waiting.waiting).toEqual({ reason: 'this computer is offline', until: null })
    world.cloudflare.online = true
    await untilState(tunnel, 'ready')
    expect(world.cloudflare.quick.made).toBe(1)
  })

  test('offline while running: waiting, the address kept, ready again without a new one', async () => {
    const { tunnel, publicUrl } = await readyTunnel(world)
    world.cloudflare.online = false
    world.cloudflare.dropConnections()
    await untilStatus(
      tunnel,
      ({ state, lastError }) => state === 'waiting' && lastError?.code === 'offline',
    )
    expect(tunnel.publicUrl()).toBe(publicUrl)
    world.cloudflare.online = true
    await untilState(tunnel, 'ready')
    expect(tunnel.publicUrl()).toBe(publicUrl)
    expect(world.cloudflare.quick.made).toBe(1)
    expect(world.stories().join('\n')).toContain('The network is back.')
  })

  test('after a sleep the connection is made anew at once, not after the timers of cloudflared', async () => {
    await world.scenario({ scale: 50 })
    const { tunnel, publicUrl, pid } = await readyTunnel(world, { timings: { notReadyMs: 60_000 } })
    world.cloudflare.dropConnections()
    world.clock.jump(4 * 60_000)
    tunnel.notifyResume()
    const back = await untilStatus(
      tunnel,
      (now) => now.state === 'ready' && now.cloudflared?.pid !== pid,
    )
    expect(back.publicUrl).toBe(publicUrl)
  })

  test('a wake-up that found everything well changes nothing', async () => {
    const { tunnel, pid } = await readyTunnel(world, { timings: { probeEveryMs: 3_600_000 } })
    const before = tunnel.status().lastProbe?.at
    world.clock.jump(10 * 60_000)
    tunnel.notifyResume()
    const after = await untilStatus(tunnel, ({ lastProbe }) => lastProbe?.at !== before)
    expect(after).toMatchObject({ state: 'ready', lastProbe: { ok: true } })
    expect(after.cloudflared?.pid).toBe(pid)
    expect(world.stories().join('\n')).toContain('The clock moved by 10 min')
  })

  test('a network change is looked at without waiting for the schedule', async () => {
    const { tunnel } = await readyTunnel(world, { timings: { probeEveryMs: 3_600_000 } })
    const before = world.cloudflare.lookups.length
    tunnel.notifyNetworkChange()
    await until(() => world.cloudflare.lookups.length > before)
    expect(tunnel.status().state).toBe('ready')
  })
})

describe('the program', () => {
  test('missing: failed, with the way to get it', async () => {
    const env = { ...world.env, CLOUDFLARED_BIN: '/nowhere/cloudflared' }
    const tunnel = world.tunnel({ env })
    await tunnel.start()
    const failed = await untilState(tunnel, 'failed')
    expect(failed.lastError).toMatchObject({ code: 'cloudflared-missing' })
    expect(failed.lastError?.sentence).toContain('/nowhere/cloudflared')
  })

  test('not there yet at the first start: no trouble, and it waits for whoever wants an address', async () => {
    const { CLOUDFLARED_BIN: fetched = '', ...env } = world.env
    const node = join(world.dataDir, 'only-node')
    await mkdir(node)
    await symlink(process.execPath, join(node, 'node'))
    const own = { ...env, PATH: node }
    const tunnel = world.tunnel({ env: own })
    await tunnel.start()
    const waiting = await untilState(tunnel, 'waiting')
    expect(waiting).toMatchObject({ waiting: { until: null }, cloudflared: null })
    expect(waiting.lastError).toMatchObject({ code: 'cloudflared-missing' })
    await tunnel.stop()
    await symlink(fetched, join(node, 'cloudflared'))
    await tunnel.start()
    expect((await untilState(tunnel, 'ready')).publicUrl).toContain('trycloudflare.com')
    await tunnel.stop()
    // Once an address was had, it is missed.
    await rm(join(node, 'cloudflared'))
    const later = world.tunnel({ env: own })
    await later.start()
    expect((await untilState(later, 'failed')).lastError?.code).toBe('cloudflared-missing')
  })

  test('not knowing a flag it must know: failed, not a loop', async () => {
    await world.scenario({ unknownFlags: ['metrics'] })
    const tunnel = world.tunnel()
    await tunnel.start()
    expect((await untilState(tunnel, 'failed')).lastError?.code).toBe('cloudflared-unusable')
  })
})
