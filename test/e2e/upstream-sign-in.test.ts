/**
 * The whole way with real clients: an MCP client without a token, consent, the provider, the owner
 * check, a code, a token, a tool. Once through a (pretended) quick tunnel by the public callback, else by
 * the callback on this computer; with restarts, two at once, and a provider that is down.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { expect, it, onTestFinished } from 'vitest'
import { startBridge, type Bridge } from '../../main/bridge/bridge.ts'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import type { AddressChoice } from '../../main/bridge/address/public-address.ts'
import { openSettings } from '../../main/bridge/settings/settings.ts'
import type { MethodName, MethodParams, MethodResult } from '../../main/contract.ts'
import { startFakeAuth0, type FakeAuth0 } from '../fakes/auth0/fake-auth0.ts'
import type { TenantClient } from '../fakes/auth0/tenant.ts'
import { createBrowser, type Browser } from '../fakes/browser.ts'
import { startFakeCloudflare } from '../fakes/cloudflared/fake-cloudflare.ts'
import { memorySecrets } from '../fakes/oauth-host.ts'
import { readyKeyPair } from '../fakes/ready-keys.ts'
import { createTunnelFetch } from '../fakes/tunnel-fetch.ts'
import { signInThere } from '../identity/auth0-world.ts'
import { agree, codeOn, follow, freePort, refreshOn } from '../identity/sign-in-world.ts'
import { faceOf, type TestClient } from '../mcp/clients.ts'
import { fakeCloudflared, quickTimings, until } from '../tunnel/tunnel-world.ts'
import { createTestProvider, type TestProvider } from './sdk-sign-in.ts'

const chatgptCallback = 'https://chatgpt.com/connector_platform_oauth_redirect'

interface Place {
  auth0: FakeAuth0
  app: TenantClient
  callbackPort: number
  invoke<M extends MethodName>(method: M, params?: MethodParams<M>): Promise<MethodResult<M>>
  /** Where clients connect. */
  mcpUrl(): string
  browser(): Browser
  fetch: ReturnType<typeof createTunnelFetch>
  restart(): Promise<void>
}

/** A bridge that was set up for Auth0 by its contract, as an owner would. */
async function startPlace(address = withoutAddress): Promise<Place> {
  const auth0 = await startFakeAuth0()
  onTestFinished(() => auth0.stop())
  const app = auth0.addApp({ name: 'Drawbridge' })
  const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-upstream-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const callbackPort = await freePort()
  const settings = { identity: { callbackPort } }
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify(settings))
  const { choice, env } = await address(dataDir)
  const secrets = memorySecrets()
  let bridge: Bridge
  let port = 0
  const invoke: Place['invoke'] = async (method, params) =>
    (await bridge.control.invoke(method, params ?? {})) as MethodResult<typeof method>

  async function start(): Promise<void> {
    bridge = await startBridge({
      dataDir,
      socketPath: join(dataDir, 'bridge.sock'),
      secrets,
      settings: await openSettings(dataDir),
      port,
      address: choice,
      env: {
        PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
        HOME: dataDir,
        CLOUDFLARED_BIN: fakeCloudflared,
        ...env,
      },
      linkCommand: { command: 'node', args: [] },
      requestStop: () => {},
      version: '0',
      makeKeyPair: readyKeyPair,
      clock: systemClock,
      log: silentLog,
    })
    port = Number(new URL((await invoke('status.get')).localMcpUrl).port)
  }

  await start()
  onTestFinished(() => bridge.stop())
  const portOf = (url: URL) => (url.protocol === 'https:' ? port : Number(url.port))
  const place: Place = {
    auth0,
    app,
    callbackPort,
    invoke,
    mcpUrl: () => bridge.mcpUrl(),
    browser: () => createBrowser(portOf),
    fetch: createTunnelFetch(portOf),
    async restart() {
      await bridge.stop()
      await start()
    },
  }
  if (choice.mode === 'quick') await until(() => bridge.address.status().state === 'ready')
  await setUp(place)
  return place
}

type Address = (dataDir: string) => Promise<{ choice: AddressChoice; env: NodeJS.ProcessEnv }>

