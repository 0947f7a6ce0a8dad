/** Losing the address and asking for one, met by the real supervisor with a real process. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultTimings } from '../../main/bridge/tunnel/timings.ts'
import {
  createWorld,
  hasCause,
  processesOf,
  readyTunnel,
  untilState,
  untilStatus,
  type World,
} from './tunnel-world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.stop())

describe('the address', () => {
  test('is given up when Cloudflare refuses the saved tunnel three times over 30 s; exactly one new one is made', async () => {
    const { tunnel, publicUrl } = await readyTunnel(world)
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
    const { tunnel, publicUrl } = await readyTunnel(world)
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
    const { tunnel, publicUrl } = await readyTunnel(world)
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
    async (answers) => {
      world.cloudflare.quick.answers = answers
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
      world.cloudflare.quick.answers = 'ok'
      const { tunnel } = await readyTunnel(world, { timings })
      expect(tunnel.status().lastError).toBeNull()
      expect(world.cloudflare.quick).toMatchObject({ requests: 2, made: 1 })
    },
  )

  test('is not asked a fourth time within the hour, and nobody is said to have refused', async () => {
    const { tunnel } = await readyTunnel(world, { timings: { creationsPerWindow: 1 } })
    for (const id of world.cloudflare.tunnels.keys()) world.cloudflare.forget(id)
    world.cloudflare.dropConnections()
    const { lastError, waiting, cloudflared } = await untilStatus(
      tunnel,
      (now) => now.waiting?.reason.includes('may not be asked for yet') === true,
    )
    expect(lastError?.code).toBe('tunnel-creation-spaced')
    expect(Date.parse(waiting?.until ?? '')).toBeGreaterThan(Date.now() + 3_000_000)
    expect(cloudflared).toMatchObject({ path: world.env['CLOUDFLARED_BIN'], pid: null })
    expect(await processesOf(world.dataDir)).toEqual([])
    expect(world.cloudflare.quick.requests).toBe(1)
  })

  test('Retry-After is obeyed where it is longer than our own wait', async () => {
    Object.assign(world.cloudflare.quick, { answers: '429-text', retryAfter: '7200' })
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
    async (answers) => {
      world.cloudflare.quick.answers = answers
      const tunnel = world.tunnel({ timings: { quickServiceMs: 200 } })
      await tunnel.start()
      await untilStatus(tunnel, hasCause('tunnel-creation-failed'))
      world.cloudflare.quick.answers = 'ok'
      await untilState(tunnel, 'ready')
      expect(world.cloudflare.quick.made).toBe(1)
    },
  )

  test('a limit does not stop a kept address from being opened', async () => {
    const { tunnel, publicUrl } = await readyTunnel(world)
    await tunnel.stop()
    world.cloudflare.quick.answers = '429-text'
    const { publicUrl: again } = await readyTunnel(world)
    expect(again).toBe(publicUrl)
    expect(world.cloudflare.quick.requests).toBe(1)
  })
})
