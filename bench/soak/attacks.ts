/**
 * What strangers, and one approved client that means harm, send. Each attack makes the bytes of one
 * request; none reaches further than the bridge's own port.
 */
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Random } from './random.ts'

export interface AttackScene {
  host: string
  /** A client that registered itself and was never approved. */
  strangerId: string
  /** Of the approved client that means harm. */
  token(): string
  random: Random
}

export interface Attack {
  name: string
  perSecond: number
  /** Connections at once. */
  atOnce: number
  patienceMs: number
  request(scene: AttackScene): Buffer
}

const soon = { atOnce: 4, patienceMs: 10_000 }
const redirectUri = 'https://chatgpt.com/connector_platform_oauth_redirect'
const endpoints = ['/mcp', '/oauth2/token', '/oauth2/register', '/oauth2/introspect'] as const
const form = 'application/x-www-form-urlencoded'

type Bomb = [encoding: string, body: Buffer]

/** Zeros, so that little is sent and much would be unpacked. */
const inflating = Buffer.alloc(20_000_000)
const bombs: readonly [Bomb, Bomb] = [
  ['gzip', gzipSync(inflating)],
  ['br', brotliCompressSync(inflating)],
]

export const attacks: readonly Attack[] = [
  {
    name: 'half-sent requests, held open',
    perSecond: 20,
    atOnce: 300,
    patienceMs: 75_000,
    request({ host, random }) {
      const path = random.pick(endpoints)
      const head = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ${form}\r\n`
      return Buffer.from(
        random.pick([head, `${head}Content-Length: 500\r\n\r\ng`, head.slice(0, 6), '']),
      )
    },
  },
  {
    name: 'long addresses with broken escapes',
    perSecond: 5,
    ...soon,
    request({ host, random }) {
      const path = random.pick(['/', '/mcp?', '/oauth2/authorize?', '/oauth2/callback?code='])
      const long = 'a'.repeat(random.between(1_000, 15_000))
      const at = random.pick([host, host, 'elsewhere.example'])
      return get(at, `${path}${long}${random.pick(['%4', '%', '%zz', '%E0%A4%A'])}`)
    },
  },
  {
    name: 'sign-ins with a long state',
    perSecond: 10,
    ...soon,
    request: ({ host, strangerId, random }) =>
      get(host, signIn(strangerId, 's'.repeat(random.between(100, 14_000)))),
  },
  {
    name: "sign-ins in a vendor's name",
    perSecond: 3,
    ...soon,
    request: ({ host, random }) =>
      get(host, signIn('https://chatgpt.com/oauth/client.json', `s${random.between(0, 1e9)}`)),
  },
  {
    name: 'wrong, missing and doubled Host',
    perSecond: 5,
    ...soon,
    request({ host, random }) {
      const names = random.pick([
        ['evil.example'],
        [host, 'evil.example'],
        ['evil.example', host],
        [host, host],
        [],
      ])
      const headers = names.map((name) => `Host: ${name}\r\n`).join('')
      return Buffer.from(
        `GET ${random.pick(endpoints)} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`,
      )
    },
  },
  {
    name: 'garbage bodies',
    perSecond: 10,
    ...soon,
    request({ host, token, random }) {
      const path = random.pick(endpoints)
      const body = random.pick([
        () => random.bytes(random.between(0, 2_000)),
        () => Buffer.from('['.repeat(random.between(1, 5_000))),
        () => Buffer.from('{"jsonrpc":"2.0","id":1e999,"method":"tools/call","params":7}'),
        () => Buffer.from('a&'.repeat(random.between(1, 5_000))),
      ])()
      const type = random.pick(['application/json', form, 'text/plain', ''])
      return post(host, path, body, { 'content-type': type, ...(mayKnow(random) && of(token())) })
    },
  },
  {
    name: 'batches',
    perSecond: 2,
    ...soon,
    request({ host, token, random }) {
      const call = (id: number) => toolCall(id, 'check_inbox', {})
      const batch = Array.from({ length: random.between(1, 300) }, (_, id) => call(id))
      return json(host, batch, mayKnow(random) ? of(token()) : {})
    },
  },
  {
    name: 'calls with many unknown arguments, approved',
    perSecond: 1,
    ...soon,
    request({ host, token, random }) {
      const count = random.pick([100, 5_000, 9_000, 50_000])
      const args = Object.fromEntries(Array.from({ length: count }, (_, i) => [`unknown${i}`, i]))
      return json(host, toolCall(1, 'check_inbox', args), of(token()))
    },
  },
  {
    name: 'encoded bodies',
    perSecond: 2,
    ...soon,
    request({ host, token, random }) {
      const [encoding, body] = random.pick(bombs)
      const headers = { 'content-type': 'application/json', 'content-encoding': encoding }
      return post(host, random.pick(endpoints), body, { ...headers, ...of(token()) })
    },
  },
  {
    name: 'forged tokens',
    perSecond: 5,
    ...soon,
    request: ({ host, random }) =>
      json(
        host,
        toolCall(1, 'check_inbox', {}),
        of(random.bytes(random.between(1, 3_000)).toString('base64url')),
      ),
  },
]

const mayKnow = (random: Random): boolean => random.between(0, 1) === 0

const of = (token: string) => ({ authorization: `Bearer ${token}` })

const get = (host: string, target: string): Buffer =>
  Buffer.from(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)

function post(host: string, path: string, body: Buffer, headers: Record<string, string>): Buffer {
  const lines = Object.entries({
    host,
    connection: 'close',
    ...headers,
    'content-length': body.length,
  })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${head}\r\n`), body])
}

const json = (host: string, value: unknown, headers: Record<string, string>): Buffer =>
  post(host, '/mcp', Buffer.from(JSON.stringify(value)), {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...headers,
  })

const toolCall = (id: number, name: string, args: Record<string, unknown>) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: args },
})

const signIn = (clientId: string, state: string): string =>
  `/oauth2/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    state,
  })}`