const withoutAddress: Address = async () => ({ choice: { mode: 'off', settings: {} }, env: {} })

const throughTunnel: Address = async (dataDir) => {
  const cloudflare = await startFakeCloudflare(() => Date.now())
  onTestFinished(() => cloudflare.stop())
  const scenario = join(dataDir, 'scenario.json')
  await writeFile(scenario, '{"scale":0.02}')
  const { endpoints, edgeTcpPort } = cloudflare
  return {
    choice: { mode: 'quick', settings: { timings: quickTimings, endpoints } },
    env: { FAKE_EDGE: String(edgeTcpPort), FAKE_CLOUDFLARED: scenario },
  }
}

/** The guide in short: both callbacks at Auth0, the values here, and the first sign-in binds. */
async function setUp(place: Place): Promise<void> {
  const { auth0, app, invoke } = place
  const { client_id: clientId, client_secret: clientSecret } = app
  await invoke('identity.save', { provider: 'auth0', domain: auth0.origin, clientId, clientSecret })
  app.callbacks = (await invoke('identity.status')).callbacks.map(({ url }) => url)
  const isPublic = place.mcpUrl().startsWith('https:')
  const callback = isPublic ? ('public' as const) : ('loopback' as const)
  const { url } = await invoke('identity.test', { bind: true, callback })
  const browser = place.browser()
  const { location } = await browser.get(url)
  const back = await signInThere(browser, location ?? new URL(url))
  expect((await browser.get(back)).text).toContain('You are the owner now')
}

const chatgpt = () => createTestProvider({ name: 'ChatGPT', redirectUrl: chatgptCallback })

const transportFor = (place: Place, authProvider: TestProvider) =>
  new StreamableHTTPClientTransport(new URL(place.mcpUrl()), { authProvider, fetch: place.fetch })

async function connect(place: Place, provider: TestProvider): Promise<TestClient> {
  const client = new Client({ name: 'e2e', version: '1.0.0' })
  onTestFinished(() => client.close())
  await client.connect(transportFor(place, provider))
  return faceOf(client)
}

/** The client is told to sign in; its user opens the page that asks for consent. */
async function askedToSignIn(place: Place, provider: TestProvider) {
  await expect(connect(place, provider)).rejects.toThrow(/[Uu]nauthorized/)
  if (!provider.authorizationUrl) throw new Error('the client did not ask for a sign-in')
  const browser = place.browser()
  const first = await browser.get(provider.authorizationUrl)
  const pageUrl = first.location ?? provider.authorizationUrl
  const page = await browser.get(pageUrl)
  return { browser, page, pageUrl, verifier: '', origin: pageUrl.origin }
}

type Asked = Awaited<ReturnType<typeof askedToSignIn>>

/** Consent, and the provider's pages; gives the callback the browser is sent to. */
async function goThere(asked: Asked): Promise<URL> {
  return signInThere(asked.browser, refreshOn(await agree(asked)))
}

async function comeBack(place: Place, provider: TestProvider, asked: Asked, callback: URL) {
  const { at } = await follow(asked.browser, callback)
  expect(at.origin).toBe('https://chatgpt.com')
  expect(at.searchParams.get('iss')).toBe(new URL(place.mcpUrl()).origin)
  await transportFor(place, provider).finishAuth(at.searchParams)
  return connect(place, provider)
}

async function signIn(place: Place, provider = chatgpt()): Promise<TestClient> {
  const asked = await askedToSignIn(place, provider)
  return comeBack(place, provider, asked, await goThere(asked))
}

const isItself = async (client: TestClient): Promise<boolean> =>
  (await client.call('bridge_status')).isError !== true

it('signs a client in through the tunnel: consent, provider, owner check, code, token, tool', async () => {
  const place = await startPlace(throughTunnel)
  const provider = chatgpt()
  const asked = await askedToSignIn(place, provider)
  expect(asked.page.text).toContain('Continue at Auth0')
  const callback = await goThere(asked)
  // The public callback, because the first sign-in came back by it.
  expect(callback.href).toContain(`${new URL(place.mcpUrl()).origin}/oauth2/callback?`)
  const client = await comeBack(place, provider, asked, callback)
  expect(await isItself(client)).toBe(true)
  expect(await place.invoke('clients.list')).toMatchObject([{ participant: 'chatgpt', grants: 1 }])
})

