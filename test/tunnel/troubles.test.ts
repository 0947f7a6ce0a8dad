/** Each trouble of the reference's table, met by the real supervisor with a real process. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultTimings } from '../../main/bridge/tunnel/timings.ts'
import type { TunnelStatus } from '../../main/bridge/tunnel/types.ts'
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

const hasCause = (code: string) => (status: TunnelStatus) => status.lastError?.code === code

async function readyTunnel(over: Parameters<World['tunnel']>[0] = {}) {
  const tunnel = world.tunnel(over)
  await tunnel.start()
  const { publicUrl, cloudflared } = await untilState(tunnel, 'ready')
  return { tunnel, publicUrl, pid: cloudflared?.pid }
}

describe('the address', () => {
  test('is given up when Cloudflare refuses the saved tunnel three times over 30 s; exactly one new one is made', async () => {
    const { tunnel, publicUrl } = await readyTunnel()
    await tunnel.stop()
    for (const id of world.cloudflare.tunnels.keys()) world.cloudflare.forget(id)
    const again = world.tunnel()
    await again.start()
    expect(again.publicUrl()).toBe(publicUrl)
    const ready = await untilState(again, 'ready')
    expect(ready.publicUrl).not.toBe(publicUrl)
    expect(world.cloudflare.quick.made).toBe(2)
    expect(world.events.filter(({ type }) => type === 'address-changed').at(-1)).toEqual({
      type: 'address-changed',
      previous: publicUrl,
      current: ready.publicUrl,
      reason: 'Cloudflare forgot the tunnel',
    })
    expect(world.stories().join('\n')).toContain('Cloudflare has forgotten the tunnel')
  })

  test('is not given up for refusals that end before half a minute is over', async () => {
    const { tunnel, publicUrl } = await readyTunnel()
    await tunnel.stop()
    world.cloudflare.refusal = 'Unauthorized: Failed to get tunnel'
    const again = world.tunnel({
      timings: { unauthorizedSpanMs: defaultTimings.unauthorizedSpanMs },
    })
    await again.start()
    await untilStatus(again, hasCause('tunnel-credentials-unsettled'))
    world.cloudflare.refusal = null
    const ready = await untilState(again, 'ready')
    expect(ready.publicUrl).toBe(publicUrl)
    expect(world.cloudflare.quick.made).toBe(1)
  })

  test('is given up when its name is gone from DNS, and not while the name is fresh', async () => {
    world.cloudflare.spreadingLookups = 6
    const { tunnel, publicUrl } = await readyTunnel()
    expect(world.stories().join('\n')).toContain('the name is not yet known everywhere')
    expect(world.cloudflare.quick.made).toBe(1)
    world.clock.jump(defaultTimings.freshNameMs + 1)
    world.cloudflare.spreadingLookups = 3
    const changed = await untilStatus(
      tunnel,
      (now) => now.state === 'ready' && now.publicUrl !== publicUrl,
    )
    expect(changed.publicUrl).toContain('trycloudflare.com')
    expect(world.cloudflare.quick.made).toBe(2)
  })
})

describe('the quick service', () => {
  test.each(['429-text', '429-json'] as const)(
    'limits creations (%s): no second attempt before its time, not even after restarts',
    async (mood) => {
      world.cloudflare.quick.mood = mood
      const timings = { creationWaitMs: [3_600_000] }
      for (let start = 0; start < 3; start++) {
        const tunnel = world.tunnel({ timings })
        await tunnel.start()
        const waiting = await untilStatus(
          tunnel,
          ({ waiting }) => waiting?.until !== undefined && waiting.until !== null,
        )
        expect(waiting.lastError?.code).toBe('tunnel-creation-limited')
        expect(Date.parse(waiting.waiting?.until ?? '')).toBeGreaterThan(Date.now() + 2_000_000)
        expect(await processesOf(world.dataDir)).toEqual([])
        await tunnel.stop()
      }
      expect(world.cloudflare.quick.requests).toBe(1)
      world.clock.jump(5_000_000)
      world.cloudflare.quick.mood = 'ok'
      const { tunnel } = await readyTunnel({ timings })
      expect(tunnel.status().lastError).toBeNull()
      expect(world.cloudflare.quick).toMatchObject({ requests: 2, made: 1 })
    },
  )

  test('Retry-After is obeyed where it is longer than our own wait', async () => {
    Object.assign(world.cloudflare.quick, { mood: '429-text', retryAfter: '7200' })
    const tunnel = world.tunnel()
    await tunnel.start()
    const { waiting } = await untilStatus(
      tunnel,
      (now) => now.waiting?.reason.includes('may not be asked for yet') === true,
    )
    expect(Date.parse(waiting?.until ?? '')).toBeGreaterThan(Date.now() + 7_000_000)
  })

  test.each(['500', 'empty', 'hang'] as const)(
    'fails (%s): it is asked again later, by itself',
    async (mood) => {
      world.cloudflare.quick.mood = mood
      const tunnel = world.tunnel({ timings: { quickServiceMs: 200 } })
      await tunnel.start()
      await untilStatus(tunnel, hasCause('tunnel-creation-failed'))
      world.cloudflare.quick.mood = 'ok'
      await untilState(tunnel, 'ready')
      expect(world.cloudflare.quick.made).toBe(1)
    },
  )

  test('a limit does not stop a kept address from being opened', async () => {
    const { tunnel, publicUrl } = await readyTunnel()
    await tunnel.stop()
    world.cloudflare.quick.mood = '429-text'
    const { publicUrl: again } = await readyTunnel()
    expect(again).toBe(publicUrl)
    expect(world.cloudflare.quick.requests).toBe(1)
  })
})

describe('the connection', () => {
  test('QUIC blocked: HTTP/2 is used with the same identity, remembered, and QUIC tried again after hours', async () => {
    world.cloudflare.udpBlocked = true
    const { tunnel, publicUrl } = await readyTunnel({ timings: { quicSilenceMs: 1_000 } })
    expect(tunnel.status().protocol).toBe('http2')
    expect(world.stories().join('\n')).toContain('blocks QUIC')
    await tunnel.stop()
    const { tunnel: again } = await readyTunnel({ timings: { quicSilenceMs: 1_000 } })
    expect(again.status()).toMatchObject({ protocol: 'http2', publicUrl })
    world.cloudflare.udpBlocked = false
    world.clock.jump(defaultTimings.quicRetryMs)
    const back = await untilStatus(
      again,
      ({ state, protocol }) => state === 'ready' && protocol === 'quic',
    )
    expect(back.publicUrl).toBe(publicUrl)
    expect(world.cloudflare.quick.made).toBe(1)
  })

  test('UDP that stays blocked costs one attempt in hours, not a loop of restarts', async () => {
    world.cloudflare.udpBlocked = true
    const { tunnel } = await readyTunnel({ timings: { quicSilenceMs: 1_000 } })
    world.clock.jump(defaultTimings.quicRetryMs)
    await until(() => world.cloudflare.registrations.length === 2)
    await untilState(tunnel, 'ready')
    const probes = world.cloudflare.lookups.length
    await until(() => world.cloudflare.lookups.length > probes + 20)
    expect(tunnel.status()).toMatchObject({ state: 'ready', protocol: 'http2' })
    expect(world.cloudflare.registrations).toHaveLength(2)
  })

  test('a process that ends again and again is started more and more seldom', async () => {
    await world.scenario({ exitCode: 3 })
    const starts: number[] = []
    const tunnel = world.tunnel({ timings: { restartMs: [50, 300, 600] } })
    tunnel.onEvent((event) => {
      if (event.type === 'state' && event.status.state === 'starting')
        starts.push(performance.now())
    })
    await tunnel.start()
    await until(() => starts.length === 5)
    const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0))
    // The shortest a pause can be after its jitter of 20 %.
    for (const [index, least] of [40, 240, 480, 480].entries())
      expect(gaps[index]).toBeGreaterThanOrEqual(least - 1)
    expect(world.cloudflare.quick.made).toBe(1)
  })

  test('a network change cuts such a pause short', async () => {
    await world.scenario({ exitCode: 3 })
    const tunnel = world.tunnel({ timings: { restartMs: [3_600_000] } })
    await tunnel.start()
    await untilStatus(tunnel, ({ waiting }) => waiting?.reason === 'a pause before the next start')
    await world.scenario({})
    tunnel.notifyNetworkChange()
    await untilState(tunnel, 'ready')
  })

  test('a listener that throws does not end the tunnel', async () => {
    const tunnel = world.tunnel()
    tunnel.onEvent(() => {
      throw new Error('a fault of the listener')
    })
    await tunnel.start()
    await untilState(tunnel, 'ready')
  })

  test('both protocols blocked: said so, and both tried in turn', async () => {
    Object.assign(world.cloudflare, { udpBlocked: true, tcpBlocked: true })
    const tunnel = world.tunnel({ timings: { quicSilenceMs: 500, http2SilenceMs: 500 } })
    await tunnel.start()
    const stuck = await untilStatus(tunnel, hasCause('tunnel-edge-unreachable'))
    expect(stuck.lastError?.action).toContain('port 7844')
    Object.assign(world.cloudflare, { udpBlocked: false, tcpBlocked: false })
    await untilState(tunnel, 'ready')
  })

  test('lost and slow to return: started again with the same identity', async () => {
    await world.scenario({ scale: 50 })
    const { tunnel, publicUrl, pid } = await readyTunnel()
    world.cloudflare.dropConnections()
    await untilStatus(tunnel, hasCause('tunnel-connection-lost'))
    const back = await untilStatus(
      tunnel,
      (now) => now.state === 'ready' && now.cloudflared?.pid !== pid,
    )
    expect(back.publicUrl).toBe(publicUrl)
    expect(world.cloudflare.quick.made).toBe(1)
  })

  test('a short loss that cloudflared mends by itself costs no restart', async () => {
    await world.scenario({ scale: 0.3 })
    const { tunnel, pid } = await readyTunnel({ timings: { notReadyMs: 60_000 } })
    world.cloudflare.dropConnections()
    await untilStatus(tunnel, ({ state }) => state === 'degraded')
    const back = await untilState(tunnel, 'ready')
    expect(back.cloudflared?.pid).toBe(pid)
  })

  test('a zombie (alive, /ready 200, nothing comes through) is found by the probe and replaced', async () => {
    const { tunnel, publicUrl, pid } = await readyTunnel({ timings: { probeTimeoutMs: 300 } })
    world.cloudflare.publicMood = 'hang'
    await untilStatus(tunnel, hasCause('tunnel-silent'))
    world.cloudflare.publicMood = 'ok'
    const back = await untilStatus(
      tunnel,
      (now) => now.state === 'ready' && now.cloudflared?.pid !== pid,
    )
    expect(back.publicUrl).toBe(publicUrl)
  })

  test('530 while connected: started again with the same identity', async () => {
    const { tunnel, publicUrl, pid } = await readyTunnel()
    world.cloudflare.publicMood = 530
    await untilStatus(tunnel, hasCause('tunnel-no-connector'))
    await until(() => world.cloudflare.registrations.length > 1)
    world.cloudflare.publicMood = 'ok'
    const back = await untilStatus(
      tunnel,
      (now) => now.state === 'ready' && now.cloudflared?.pid !== pid,
    )
    expect(back.publicUrl).toBe(publicUrl)
  })

  test('refused for another reason: cloudflared ends, and is started again with the same identity', async () => {
    world.cloudflare.refusal = 'Some permanent failure'
    const tunnel = world.tunnel()
    await tunnel.start()
    await untilStatus(tunnel, hasCause('tunnel-registration-refused'))
    world.cloudflare.refusal = null
    await untilState(tunnel, 'ready')
    expect(world.cloudflare.quick.made).toBe(1)
  })

  test.each([
    [{ edgeLookupFails: true }, 'tunnel-edge-unreachable'],
    [{ exitCode: 11 }, 'cloudflared-replaced-itself'],
    [{ exitCode: 0 }, 'tunnel-process-ended'],
    [{ crashAfterMs: 1 }, 'tunnel-process-ended'],
  ])(
    'a process that ends by itself (%j) is started again, and the cause is told (%s)',
    async (scenario, code) => {
      await world.scenario(scenario)
      const tunnel = world.tunnel()
      await tunnel.start()
      await untilStatus(tunnel, hasCause(code))
      await world.scenario({})
      expect((await untilState(tunnel, 'ready')).publicUrl).toContain('trycloudflare.com')
      expect(world.cloudflare.quick.made).toBe(1)
    },
  )
})

describe('answers through the address', () => {
  test('a stranger under our name stops the tunnel at once and stays an alarm', async () => {
    const { tunnel } = await readyTunnel()
    world.cloudflare.publicMood = 'impostor'
    const failed = await untilState(tunnel, 'failed')
    expect(failed.lastError?.code).toBe('tunnel-wrong-answerer')
    await until(() => world.cloudflare.connectors.size === 0)
    expect(await processesOf(world.dataDir)).toEqual([])
    world.cloudflare.publicMood = 'ok'
    await tunnel.start()
    await untilState(tunnel, 'ready')
    expect(world.cloudflare.quick.made).toBe(1)
  })

  test('the local server down is 502: told as ours, the tunnel is left alone', async () => {
    const { tunnel, pid } = await readyTunnel()
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
  ] as const)('status %i is %s and leaves the tunnel alone', async (mood, code) => {
    const { tunnel, pid } = await readyTunnel()
    world.cloudflare.publicMood = mood
    expect((await untilStatus(tunnel, hasCause(code))).state).toBe('degraded')
    world.cloudflare.publicMood = 'ok'
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
    const { tunnel, publicUrl } = await readyTunnel()
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
    const { tunnel, publicUrl, pid } = await readyTunnel({ timings: { notReadyMs: 60_000 } })
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
    const { tunnel, pid } = await readyTunnel({ timings: { probeEveryMs: 3_600_000 } })
    const before = tunnel.status().lastProbe?.at
    world.clock.jump(10 * 60_000)
    tunnel.notifyResume()
    const after = await untilStatus(tunnel, ({ lastProbe }) => lastProbe?.at !== before)
    expect(after).toMatchObject({ state: 'ready', lastProbe: { ok: true } })
    expect(after.cloudflared?.pid).toBe(pid)
    expect(world.stories().join('\n')).toContain('The clock moved by 10 min')
  })

  test('a network change is looked at without waiting for the schedule', async () => {
    const { tunnel } = await readyTunnel({ timings: { probeEveryMs: 3_600_000 } })
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

  test('not knowing a flag it must know: failed, not a loop', async () => {
    await world.scenario({ unknownFlags: ['metrics'] })
    const tunnel = world.tunnel()
    await tunnel.start()
    expect((await untilState(tunnel, 'failed')).lastError?.code).toBe('cloudflared-unusable')
  })
})
