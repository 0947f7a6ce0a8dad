/** Troubles between cloudflared and Cloudflare, met by the real supervisor with a real process. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultTimings } from '../../main/bridge/tunnel/timings.ts'
import {
  createWorld,
  hasCause,
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

describe('the connection', () => {
  test('QUIC blocked: HTTP/2 is used with the same identity, remembered, and QUIC tried again after hours', async () => {
    world.cloudflare.udpBlocked = true
    const { tunnel, publicUrl } = await readyTunnel(world, { timings: { quicSilenceMs: 1_000 } })
    expect(tunnel.status().protocol).toBe('http2')
    expect(world.stories().join('\n')).toContain('blocks QUIC')
    await tunnel.stop()
    const { tunnel: again } = await readyTunnel(world, { timings: { quicSilenceMs: 1_000 } })
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
    const { tunnel } = await readyTunnel(world, { timings: { quicSilenceMs: 1_000 } })
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
    const { tunnel, publicUrl, pid } = await readyTunnel(world)
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
    const { tunnel, pid } = await readyTunnel(world, { timings: { notReadyMs: 60_000 } })
    world.cloudflare.dropConnections()
    await untilStatus(tunnel, ({ state }) => state === 'degraded')
    const back = await untilState(tunnel, 'ready')
    expect(back.cloudflared?.pid).toBe(pid)
  })

  test('a zombie (alive, /ready 200, nothing comes through) is found by the probe and replaced', async () => {
    const { tunnel, publicUrl, pid } = await readyTunnel(world, {
      timings: { probeTimeoutMs: 300 },
    })
    world.cloudflare.publicAnswers = 'hang'
    await untilStatus(tunnel, hasCause('tunnel-silent'))
    world.cloudflare.publicAnswers = 'ok'
    const back = await untilStatus(
      tunnel,
      (now) => now.state === 'ready' && now.cloudflared?.pid !== pid,
    )
    expect(back.publicUrl).toBe(publicUrl)
  })

  test('530 while connected: started again with the same identity', async () => {
    const { tunnel, publicUrl, pid } = await readyTunnel(world)
    world.cloudflare.publicAnswers = 530
    await untilStatus(tunnel, hasCause('tunnel-no-connector'))
    await until(() => world.cloudflare.registrations.length > 1)
    world.cloudflare.publicAnswers = 'ok'
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
