/**
 * The whole bridge behind a quick tunnel of the pretended Cloudflare: what the address is, what
 * follows when Cloudflare forgets it, and who has to connect again.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startBridge, type Bridge } from '../../main/bridge/bridge.ts'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { openSettings } from '../../main/bridge/settings/settings.ts'
import type { MethodName, MethodResult } from '../../main/contract.ts'
import { createBrowser } from '../fakes/browser.ts'
import { startFakeCloudflare } from '../fakes/cloudflared/fake-cloudflare.ts'
import { type FakeCloudflare } from '../fakes/cloudflared/cloudflare-types.ts'
import { memorySecrets, s256 } from '../fakes/oauth-host.ts'
import { readyKeyPair } from '../fakes/ready-keys.ts'
import { fakeCloudflared, quickTimings, until } from '../tunnel/tunnel-world.ts'

let cloudflare: FakeCloudflare
let dataDir: string
let bridge: Bridge
const secrets = memorySecrets()

beforeEach(async () => {
  cloudflare = await startFakeCloudflare(() => Date.now())
  dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-address-'))
  const scenario = join(dataDir, 'scenario.json')
  await writeFile(scenario, '{"scale":0.02}')
  bridge = await startBridge({
    dataDir,
    socketPath: join(dataDir, 'bridge.sock'),
    secrets,
    settings: await openSettings(dataDir),
    port: 0,
    address: {
      mode: 'quick',
      settings: { timings: quickTimings, endpoints: cloudflare.endpoints },
    },
    env: {
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      HOME: dataDir,
      CLOUDFLARED_BIN: fakeCloudflared,
      FAKE_EDGE: String(cloudflare.edgeTcpPort),
      FAKE_CLOUDFLARED: scenario,
    },
    linkCommand: { command: 'node', args: [] },
    requestStop: () => {},
    version: '0',
    makeKeyPair: readyKeyPair,
    clock: systemClock,
    log: silentLog,
  })
})
afterEach(async () => {
  await bridge.stop()
  await cloudflare.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const control = async <M extends MethodName>(method: M, params: object = {}) =>
  (await bridge.control.invoke(method, params)) as MethodResult<M>

const readyAt = (other: string | null = null) =>
  until(() => {
    const { state, publicUrl } = bridge.address.status()
    return state === 'ready' && publicUrl !== other && publicUrl
  })

/** The way through the tunnel ends at the loopback port with the public name as Host. */
async function throughTunnel() {
  const { localMcpUrl } = await control('status.get')
  return createBrowser(() => Number(new URL(localMcpUrl).port))
}

async function signInAt(origin: string): Promise<string> {
  const browser = await throughTunnel()
  const verifier = randomBytes(32).toString('base64url')
  const client = {
    client_id: 'https://chatgpt.com/oauth/client.json',
    redirect_uri: 'https://chatgpt.com/connector_platform_oauth_redirect',
  }
  const query = new URLSearchParams({
    ...client,
    response_type: 'code',
    code_challenge: s256(verifier),
    code_challenge_method: 'S256',
    resource: `${origin}/mcp`,
    state: 'x',
  })
  const started = await browser.go(`${origin}/oauth2/authorize?${query}`)
  await browser.go(started.location ?? '')
  const [waiting] = await control('approvals.list')
  await control('approvals.approve', { number: waiting?.number ?? '', participant: 'chatgpt' })
  let answer = await browser.go(started.location ?? '')
  while (answer.location?.origin === origin) answer = await browser.go(answer.location)
  const code = answer.location?.searchParams.get('code') ?? ''
  const form = { ...client, grant_type: 'authorization_code', code, code_verifier: verifier }
  const tokens = await browser.go(`${origin}/oauth2/token`, { form })
  return String(tokens.json()['access_token'])
}

async function callAt(origin: string, token: string): Promise<number> {
  const browser = await throughTunnel()
  const answer = await browser.go(`${origin}/mcp`, {
    headers: { authorization: `Bearer ${token}` },
    json: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
  })
  return answer.status
}

it('names the public address once it is really reachable, with metadata of that origin', async () => {
  const origin = await readyAt()
  const status = await control('status.get')
  expect(status.mcpUrl).toBe(`${origin}/mcp`)
  expect(status.tunnel.detail).toContain(`Reachable from outside at ${origin}`)
  const browser = await throughTunnel()
  const metadata = await browser.go(`${origin}/.well-known/oauth-authorization-server`)
  expect(metadata.json()['issuer']).toBe(origin)
})

it('moves to a new address when Cloudflare forgets the old one, and says who must reconnect', async () => {
  const first = await readyAt()
  const token = await signInAt(first)
  expect(await callAt(first, token)).toBe(200)

  for (const id of cloudflare.tunnels.keys()) cloudflare.forget(id)
  const second = await readyAt(first)
  expect((await control('status.get')).mcpUrl).toBe(`${second}/mcp`)
  // The old name is not answered any more, and its token is none at the new one.
  expect(await callAt(first, token)).toBe(421)
  expect(await callAt(second, token)).toBe(401)
  const browser = await throughTunnel()
  const metadata = await browser.go(`${second}/.well-known/oauth-protected-resource/mcp`)
  expect(metadata.json()['resource']).toBe(`${second}/mcp`)

  const [client] = await control('clients.list')
  expect(client?.reconnect).toContain(`signed in at ${first}`)
  expect(client?.reconnect).toContain(`it is now ${second}`)
  const fresh = await signInAt(second)
  expect(await callAt(second, fresh)).toBe(200)
  expect((await control('clients.list'))[0]?.reconnect).toBeNull()
})

it('goes from the quick tunnel to a named one by a pasted connector token, and back', async () => {
  const quick = await readyAt()
  const token = Buffer.from(
    JSON.stringify({ a: 'account', t: randomBytes(8).toString('hex'), s: 'c2VjcmV0' }),
  ).toString('base64')
  const named = await control('tunnel.setup', { hostname: 'bridge.example.com', token })
  expect(named).toMatchObject({ mode: 'named', publicUrl: 'https://bridge.example.com' })
  expect((await control('status.get')).mcpUrl).toBe('https://bridge.example.com/mcp')
  await control('tunnel.remove')
  expect(await readyAt('https://bridge.example.com')).toMatch(/trycloudflare\.com$/)
  expect(quick).toMatch(/trycloudflare\.com$/)
})

it('only forgets a named tunnel without an API token, and asks nothing of Cloudflare', async () => {
  await readyAt()
  const parts = { a: 'account', t: randomBytes(8).toString('hex'), s: 'c2VjcmV0' }
  const token = Buffer.from(JSON.stringify(parts)).toString('base64')
  const named = await control('tunnel.setup', { hostname: ' Bridge.Example.COM ', token })
  expect(named.publicUrl).toBe('https://bridge.example.com')
  // As if the bridge had made it at Cloudflare itself.
  const made = { accountId: 'a', zoneId: 'z', tunnelId: 't', dnsRecordId: 'd' }
  await secrets.set('tunnel.named', JSON.stringify({ hostname: 'bridge.example.com', token, made }))
  expect(await control('tunnel.remove')).toMatchObject({ mode: 'quick' })
  expect(await secrets.get('tunnel.named')).toBeUndefined()
})
