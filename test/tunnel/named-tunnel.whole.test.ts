import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  readNamedTunnel,
  readPastedToken,
  saveNamedTunnel,
} from '../../main/bridge/tunnel/named-tunnel.ts'
import { createNamedTunnel, removeNamedTunnel } from '../../main/bridge/tunnel/set-up-named.ts'
import { startFakeApi, type FakeApi } from '../fakes/cloudflared/fake-cloudflare-api.ts'
import { createWorld, processesOf, untilState, untilStatus, type World } from './tunnel-world.ts'

let world: World
let api: FakeApi
beforeEach(async () => {
  world = await createWorld()
  api = await startFakeApi(world.cloudflare)
})
afterEach(async () => {
  await world.stop()
  await api.stop()
})

const deps = () => ({ secrets: world.secrets, fetch, apiToken: api.token, apiUrl: api.url })
const setUp = (hostname = 'mcp.example.com') => createNamedTunnel({ ...deps(), hostname })

describe('set-up by API token', () => {
  test('makes tunnel and DNS record; the tunnel then becomes ready under that name', async () => {
    await setUp()
    const tunnel = world.tunnel({ mode: 'named' })
    await tunnel.start()
    expect(tunnel.publicUrl()).toBe('https://mcp.example.com')
    const ready = await untilState(tunnel, 'ready')
    expect(ready.stability).toContain('permanent')
    expect(world.cloudflare.quick.requests).toBe(0)
  })

  test('the token reaches cloudflared by its environment and is in no argument, file or event', async () => {
    const { token } = await setUp()
    const tunnel = world.tunnel({ mode: 'named' })
    await tunnel.start()
    await untilState(tunnel, 'ready')
    expect((await processesOf(world.dataDir)).join()).not.toContain(token)
    expect(JSON.stringify(world.events)).not.toContain(token)
  })

  test('the name survives any pause: nothing is ever replaced', async () => {
    await setUp()
    const tunnel = world.tunnel({ mode: 'named' })
    await tunnel.start()
    await untilState(tunnel, 'ready')
    await tunnel.stop()
    world.clock.jump(30 * 86_400_000)
    await tunnel.start()
    expect((await untilState(tunnel, 'ready')).publicUrl).toBe('https://mcp.example.com')
  })

  test('is removed again, record and tunnel; removing twice is no error', async () => {
    await setUp()
    await removeNamedTunnel(deps())
    expect(api.records.size).toBe(0)
    expect(world.cloudflare.tunnels.size).toBe(0)
    expect(await readNamedTunnel(world.secrets)).toBeNull()
    await removeNamedTunnel(deps())
  })

  test('removal goes on where somebody removed a part by hand', async () => {
    await setUp()
    api.records.clear()
    await removeNamedTunnel(deps())
    expect(world.cloudflare.tunnels.size).toBe(0)
  })

  test('a failed DNS record leaves no tunnel behind', async () => {
    api.failOnce = 'POST /zones/zone1/dns_records'
    await expect(setUp()).rejects.toMatchObject({ code: 'cloudflare-api-failed' })
    expect(world.cloudflare.tunnels.size).toBe(0)
    expect(await readNamedTunnel(world.secrets)).toBeNull()
  })

  test('an existing DNS record is not overwritten', async () => {
    api.records.set('theirs', {
      name: 'mcp.example.com',
      content: 'shop.example.net',
      proxied: true,
    })
    await expect(setUp()).rejects.toMatchObject({ code: 'cloudflare-name-taken' })
    expect(api.calls.filter((call) => !call.startsWith('GET'))).toEqual([])
  })

  test.each(['mcp.unknown.org', 'a.b.example.com', 'example', 'UPPER_.example.com'])(
    'refuses %s',
    async (hostname) => {
      await expect(setUp(hostname)).rejects.toMatchObject({ code: 'cloudflare-zone-missing' })
    },
  )

  test('a refused API token is told as such and never repeated', async () => {
    const call = createNamedTunnel({
      ...deps(),
      apiToken: 'wrong-token',
      hostname: 'mcp.example.com',
    })
    const error: unknown = await call.catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'cloudflare-token-refused' })
    expect(String(error)).not.toContain('wrong-token')
  })
})

describe('a pasted token', () => {
  test('is found in the whole command Cloudflare shows', async () => {
    const { token } = await setUp()
    for (const pasted of [
      token,
      `  cloudflared.exe service install ${token}\n`,
      `--token=${token}`,
    ]) {
      expect(readPastedToken(pasted)).toBe(token)
    }
    expect(() => readPastedToken('cloudflared tunnel run')).toThrow('does not accept the token')
  })

  test('works with the name from the settings', async () => {
    const made = await setUp()
    await saveNamedTunnel(world.secrets, { hostname: null, token: made.token, made: null })
    const tunnel = world.tunnel({
      mode: 'named',
      settings: { hostname: 'mcp.example.com', endpoints: world.cloudflare.endpoints },
    })
    await tunnel.start()
    await untilState(tunnel, 'ready')
  })

  test('without a name, or without a token, the start says what is missing', async () => {
    await expect(world.tunnel({ mode: 'named' }).start()).rejects.toMatchObject({
      code: 'tunnel-not-set-up',
      details: { missing: 'token' },
    })
    const made = await setUp()
    await saveNamedTunnel(world.secrets, { hostname: null, token: made.token, made: null })
    await expect(world.tunnel({ mode: 'named' }).start()).rejects.toMatchObject({
      details: { missing: 'name' },
    })
  })
})

describe('troubles of a named tunnel', () => {
  test('deleted at Cloudflare: failed with the way out, no new address is made', async () => {
    await setUp()
    world.cloudflare.tunnels.clear()
    const tunnel = world.tunnel({ mode: 'named' })
    await tunnel.start()
    const failed = await untilState(tunnel, 'failed')
    expect(failed.lastError?.code).toBe('tunnel-credentials-refused')
    expect(failed.publicUrl).toBe('https://mcp.example.com')
    expect(world.cloudflare.quick.requests).toBe(0)
  })

  test('a token cloudflared does not accept: failed, not a loop', async () => {
    await saveNamedTunnel(world.secrets, {
      hostname: 'mcp.example.com',
      token: 'rubbish',
      made: null,
    })
    const tunnel = world.tunnel({ mode: 'named' })
    await tunnel.start()
    expect((await untilState(tunnel, 'failed')).lastError?.code).toBe('tunnel-token-invalid')
  })

  test('its DNS record gone: told, and the tunnel left alone', async () => {
    const { made } = await setUp()
    const record = world.cloudflare.tunnels.get(made?.tunnelId ?? '')
    if (record) record.hostname = 'other.example.com'
    const tunnel = world.tunnel({ mode: 'named' })
    await tunnel.start()
    await untilStatus(tunnel, ({ lastError }) => lastError?.code === 'tunnel-name-missing')
    if (record) record.hostname = 'mcp.example.com'
    await untilState(tunnel, 'ready')
    expect(world.cloudflare.registrations).toHaveLength(1)
  })
})
