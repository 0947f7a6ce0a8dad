/**
 * HAR files as they really are: recorded by Chromium while a web client signs in at a real bridge, or
 * at Auth0's double, with one thing wrong each time. The doctor has to name that one first.
 */
import { chromium, type Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import type { ErrorCode } from '../../main/bridge/errors.ts'
import { startFakeAuth0 } from '../fakes/auth0/fake-auth0.ts'
import { newVerifier } from '../fakes/oauth-host.ts'
import { startWorld, type World } from '../identity/sign-in-world.ts'
import { changed, notFound, page, startProxy, type Fault } from './faulty-proxy.ts'
import { openWebClient, type Signing, type WebClient } from './web-client.ts'
import { readHar } from './har-texts.ts'

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--host-resolver-rules=MAP elsewhere.example 127.0.0.1'],
  })
})
afterAll(() => browser.close())
afterEach(() => vi.useRealTimers())

interface Scene {
  world: World
  client: WebClient
  /** What the client was told to connect to. */
  mcpUrl: string
}

async function scene(fault: Fault = (_path, reply) => reply): Promise<Scene> {
  const world = await startWorld({ issuer: 'http://127.0.0.1:1/', clientId: 'none', owner: null })
  const origin = await startProxy(world.loopback, fault)
  return { world, client: await openWebClient(browser), mcpUrl: `${origin}/mcp` }
}

/** Gives the recording to the bridge piece by piece, as the panel does. */
async function judge({ client, world }: Pick<Scene, 'client' | 'world'>) {
  const file = await client.har()
  const half = Math.floor(file.length / 2)
  const { upload } = await world.invoke('doctor.har', { text: file.slice(0, half), last: false })
  const text = file.slice(half)
  const { findings, steps } = await world.invoke('doctor.har', { upload, text, last: true })
  const found = findings ?? []
  return { codes: found.map(({ problem }) => problem.code), steps, findings: found }
}

/** As far as registration; undefined where the client has to give up. */
async function begin({ client, mcpUrl }: Scene): Promise<Signing | undefined> {
  const metadata = await client.discover(mcpUrl)
  const clientId = metadata && (await client.register(metadata))
  if (!metadata || clientId === undefined) return undefined
  const resource = mcpUrl
  return { clientId, redirectUri: client.callback, verifier: newVerifier(), metadata, resource }
}

async function approve({ client, world }: Scene): Promise<void> {
  const number = await client.page.locator('[data-approval-number]').innerText()
  await world.invoke('approvals.approve', { number, participant: 'codex' })
  await client.page.waitForURL(`${client.callback}**`)
}

/** The whole way; undefined where it ended before there was a token. */
async function signIn(at: Scene): Promise<string | undefined> {
  const signing = await begin(at)
  if (!signing) return undefined
  await at.client.authorize(signing)
  await approve(at)
  const answer = await at.client.exchange(signing)
  if (answer?.status !== 200) return undefined
  return (JSON.parse(answer.text) as { access_token: string }).access_token
}

it('a sign-in that works shows its steps and nothing wrong', async () => {
  const at = await scene()
  const token = await signIn(at)
  expect((await at.client.call(at.mcpUrl, token))?.status).toBe(200)
  const { codes, steps } = await judge(at)
  expect(codes).toEqual([])
  expect(steps.filter(({ ok }) => !ok)).toEqual([])
  const labels = [
    'MCP',
    'Resource metadata',
    'Server metadata',
    'Registration',
    'Sign-in begun',
    'Way back',
    'Tokens',
  ]
  for (const label of labels) {
    expect(
      steps.some(({ title }) => title.startsWith(`${label}: `)),
      label,
    ).toBe(true)
  }
})

const prm = '/.well-known/oauth-protected-resource'
const asm = '/.well-known/oauth-authorization-server'
const openid = '/.well-known/openid-configuration'
const at =
  (place: string, fault: Fault): Fault =>
  (path, reply, req) =>
    path.startsWith(place) && req.method !== 'OPTIONS' ? fault(path, reply, req) : reply

const preflight = {
  ...notFound,
  status: 204,
  headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
  body: '',
}

