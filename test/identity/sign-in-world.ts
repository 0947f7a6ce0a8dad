/**
 * A whole bridge with a public origin in front of an identity provider, and browsers that sign in:
 * the steps an MCP client, its user and the owner take, one function each.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startBridge, type Bridge } from '../../main/bridge/bridge.ts'
import { silentLog, systemClock, type Clock } from '../../main/bridge/base/ports.ts'
import { openSettings } from '../../main/bridge/settings/settings.ts'
import type { MethodName, MethodParams, MethodResult, Topic } from '../../main/contract.ts'
import { layDatabase } from '../fakes/ready-database.ts'
import { createBrowser, type Answer, type Browser } from '../fakes/browser.ts'
import { chatgpt, memorySecrets, newVerifier, s256 } from '../fakes/oauth-host.ts'
import { readyKeyPair } from '../fakes/ready-keys.ts'

export const publicOrigin = 'https://bridge.example'

export interface World {
  invoke<M extends MethodName>(method: M, params?: MethodParams<M>): Promise<MethodResult<M>>
  topics: Topic[]
  dataDir: string
  /** Where the bridge listens. */
  loopback: string
  callbackPort: number
  /** What is to be registered at the provider. */
  callbacks: { public: string; loopback: string }
  browser(): Browser
  /** The same data folder, secrets and ports; `publicUrl` where the address has changed. */
  restart(publicUrl?: string, whileClosed?: () => Promise<void>): Promise<void>
}

export interface WorldOptions {
  issuer: string
  clientId: string
  clientSecret?: string
  provider?: 'auth0' | 'oidc'
  /** The bound owner; null: nobody yet, and sign-ins are approved on the computer. */
  owner?: string | null
  registered?: 'public' | null
  clock?: Clock
}

export async function startWorld(options: WorldOptions): Promise<World> {
  const {
    issuer,
    clientId,
    clientSecret = 'a secret',
    provider = 'auth0',
    clock = systemClock,
  } = options
  const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-identity-'))
  const callbackPort = await freePort()
  const { owner = 'auth0|alice', registered = 'public' } = options
  const callbacks = {
    public: `${publicOrigin}/oauth2/callback`,
    loopback: `http://127.0.0.1:${callbackPort}/oauth2/callback`,
  }
  const identity = {
    provider: owner === null ? 'owner-approval' : provider,
    saved: { provider, issuer, clientId },
    owner: owner && { issuer, subject: owner, name: 'Alice', boundAt: new Date().toISOString() },
    registeredCallback: registered && callbacks.public,
    callbackPort,
  }
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify({ identity }))
  const secrets = memorySecrets(new Map([['identity.client-secret', clientSecret]]))
  const topics: Topic[] = []
  let port = 0
  let bridge: Bridge

  async function start(publicUrl: string): Promise<void> {
    layDatabase(join(dataDir, 'bridge.db'))
    bridge = await startBridge({
      dataDir,
      socketPath: join(dataDir, 'bridge.sock'),
      secrets,
      settings: await openSettings(dataDir),
      port,
      address: { mode: 'own-url', settings: { publicUrl } },
      env: {},
      linkCommand: { command: 'node', args: [] },
      requestStop: () => {},
      version: '0',
      makeKeyPair: readyKeyPair,
      clock,
      log: silentLog,
    })
    bridge.control.onEvent(({ topic }) => topics.push(topic))
    const { localMcpUrl } = (await bridge.control.invoke(
      'status.get',
      {},
    )) as MethodResult<'status.get'>
    port = Number(new URL(localMcpUrl).port)
  }

  await start(publicOrigin)
  onTestFinished(async () => {
    await bridge.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  return {
    topics,
    dataDir,
    callbackPort,
    callbacks,
    get loopback() {
      return `http://127.0.0.1:${port}`
    },
    browser: () =>
      createBrowser((url) => (url.hostname.endsWith('.example') ? port : Number(url.port))),
    async invoke(method, params) {
      return (await bridge.control.invoke(method, params ?? {})) as MethodResult<typeof method>
    },
    async restart(publicUrl = publicOrigin, whileClosed = async () => {}) {
      await bridge.stop()
      await whileClosed()
      await start(publicUrl)
    },
  }
}

/** A port nobody listens on, with its two followers most likely free as well. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return Math.min(port, 65_000)
}

/** A sign-in of ChatGPT as far as the page that asks for consent. */
export interface Begun {
  browser: Browser
  page: Answer
  pageUrl: URL
  verifier: string
  origin: string
}

export async function begin(
  world: World,
  origin = publicOrigin,
  browser = world.browser(),
): Promise<Begun> {
  const verifier = newVerifier()
  const query = new URLSearchParams({
    ...chatgpt,
    response_type: 'code',
    code_challenge: s256(verifier),
    code_challenge_method: 'S256',
    resource: `${origin}/mcp`,
    state: newVerifier(),
  })
  const started = await browser.go(`${origin}/oauth2/authorize?${query}`)
  if (!started.location) throw new Error(`no interaction: ${started.status} ${started.text}`)
  const page = await browser.get(started.location)
  return { browser, page, pageUrl: started.location, verifier, origin }
}

export const fieldOn = ({ text }: Answer, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''

/** The code of the error a page shows. */
export const codeOn = ({ text }: Pick<Answer, 'text'>): string =>
  /class="code">([^<]*)</.exec(text)?.[1] ?? ''

/** Where a page leads by itself, at once. */
export function refreshOn({ text }: Answer): URL {
  const url = /http-equiv="refresh" content="0;url=([^"]*)"/.exec(text)?.[1]
  if (url === undefined) throw new Error(`the page stays: ${text}`)
  return new URL(url.replaceAll('&amp;', '&'), publicOrigin)
}

/** Presses "Continue at …" and gives what answers. */
export const agree = (begun: Begun, more: Record<string, string> = {}): Promise<Answer> =>
  begun.browser.go(`${begun.pageUrl.href}/continue`, {
    form: { csrf: fieldOn(begun.page, 'csrf'), ...more },
  })

/** The address at the provider the browser is led to. */
export const leave = async (begun: Begun, more?: Record<string, string>): Promise<URL> =>
  refreshOn(await agree(begun, more))

/** Follows redirects until a page, or an address that is none of the bridge's. */
export async function follow(browser: Browser, from: URL): Promise<Answer & { at: URL }> {
  let at = from
  for (let hops = 0; hops < 10; hops++) {
    const answer = await browser.get(at)
    if (!answer.location) return { ...answer, at }
    at = answer.location
    if (isElsewhere(at)) return { ...answer, at }
  }
  throw new Error('too many redirects')
}

const isElsewhere = ({ hostname }: URL): boolean => hostname === 'chatgpt.com'

/** The code for an access token, and whether /mcp lets it in. */
export async function redeem({ browser, verifier, origin }: Begun, back: URL): Promise<string> {
  const code = back.searchParams.get('code')
  if (code === null) throw new Error(`no code: ${back.href}`)
  const form = { ...chatgpt, grant_type: 'authorization_code', code, code_verifier: verifier }
  const tokens = await browser.go(`${origin}/oauth2/token`, { form })
  return String(tokens.json()['access_token'])
}

export async function mayCall(
  world: World,
  token: string,
  origin = publicOrigin,
): Promise<boolean> {
  const answer = await world.browser().go(`${origin}/mcp`, {
    headers: { authorization: `Bearer ${token}` },
    json: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
  })
  return answer.status === 200
}
