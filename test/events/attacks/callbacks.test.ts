/** Callback addresses that would make this computer speak to itself, to its network, or to somebody unwilling. */
import dns from 'node:dns'
import { createServer as createTcpServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { createPoster } from '../../../main/bridge/events/poster.ts'
import { CallbackError } from '../../../main/bridge/events/callback-error.ts'
import { special4, special6 } from '../../../main/bridge/base/special-addresses.ts'
import { callbackCertificate, openCallback, status } from '../../fakes/callback/callback.ts'
import { loopbackPoster } from '../open-webhooks.ts'

afterEach(() => void vi.restoreAllMocks())

const opened = () => {
  const poster = createPoster({ ca: callbackCertificate })
  onTestFinished(() => poster.close())
  return poster
}

async function reasonOf(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (error) {
    if (error instanceof CallbackError) return error.reason
    throw error
  }
  return 'it was let through'
}

const firstOf = (range: string) => range.split('/')[0] ?? ''

it.each([
  ...special4.map(firstOf),
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f.1',
  '017700000001',
  '255.255.255.255',
  '169.254.169.254',
  ...special6.map((range) => `[${firstOf(range)}]`),
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:10.0.0.1]',
  '[64:ff9b::7f00:1]',
  'localhost',
  'localhost.',
  'bridge.local',
  'router.lan',
  'metadata.google.internal',
  'intranet',
])('never calls https://%s', async (host) => {
  const look = vi.spyOn(dns, 'lookup')
  const url = `https://${host}/hook`
  expect(await reasonOf(() => opened().check(url))).toBe('blocked_address')
  expect(await reasonOf(() => opened().post(url, '{}', {}))).toBe('blocked_address')
  expect(look).not.toHaveBeenCalled()
})

it.each([
  ['http://callback.example/hook', 'insecure_url'],
  ['file:///etc/passwd', 'insecure_url'],
  ['javascript:alert(1)', 'insecure_url'],
  ['https://user:pass@callback.example/', 'invalid_url'],
  ['https://user@callback.example/', 'invalid_url'],
  ['https://callback.example/#here', 'invalid_url'],
  ['https://', 'invalid_url'],
  ['hook', 'invalid_url'],
  [`https://callback.example/${'x'.repeat(2_048)}`, 'invalid_url'],
])('refuses %s', async (url, reason) => {
  expect(await reasonOf(() => opened().check(url))).toBe(reason)
})

/** Every name leads to these addresses. */
function resolveTo(...addresses: string[]) {
  return vi.spyOn(dns, 'lookup').mockImplementation(((
    _name: string,
    _options: unknown,
    done: (error: null, found: dns.LookupAddress[]) => void,
  ) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    done(null, found)
  }) as unknown as typeof dns.lookup)
}

it.each([
  ['127.0.0.1'],
  ['10.1.2.3'],
  ['fd00::1'],
  ['::ffff:127.0.0.1'],
  ['93.184.215.14', '127.0.0.1'],
  ['127.0.0.1', '93.184.215.14'],
])(
  'a name that leads to %s when it is connected to: no connection is made',
  async (...addresses) => {
    const callback = await openCallback()
    resolveTo(...addresses)
    const url = callback.url().replace('127.0.0.1', 'callback.example')
    expect(await reasonOf(() => opened().post(url, '{}', {}))).toBe('blocked_address')
    expect(callback.events).toEqual([])
  },
)

it('a name that changes its address after the challenge is looked up again', async () => {
  const look = resolveTo('93.184.215.14')
  const poster = opened()
  expect(poster.check('https://callback.example/hook').host).toBe('callback.example')
  resolveTo('127.0.0.1')
  expect(await reasonOf(() => poster.post('https://callback.example/hook', '{}', {}))).toBe(
    'blocked_address',
  )
  expect(look).toHaveBeenCalledTimes(1)
})

it.each([301, 302, 303, 307, 308])(
  '%s leads nowhere: one request, and its answer',
  async (code) => {
    const [callback, elsewhere] = [await openCallback(), await openCallback()]
    callback.onEvent = status(code, { location: elsewhere.url() })
    const answer = await loopbackPoster().post(callback.url(), '{}', {})
    expect(answer.status).toBe(code)
    expect(callback.events).toHaveLength(1)
    expect(elsewhere.events).toEqual([])
  },
)

it.each(['gzip', 'br', 'zstd', 'deflate', 'GZIP, br'])(
  'an answer encoded with %s is given up before it is read',
  async (encoding) => {
    const callback = await openCallback()
    callback.onEvent = (res) => void res.writeHead(200, { 'content-encoding': encoding }).end('x')
    expect(await reasonOf(() => loopbackPoster().post(callback.url(), '{}', {}))).toBe(
      'encoded_answer',
    )
  },
)

it('an answer without end is cut off', async () => {
  const callback = await openCallback()
  let sent = 0
  callback.onEvent = (res) => {
    const more = () => {
      while (!res.destroyed && res.write('y'.repeat(1_000))) sent += 1_000
      if (!res.destroyed) res.once('drain', more)
    }
    more()
  }
  expect(await reasonOf(() => loopbackPoster().post(callback.url(), '{}', {}))).toBe(
    'answer_too_large',
  )
  expect(sent).toBeLessThan(10_000_000)
})

it('a receiver that is silent, and one that drips, are given up', async () => {
  const callback = await openCallback()
  const poster = loopbackPoster(300)
  callback.onEvent = () => {}
  expect(await reasonOf(() => poster.post(callback.url(), '{}', {}))).toBe('timeout')
  callback.onEvent = (res) => {
    res.writeHead(200)
    const drip = setInterval(() => res.write('.'), 20)
    res.once('close', () => clearInterval(drip))
  }
  expect(await reasonOf(() => poster.post(callback.url(), '{}', {}))).toBe('timeout')
})

it('a port that speaks no TLS, and one that is closed, are one and the same to the client', async () => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.end('SSH-2.0-OpenSSH\r\n', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const post = () => loopbackPoster().post(`https://127.0.0.1:${port}/`, '{}', {})
  const open = await reasonOf(post)
  await new Promise((resolve) => server.close(resolve))
  expect([open, await reasonOf(post)]).toEqual(['connection_failed', 'connection_failed'])
})

it('a certificate of somebody else is refused', async () => {
  const callback = await openCallback()
  const poster = createPoster({ admits: () => true })
  onTestFinished(() => poster.close())
  expect(await reasonOf(() => poster.post(callback.url(), '{}', {}))).toBe('connection_failed')
  expect(callback.events).toEqual([])
})

it('adds no header that would tell of this computer', async () => {
  const callback = await openCallback()
  await loopbackPoster().post(callback.url(), '{}', { 'content-type': 'application/json' })
  expect(Object.keys(callback.events[0]?.headers ?? {}).toSorted()).toEqual([
    'accept-encoding',
    'connection',
    'content-length',
    'content-type',
    'host',
  ])
})

it('idle connections to one subscriber keep no call to another waiting', async () => {
  const poster = loopbackPoster()
  const many = await Promise.all(Array.from({ length: 4 }, () => openCallback()))
  const all = many.flatMap(({ url }) => Array.from({ length: 16 }, () => url()))
  await Promise.all(all.map((url) => poster.post(url, '{}', {})))
  const another = await openCallback()
  await poster.post(another.url(), '{}', {})
  expect(another.events).toHaveLength(1)
})
