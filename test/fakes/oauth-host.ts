/**
 * The authorization server on a real port, mounted the way the public listener mounts it: the origin
 * is chosen by the Host header. Beside it, the steps of a sign-in as clients and the owner take them.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createAuthorizationServer,
  type AuthorizationServerDeps,
} from '../../main/bridge/oauth/authorization-server.ts'
import type { Origin } from '../../main/bridge/address/origin.ts'
import type { AuthorizationServer } from '../../main/bridge/oauth/types.ts'
import { systemClock, type Log, type SecretStore } from '../../main/bridge/base/ports.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import type { Store } from '../../main/bridge/store/types.ts'
import { createBrowser, type Answer, type Browser } from './browser.ts'
import { layDatabase } from './ready-database.ts'
import { readyKeyPair } from './ready-keys.ts'

export const publicOrigin: Origin = { url: 'https://bridge.example', kind: 'public' }
export const otherOrigin: Origin = { url: 'https://other.example', kind: 'public' }

export const chatgpt = {
  client_id: 'https://chatgpt.com/oauth/client.json',
  redirect_uri: 'https://chatgpt.com/connector_platform_oauth_redirect',
}

export interface OauthHost {
  server: AuthorizationServer
  store: Store
  secrets: SecretStore
  logged: { level: string; event: string; fields: Record<string, unknown> }[]
  loopback: Origin
  port: number
  browser(): Browser
  /** The same data folder and secrets, started anew. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export type HostOptions = Partial<Omit<AuthorizationServerDeps, 'store' | 'secrets'>> & {
  secrets?: SecretStore
  /** What the disk has left; by default what the system says. */
  freeBytes?: () => number
}

export function memorySecrets(values = new Map<string, string>()): SecretStore {
  return {
    place: { kind: 'file', description: 'memory' },
    get: async (name) => values.get(name),
    set: async (name, value) => void values.set(name, value),
    delete: async (name) => void values.delete(name),
  }
}