/** Wrong on the way: the code, and what stands between client and bridge. */
const faults: readonly (readonly [ErrorCode, string, Fault])[] = [
  ['metadata-missing', 'no resource metadata', at(prm, () => notFound)],
  [
    'metadata-missing',
    'no server metadata',
    (path, reply) => (path.startsWith(asm) || path.startsWith(openid) ? notFound : reply),
  ],
  [
    'metadata-not-json',
    'a login page before the metadata',
    at(prm, () => page('Sign in to go on')),
  ],
  [
    'tunnel-interstitial',
    'a warning page before the metadata',
    at(prm, () => page('You are about to visit abc.ngrok-free.app, <b>served</b> by ngrok')),
  ],
  [
    'metadata-not-json',
    'a login page before everything',
    (_path, _reply, req) => (req.method === 'OPTIONS' ? preflight : page('Sign in to go on')),
  ],
  [
    'metadata-wrong-issuer',
    'the issuer of somebody else',
    at(asm, (_path, reply) => changed(reply, { issuer: 'https://tenant.eu.auth0.com/' })),
  ],
  [
    'resource-mismatch',
    'a stable API identifier as the resource',
    at(prm, (_path, reply) => changed(reply, { resource: 'https://claude-chatgpt-bridge' })),
  ],
  [
    'registration-missing',
    'neither registration nor published documents',
    at(asm, (_path, reply) =>
      changed(reply, {
        registration_endpoint: undefined,
        client_id_metadata_document_supported: undefined,
      }),
    ),
  ],
  [
    'registration-refused',
    'a registration that is refused',
    at('/oauth2/register', () => ({ ...notFound, status: 403, body: '{"error":"access_denied"}' })),
  ],
  [
    'registration-answer-invalid',
    'a client secret that is null',
    at('/oauth2/register', (_path, reply) => changed(reply, { client_secret: null })),
  ],
  [
    'challenge-missing',
    'a 401 without the way to sign in, and no documents',
    (path, reply) => {
      const { 'www-authenticate': _challenge, ...headers } = reply.headers
      return path === '/mcp' ? { ...reply, headers } : path.startsWith(prm) ? notFound : reply
    },
  ],
  [
    'mcp-redirected',
    'a redirect to a slash',
    at('/mcp', (path, reply) =>
      path === '/mcp'
        ? { ...reply, status: 308, headers: { ...reply.headers, location: '/mcp/' } }
        : reply,
    ),
  ],
  [
    'server-failed',
    'a server that fails',
    at('/mcp', () => ({ ...notFound, status: 500, body: '' })),
  ],
  [
    'tunnel-no-connector',
    'a tunnel without a connection',
    at('/mcp', () => ({ ...notFound, status: 530, body: 'error code: 1033' })),
  ],
]

it.each(faults)('%s: %s', async (code, _what, fault) => {
  const at = await scene(fault)
  await begin(at)
  const { codes, steps } = await judge(at)
  expect(codes[0]).toBe(code)
  expect(steps.some(({ ok }) => !ok)).toBe(true)
})

it('pkce-missing: metadata without S256', async () => {
  const at = await scene((path, reply) =>
    path.startsWith(asm) ? changed(reply, { code_challenge_methods_supported: undefined }) : reply,
  )
  await at.client.discover(at.mcpUrl)
  expect((await judge(at)).codes).toEqual(['pkce-missing'])
})

it.each([
  ['iss-mismatch', (url: string) => url.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fother.example')],
  ['iss-missing', (url: string) => url.replace(/&?iss=[^&]+/, '')],
] as const)('%s: a way back that was changed', async (code, change) => {
  const at = await scene((_path, reply) => {
    const { location } = reply.headers
    const back = typeof location === 'string' && location.includes('/callback?')
    return back ? { ...reply, headers: { ...reply.headers, location: change(location) } } : reply
  })
  const signing = await begin(at)
  if (!signing) throw new Error('the client had to give up')
  await at.client.authorize(signing)
  await approve(at)
  expect((await judge(at)).codes).toEqual([code])
})

/** Wrong in what the client sends. */
it('client-callback-unknown: another address to come back to than registered', async () => {
  const at = await scene()
  const signing = await begin(at)
  const redirectUri = `${at.client.callback}/other`
  if (signing) await at.client.authorize({ ...signing, redirectUri })
  const { codes, findings } = await judge(at)
  expect(codes).toEqual(['client-callback-unknown'])
  expect(findings[0]?.problem.sentence).toContain(redirectUri)
})

it('client-not-registered: a client id that is gone', async () => {
  const at = await scene()
  const signing = await begin(at)
  if (signing) await at.client.authorize({ ...signing, clientId: 'gone-for-good' })
  expect((await judge(at)).codes[0]).toBe('client-not-registered')
})

it('client-code-refused: a code used a second time', async () => {
  const at = await scene()
  const signing = await begin(at)
  if (!signing) throw new Error('the client had to give up')
  await at.client.authorize(signing)
  await approve(at)
  expect((await at.client.exchange(signing))?.status).toBe(200)
  expect((await at.client.exchange(signing))?.status).toBe(400)
  expect((await judge(at)).codes[0]).toBe('client-code-refused')
})

it('client-code-refused: a code that has expired', async () => {
  const at = await scene()
  const signing = await begin(at)
  if (!signing) throw new Error('the client had to give up')
  await at.client.authorize(signing)
  await approve(at)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 60_000 })
  expect((await at.client.exchange(signing))?.status).toBe(400)
  vi.useRealTimers()
  expect((await judge(at)).codes[0]).toBe('client-code-refused')
})