it('signs a client in by the callback on this computer, where there is no public address', async () => {
  const place = await startPlace()
  const provider = chatgpt()
  const asked = await askedToSignIn(place, provider)
  expect(asked.page.text).toContain('Open this page on the computer that runs the bridge')
  const callback = await goThere(asked)
  expect(callback.href).toContain(`http://127.0.0.1:${place.callbackPort}/oauth2/callback?`)
  expect(await isItself(await comeBack(place, provider, asked, callback))).toBe(true)
})

it('goes on after a restart, wherever the person was: at the provider, or on the way back', async () => {
  const place = await startPlace()
  const provider = chatgpt()
  const asked = await askedToSignIn(place, provider)
  await place.restart()
  const there = refreshOn(await agree(asked))
  await place.restart()
  const callback = await signInThere(asked.browser, there)
  await place.restart()
  const client = await comeBack(place, provider, asked, callback)
  expect(await isItself(client)).toBe(true)
})

it('keeps two sign-ins at once apart', async () => {
  const place = await startPlace()
  const providers = [chatgpt(), chatgpt()] as const
  const [first, second] = [
    await askedToSignIn(place, providers[0]),
    await askedToSignIn(place, providers[1]),
  ]
  const callbacks = await Promise.all([goThere(first), goThere(second)])
  // In the opposite order.
  const later = await comeBack(place, providers[1], second, callbacks[1])
  const earlier = await comeBack(place, providers[0], first, callbacks[0])
  expect([await isItself(earlier), await isItself(later)]).toEqual([true, true])
  // Each registered by itself.
  expect(await place.invoke('clients.list')).toMatchObject([{ grants: 1 }, { grants: 1 }])
})

it('says so on the page when the provider is down, lets the owner approve here, and keeps tokens good', async () => {
  const place = await startPlace()
  const before = await signIn(place)
  place.auth0.tenant.behaviour.down = true
  // What was learned of the provider is forgotten by a restart, so it is asked again.
  await place.restart()
  expect(await isItself(before)).toBe(true)

  const provider = chatgpt()
  const asked = await askedToSignIn(place, provider)
  const failed = await agree(asked)
  expect(codeOn(failed)).toBe('upstream-server-error')
  expect(failed.text).toContain('Clients that are signed in keep working')
  const [waiting] = await place.invoke('approvals.list')
  await place.invoke('approvals.approve', { number: waiting?.number ?? '' })
  const client = await comeBack(place, provider, asked, asked.pageUrl)
  expect(await isItself(client)).toBe(true)

  place.auth0.tenant.behaviour.down = false
  expect(await isItself(await signIn(place))).toBe(true)
})

it('says so when the provider goes down while somebody is there, and the same browser can try again', async () => {
  const place = await startPlace()
  const provider = chatgpt()
  const asked = await askedToSignIn(place, provider)
  const callback = await goThere(asked)
  place.auth0.tenant.behaviour.down = true
  const stuck = await follow(asked.browser, callback)
  expect(codeOn(stuck)).toBe('upstream-server-error')
  place.auth0.tenant.behaviour.down = false
  const client = await comeBack(place, provider, asked, await goThere(asked))
  expect(await isItself(client)).toBe(true)
})

it('switches to approving here and back without losing clients or tokens', async () => {
  const place = await startPlace()
  const provider = chatgpt()
  const client = await signIn(place, provider)
  await place.invoke('identity.off', {})
  expect(await isItself(client)).toBe(true)
  await place.restart()
  expect(await isItself(await connect(place, provider))).toBe(true)
  expect((await askedToSignIn(place, chatgpt())).page.text).not.toContain('Continue at')
  await place.invoke('identity.on')
  expect(await isItself(await connect(place, provider))).toBe(true)
  expect(await isItself(await signIn(place))).toBe(true)
  const first = (await place.invoke('clients.list')).find(
    ({ clientId }) => clientId === provider.kept.client?.client_id,
  )
  expect(first).toMatchObject({ grants: 1, participants: ['chatgpt'] })
})
