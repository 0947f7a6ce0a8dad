/**
 * HAR files as they really are: recorded by Chromium while a web client signs in at a real bridge,
 * with one thing wrong on the way each time. The doctor has to name that one first.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ErrorCode } from '../../main/bridge/base/errors.ts'
import { connectChromium } from '../e2e/shared-chromium.ts'
import { changed, notFound, page, type Fault } from './faulty-proxy.ts'
import { approve, begin, judge, scene } from './recorded-scene.ts'

let browser: Browser
beforeAll(async () => {
  browser = await connectChromium()
})
afterAll(() => browser.close())

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
  const at = await scene(browser, fault)
  await begin(at)
  const { codes, steps } = await judge(at)
  expect(codes[0]).toBe(code)
  expect(steps.some(({ ok }) => !ok)).toBe(true)
})

it('pkce-missing: metadata without S256', async () => {
  const at = await scene(browser, (path, reply) =>
    path.startsWith(asm) ? changed(reply, { code_challenge_methods_supported: undefined }) : reply,
  )
  await at.client.discover(at.mcpUrl)
  expect((await judge(at)).codes).toEqual(['pkce-missing'])
})

it.each([
  ['iss-mismatch', (url: string) => url.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fother.example')],
  ['iss-missing', (url: string) => url.replace(/&?iss=[^&]+/, '')],
] as const)('%s: a way back that was changed', async (code, change) => {
  const at = await scene(browser, (_path, reply) => {
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