it('token-wrong-audience: a token made for another name of the bridge', async () => {
  const world = await startWorld({ issuer: 'http://127.0.0.1:1/', clientId: 'none', owner: null })
  const client = await openWebClient(browser)
  const local = `${world.loopback.replace('127.0.0.1', 'localhost')}/mcp`
  const token = await signIn({ world, client, mcpUrl: local })
  const mcpUrl = `${world.loopback}/mcp`
  expect((await client.call(mcpUrl, token))?.status).toBe(401)
  const { codes, findings } = await judge({ world, client })
  expect(codes[0]).toBe('token-wrong-audience')
  expect(findings[0]?.problem.sentence).toBe(
    `The token is meant for ${local}, and it was sent to ${mcpUrl}.`,
  )
})

it('client-denied: the owner said no', async () => {
  const at = await scene()
  const signing = await begin(at)
  if (signing) await at.client.authorize(signing)
  const number = await at.client.page.locator('[data-approval-number]').innerText()
  await at.world.invoke('approvals.deny', { number })
  await at.client.page.waitForURL(`${at.client.callback}**`)
  expect((await judge(at)).codes).toEqual(['client-denied'])
})

it('sign-in-unfinished: nobody approved', async () => {
  const at = await scene()
  const signing = await begin(at)
  if (signing) await at.client.authorize(signing)
  expect((await judge(at)).codes).toEqual(['sign-in-unfinished'])
})

/** Wrong between the page, the browser and the bridge. */
it('request-unanswered: nothing listens there', async () => {
  const at = await scene()
  await at.client.call('http://127.0.0.1:1/mcp')
  const { codes, findings } = await judge(at)
  expect(codes).toContain('request-unanswered')
  expect(findings[0]?.evidence).toContain('no answer')
})

it('browser-blocked-answer: a page of another site', async () => {
  const at = await scene()
  await at.client.page.goto(at.client.callback.replace('127.0.0.1', 'elsewhere.example'))
  await at.client.call(at.mcpUrl)
  const { codes, findings } = await judge(at)
  expect(codes).toEqual(['browser-blocked-answer'])
  expect(findings[0]?.problem.sentence).toContain('a page of http://elsewhere.example')
})

it('unknown-origin: a proxy that does not pass the Host on', async () => {
  const world = await startWorld({ issuer: 'http://127.0.0.1:1/', clientId: 'none', owner: null })
  const client = await openWebClient(browser)
  const mcpUrl = `${world.loopback}/mcp`.replace('127.0.0.1', 'elsewhere.example')
  await client.page.goto(mcpUrl)
  const { codes } = await judge({ world, client })
  expect(codes).toContain('unknown-origin')
})

it('mixed-content: a secure page and an insecure address', async () => {
  const at = await scene()
  await at.client.context.route('https://chatgpt.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<p>' }),
  )
  await at.client.page.goto('https://chatgpt.com/')
  await at.client.call('http://elsewhere.example/mcp')
  expect((await judge(at)).codes).toContain('mixed-content')
})

it("chatgpt-oauth-client: what ChatGPT's own service answered", async () => {
  const at = await scene()
  const detail = `Failed to resolve OAuth client for MCP connector: ${at.mcpUrl}`
  await at.client.context.route('https://chatgpt.com/**', (route) =>
    route.request().url().includes('backend-api')
      ? route.fulfill({ status: 424, json: { detail } })
      : route.fulfill({ contentType: 'text/html', body: '<p>' }),
  )
  await at.client.page.goto('https://chatgpt.com/')
  await at.client.ask('https://chatgpt.com/backend-api/aip/connectors/mcp', { json: { name: 'x' } })
  expect((await judge(at)).codes).toContain('chatgpt-oauth-client')
})

/** Wrong at the identity provider, on its own page or in its answer. */
const mistakes = [
  ['upstream-callback-mismatch', {}, { redirect_uri: 'https://bridge.example/elsewhere' }],
  ['upstream-client-unknown', {}, { client_id: 'nobodyknows' }],
  ['auth0-audience-unknown', { audience: 'https://claude-chatgpt-bridge' }, {}],
] as const

it.each(mistakes)('%s at Auth0', async (code, more, wrong) => {
  const auth0 = await startFakeAuth0()
  onTestFinished(() => auth0.stop())
  const client = await openWebClient(browser)
  const callback = client.callback.replace('/callback', '/oauth2/callback')
  const app = auth0.addApp({ callbacks: [callback] })
  const params = new URLSearchParams({
    response_type: 'code',
    client_id: app.client_id,
    redirect_uri: callback,
    scope: 'openid profile email',
    state: 'abcdefgh',
    ...more,
    ...wrong,
  })
  await client.page.goto(`${auth0.origin}/authorize?${params}`)
  const mcpUrls = [`${new URL(callback).origin}/mcp`]
  const { findings } = readHar(await client.har(), { mcpUrls, upstream: { provider: 'auth0' } })
  expect(findings[0]?.problem.code).toBe(code)
})