export async function startOauthHost(given: HostOptions = {}): Promise<OauthHost> {
  const { freeBytes, ...options } = given
  const dir = mkdtempSync(join(tmpdir(), 'drawbridge-oauth-'))
  const path = join(dir, 'bridge.db')
  const secrets = options.secrets ?? memorySecrets()
  const logged: OauthHost['logged'] = []
  const log = options.log ?? recordingLog(logged)
  const open = () => openStore({ path, ...(freeBytes && { freeBytes }) })
  layDatabase(path)
  let store = open()
  const start = () =>
    createAuthorizationServer({
      clock: systemClock,
      makeKeyPair: readyKeyPair,
      ...options,
      log,
      secrets,
      store,
    })
  let server = await start()

  const origins = new Map<string, Origin>()
  const http = createServer((req, res) => {
    const origin = origins.get(req.headers.host ?? '')
    const notFound = () => {
      res.writeHead(404, { 'content-type': 'application/json' })
      res.end('{"error":"unknown-path"}')
    }
    if (origin) server.handler(origin)(req, res, notFound)
    else res.writeHead(421).end()
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const loopback: Origin = { url: `http://127.0.0.1:${port}`, kind: 'loopback' }
  const all = [loopback, publicOrigin, otherOrigin]
  for (const origin of all) origins.set(new URL(origin.url).host, origin)
  await server.setOrigins(all)

  return {
    get server() {
      return server
    },
    get store() {
      return store
    },
    secrets,
    logged,
    loopback,
    port,
    browser: () => createBrowser(() => port),
    async restart() {
      await server.stop()
      await store.close()
      store = open()
      server = await start()
      await server.setOrigins(all)
    },
    async stop() {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      await server.stop()
      await store.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

function recordingLog(logged: OauthHost['logged']): Log {
  const at =
    (level: string) =>
    (event: string, fields: Record<string, unknown> = {}) =>
      void logged.push({ level, event, fields })
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

export const s256 = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url')

export const newVerifier = (): string => randomBytes(32).toString('base64url')

export interface SignIn {
  client_id: string
  redirect_uri: string
  client_secret?: string
  origin?: Origin
  participant?: string
  /** Further or changed parameters; undefined removes one. */
  params?: Record<string, string | undefined>
}

/** The address a client sends the browser to. */
export function authorizeUrl(signIn: SignIn, verifier: string): URL {
  const origin = signIn.origin ?? publicOrigin
  const url = new URL(`${origin.url}/oauth2/authorize`)
  const params: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: signIn.client_id,
    redirect_uri: signIn.redirect_uri,
    state: randomBytes(6).toString('hex'),
    code_challenge: s256(verifier),
    code_challenge_method: 'S256',
    resource: `${origin.url}/mcp`,
    scope: 'messages:read messages:write files:read files:write',
    ...signIn.params,
  }
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return url
}

export interface Waiting {
  browser: Browser
  page: Answer
  pageUrl: URL
  number: string
  verifier: string
}

/** As far as the approval page. */
export async function beginSignIn(host: OauthHost, signIn: SignIn): Promise<Waiting> {
  const browser = host.browser()
  const verifier = newVerifier()
  const first = await browser.go(authorizeUrl(signIn, verifier))
  if (!first.location) throw new Error(`no interaction: ${first.status} ${first.text}`)
  const page = await browser.go(first.location)
  return { browser, page, pageUrl: first.location, number: numberOn(page), verifier }
}

export const numberOn = (page: Answer): string =>
  /data-approval-number[^>]*>([^<]*)</.exec(page.text)?.[1] ?? ''

/** What the browser does once the owner has decided: back to the client's redirect address. */
export async function followToClient({ browser, pageUrl }: Waiting): Promise<URL> {
  let answer = await browser.go(pageUrl)
  for (let hops = 0; hops < 5; hops++) {
    const { location } = answer
    if (!location) throw new Error(`no redirect: ${answer.status} ${answer.text}`)
    if (location.host !== pageUrl.host) return location
    answer = await browser.go(location)
  }
  throw new Error('too many redirects')
}

export interface Tokens {
  access_token: string
  refresh_token: string
  scope: string
  expires_in: number
  token_type: string
}

/** The token endpoint, with a plain answer. */
export async function askToken(
  host: OauthHost,
  origin: Origin,
  form: Record<string, string>,
): Promise<Answer> {
  return host.browser().go(`${origin.url}/oauth2/token`, { form, headers: { accept: '*/*' } })
}

/** The whole way, from /authorize to tokens. */
export async function signIn(host: OauthHost, client: SignIn): Promise<Tokens & { code: string }> {
  const waiting = await beginSignIn(host, client)
  await host.server.approvals.approve(waiting.number, client.participant ?? 'chatgpt')
  const back = await followToClient(waiting)
  const code = back.searchParams.get('code') ?? ''
  const answer = await askToken(host, client.origin ?? publicOrigin, {
    grant_type: 'authorization_code',
    client_id: client.client_id,
    redirect_uri: client.redirect_uri,
    code,
    code_verifier: waiting.verifier,
    ...(client.client_secret !== undefined && { client_secret: client.client_secret }),
  })
  if (answer.status !== 200) throw new Error(`no tokens: ${answer.status} ${answer.text}`)
  return { ...(answer.json() as unknown as Tokens), code }
}

export async function refresh(
  host: OauthHost,
  clientId: string,
  refreshToken: string,
  origin: Origin = publicOrigin,
): Promise<Answer> {
  return askToken(host, origin, {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: refreshToken,
  })
}

/** Registers a client (RFC 7591). */
export async function register(
  host: OauthHost,
  metadata: Record<string, unknown>,
  origin: Origin = publicOrigin,
): Promise<Answer> {
  return host.browser().go(`${origin.url}/oauth2/register`, {
    json: metadata,
    headers: { accept: 'application/json' },
  })
}
