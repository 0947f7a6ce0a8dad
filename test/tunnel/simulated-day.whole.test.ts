/**
 * A day of a laptop with a quick tunnel: the network goes and comes, cloudflared crashes, the lid is
 * closed for three minutes, for lunch and for the night, Cloudflare forgets the tunnel after a
 * quarter of an hour, and once asks for patience. The wall clock is moved; everything else is real.
 */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Tunnel } from '../../main/bridge/tunnel/types.ts'
import { createWorld, until, untilState, untilStatus, type World } from './tunnel-world.ts'

const minute = 60_000
const hour = 60 * minute

let world: World
beforeEach(async () => {
  world = await createWorld()
  world.cloudflare.forgetAfterMs = 15 * minute
})
afterEach(() => world.stop())

/** The lid is closed: connections die, time passes, and the network comes back a little later. */
async function sleep(tunnel: Tunnel, ms: number): Promise<void> {
  world.cloudflare.dropConnections()
  world.cloudflare.online = false
  world.clock.jump(ms)
  tunnel.notifyResume()
  await untilStatus(
    tunnel,
    ({ state, lastError }) => state === 'waiting' && lastError?.code === 'offline',
  )
  world.cloudflare.online = true
}

/** Names as A, B, C in the order of their appearance, so that the story can be compared. */
function named(stories: string[]): string[] {
  const names: string[] = []
  return stories.map((story) =>
    story.replaceAll(/https:\/\/[\w-]+\.trycloudflare\.com/g, (name) => {
      if (!names.includes(name)) names.push(name)
      return String.fromCharCode(65 + names.indexOf(name))
    }),
  )
}

test(
  'a day: the address is kept whenever it can be, and the log is a true story',
  { timeout: 60_000 },
  async () => {
    const { cloudflare, clock } = world
    const claims: boolean[] = []
    const watch = (tunnel: Tunnel) =>
      tunnel.onEvent((event) => {
        if (event.type !== 'state' || event.status.state !== 'ready') return
        const known = [...cloudflare.tunnels.values()].find(
          ({ hostname }) => hostname === event.status.hostname,
        )
        const connected = [...cloudflare.connectors].some(({ tunnelId }) => tunnelId === known?.id)
        claims.push(cloudflare.online && connected)
      })

    // Morning.
    const day = world.tunnel({ timings: { creationWaitMs: [30 * minute] } })
    watch(day)
    await day.start()
    const a = (await untilState(day, 'ready')).publicUrl

    // The network is away for two minutes.
    cloudflare.online = false
    cloudflare.dropConnections()
    await untilState(day, 'waiting')
    clock.jump(2 * minute)
    cloudflare.online = true
    expect((await untilState(day, 'ready')).publicUrl).toBe(a)

    // cloudflared crashes.
    const pid = day.status().cloudflared?.pid ?? 0
    process.kill(pid, 'SIGKILL')
    await untilStatus(day, (now) => now.state === 'ready' && now.cloudflared?.pid !== pid)

    // The lid is closed for three minutes: the address is kept.
    await sleep(day, 3 * minute)
    expect((await untilState(day, 'ready')).publicUrl).toBe(a)

    // Lunch, fifty minutes: it is lost, and exactly one new one is made.
    await sleep(day, 50 * minute)
    const b = (await untilStatus(day, (now) => now.state === 'ready' && now.publicUrl !== a))
      .publicUrl

    // The app is updated and comes back after a minute: the address is kept.
    await day.stop()
    clock.jump(minute)
    const evening = world.tunnel({ timings: { creationWaitMs: [30 * minute] } })
    watch(evening)
    await evening.start()
    expect((await untilState(evening, 'ready')).publicUrl).toBe(b)

    // The night; in the morning Cloudflare makes no new tunnel for half an hour.
    cloudflare.quick.answers = '429-text'
    await sleep(evening, 8 * hour)
    const waiting = await untilStatus(
      evening,
      ({ waiting }) => waiting?.until != null && waiting.reason.includes('asked for'),
    )
    expect(waiting.lastError?.code).toBe('tunnel-creation-limited')
    cloudflare.quick.answers = 'ok'
    clock.jump(45 * minute)
    const c = (await untilState(evening, 'ready')).publicUrl
    await evening.stop()

    expect(new Set([a, b, c]).size).toBe(3)
    expect(cloudflare.quick).toMatchObject({ made: 3, requests: 4 })
    const changes = world.events.flatMap((event) =>
      event.type === 'address-changed' ? [[event.previous, event.current]] : [],
    )
    expect(changes).toEqual([
      [null, a],
      [a, b],
      [b, c],
    ])
    expect(claims.length).toBeGreaterThanOrEqual(6)
    expect(claims).not.toContain(false)
    await until(() => cloudflare.connectors.size === 0)

    const story = named(world.stories())
    const expected = [
      'The public address is A.',
      'The bridge can be reached at A.',
      'This computer has no connection to the internet.',
      'The network is back.',
      'The bridge can be reached at A.',
      'cloudflared ended without being asked to.',
      'The bridge can be reached at A.',
      'The clock moved by 3 min',
      'The network is back.',
      'The bridge can be reached at A.',
      'The clock moved by 50 min',
      'The network is back.',
      'Cloudflare refused the saved tunnel; it is asked again',
      'Cloudflare has forgotten the tunnel',
      'The public address changed from A to B: Cloudflare forgot the tunnel.',
      'The bridge can be reached at B.',
      'The bridge can be reached at B.',
      'The clock moved by 8 h 0 min',
      'Cloudflare has forgotten the tunnel',
      'Cloudflare makes no new quick tunnel for this network at the moment.',
      'The public address changed from B to C: Cloudflare forgot the tunnel.',
      'The bridge can be reached at C.',
    ]
    let from = 0
    for (const line of expected) {
      const at = story.findIndex((text, index) => index >= from && text.includes(line))
      expect(at, `"${line}" after line ${from} of:\n${story.join('\n')}`).toBeGreaterThanOrEqual(
        from,
      )
      from = at + 1
    }
    if (process.env['SHOW_STORY']) console.log(story.join('\n'))
  },
)
