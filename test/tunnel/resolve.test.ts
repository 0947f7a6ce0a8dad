import { expect, test } from 'vitest'
import { createResolver } from '../../main/bridge/tunnel/resolve.ts'

type Reply = object | number | Error

/** A resolver whose servers answer as scripted, by server and type; asked URLs are noted. */
function resolver(script: Record<string, Reply>) {
  const asked: string[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    asked.push(url.href)
    expect(new Headers(init?.headers).get('accept')).toBe('application/dns-json')
    const reply = script[`${url.host} ${url.searchParams.get('type')}`] ?? 500
    if (reply instanceof Error) throw reply
    return typeof reply === 'number' ? new Response('', { status: reply }) : Response.json(reply)
  }
  const servers = ['https://one.example/dns-query', 'https://two.example/resolve']
  return { asked, resolve: createResolver({ fetch, servers, timeoutMs: 1_000 }) }
}

const found = (data: string, type = 1) => ({
  Status: 0,
  Answer: [
    { name: 'h', type: 5, data: 'cname.' },
    { name: 'h', type, data },
  ],
})

test('addresses are taken from A records, whatever CNAMEs lead there', async () => {
  const { resolve, asked } = resolver({ 'one.example A': found('192.0.2.1') })
  expect(await resolve('name.example')).toEqual({ kind: 'found', addresses: ['192.0.2.1'] })
  expect(asked).toEqual(['https://one.example/dns-query?name=name.example&type=A'])
})

test('a name with IPv6 only is found', async () => {
  const { resolve } = resolver({
    'one.example A': { Status: 0 },
    'one.example AAAA': found('2001:db8::1', 28),
  })
  expect(await resolve('name.example')).toEqual({ kind: 'found', addresses: ['2001:db8::1'] })
})

test('NXDOMAIN, and no address of either kind, are "missing"', async () => {
  expect(await resolver({ 'one.example A': { Status: 3 } }).resolve('h')).toEqual({
    kind: 'missing',
  })
  const empty = { 'one.example A': { Status: 0 }, 'one.example AAAA': { Status: 0 } }
  expect(await resolver(empty).resolve('h')).toEqual({ kind: 'missing' })
})

test('a server that fails, or says SERVFAIL, is no evidence: the next one is asked', async () => {
  const failures: Reply[] = [new Error('refused'), 503, { Status: 2 }, []]
  for (const failing of failures) {
    const { resolve } = resolver({
      'one.example A': failing,
      'two.example A': found('192.0.2.2'),
    })
    expect(await resolve('h')).toEqual({ kind: 'found', addresses: ['192.0.2.2'] })
  }
})

test('no server reached is "unreachable", never "missing"', async () => {
  const { resolve } = resolver({
    'one.example A': new Error('refused'),
    'two.example A': { Status: 2 },
  })
  expect(await resolve('h')).toMatchObject({ kind: 'unreachable' })
})
