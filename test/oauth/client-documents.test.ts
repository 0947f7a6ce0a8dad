/** Client id metadata documents must not make the bridge a way into private networks (SSRF). */
import dns from 'node:dns'
import { createServer, type Server } from 'node:http'
import { isIP, type AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createClientDocuments } from '../../main/bridge/oauth/clients/client-documents.ts'
import {
  isPublicName,
  isSpecialAddress,
  special4,
  special6,
} from '../../main/bridge/base/special-addresses.ts'
import type { ClientRecord } from '../../main/bridge/oauth/clients/client-records.ts'
import type { PlainRequest } from '../../main/bridge/base/plain-fetch.ts'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { authorizeUrl, newVerifier, startOauthHost, type OauthHost } from '../fakes/oauth-host.ts'

const redirect_uri = 'https://client.example/cb'
const url = 'https://client.example/meta.json'
const document = { client_id: url, client_name: 'x', redirect_uris: [redirect_uri] }
const nobody = { get: () => undefined }
const publicLookup = async () => [{ address: '93.184.215.14' }]
const urlOf = (input: string | URL | Request) =>
  input instanceof Request ? input.url : input.toString()
const guarded = {}

describe('a client id at a private address', () => {
  let host: OauthHost
  let connections = 0
  let server: Server
  beforeAll(async () => {
    server = createServer().on('connection', (socket) => {
      connections++
      socket.destroy()
    })
    await new Promise<void>((resolve) => server.listen(0, resolve))
    host = await startOauthHost()
  })
  afterAll(async () => {
    await host.stop()
    await new Promise((resolve) => server.close(resolve))
  })

  it.each([
    '127.0.0.1',
    'localhost',
    '10.0.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0x7f000001',
    '2130706433',
    '127.1',
    'printer.local',
    'intranet',
  ])('%s is refused without a connection', async (hostname) => {
    const { port } = server.address() as AddressInfo
    const client_id = `https://${hostname}:${port}/meta.json`
    const answer = await host.browser().go(authorizeUrl({ client_id, redirect_uri }, newVerifier()))
    expect(answer.status).toBe(400)
    expect(answer.location).toBeUndefined()
    expect(connections).toBe(0)
  })

  it('a public name that resolves to this computer is refused without a connection', async () => {
    const { port } = server.address() as AddressInfo
    const lookup = async () => [{ address: '93.184.215.14' }, { address: '127.0.0.1' }]
    const documents = createClientDocuments({
      records: nobody,
      clock: systemClock,
      log: silentLog,
      lookup,
    })
    const fetching = documents.fetch(`https://rebind.example:${port}/m.json`, guarded)
    await expect(fetching).rejects.toThrow('not on the public internet')
    expect(connections).toBe(0)
  })
})

describe('a name that changes its address after the first look (DNS rebinding)', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('is stopped by the guard of the sockets before anything is asked', async () => {
    let asked = 0
    const server = createServer((_req, res) => {
      asked++
      res.end(JSON.stringify(document))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const resolveLocally = ((
      _name: string,
      options: { all?: boolean },
      done: (error: null, address: unknown, family?: number) => void,
    ) => {
      if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }])
      else done(null, '127.0.0.1', 4)
    }) as unknown as typeof dns.lookup
    vi.spyOn(dns, 'lookup').mockImplementation(resolveLocally)
    const reached: string[] = []
    const host = await startOauthHost({
      lookup: publicLookup,
      fetch(input, init) {
        reached.push(urlOf(input))
        // Plain http, so that only the guard can be what stops it.
        return fetch(urlOf(input).replace('https:', 'http:'), init)
      },
    })
    const client_id = `https://rebind.example:${port}/meta.json`
    const answer = await host.browser().go(authorizeUrl({ client_id, redirect_uri }, newVerifier()))
    expect(answer.status).toBe(400)
    expect(reached).toEqual([client_id])
    expect(asked).toBe(0)
    await host.stop()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})

describe('the fetch', () => {
  const make = (response: () => Response) => {
    const seen: PlainRequest[] = []
    const documents = createClientDocuments({
      records: nobody,
      clock: systemClock,
      log: silentLog,
      lookup: publicLookup,
      async fetch(_input, init) {
        seen.push(init ?? {})
        return response()
      },
    })
    return { documents, seen }
  }

  it('keeps the deadline of oidc-provider, and goes by the guarded dispatcher', async () => {
    const { documents, seen } = make(() => Response.json(document))
    const signal = AbortSignal.timeout(1_000)
    await documents.fetch(url, { signal })
    expect(seen).toMatchObject([{ signal, redirect: 'manual' }])
    expect(seen[0]?.dispatcher).toBeDefined()
  })

  it('follows no redirect', async () => {
    const headers = { location: 'http://169.254.169.254/' }
    const { documents, seen } = make(() => new Response(null, { status: 302, headers }))
    expect((await documents.fetch(url, guarded)).status).toBe(302)
    expect(seen[0]?.redirect).toBe('manual')
  })

  it.each([
    ['no JSON', () => new Response('<html>')],
    ['a list', () => Response.json([])],
    [
      'with a javascript: redirect',
      () => Response.json({ ...document, redirect_uris: ['javascript:x'] }),
    ],
    [
      'with an http redirect',
      () => Response.json({ ...document, redirect_uris: ['http://a.example/'] }),
    ],
  ])('refuses a document that is %s', async (_what, response) => {
    await expect(make(response).documents.fetch(url, guarded)).rejects.toThrow()
  })

  it('takes a document of 5 kB and no byte more', async () => {
    const empty = JSON.stringify({ ...document, note: '' }).length
    const sized = (bytes: number) => Response.json({ ...document, note: 'x'.repeat(bytes - empty) })
    const whole = await make(() => sized(5 * 1024)).documents.fetch(url, guarded)
    expect(await whole.json()).toMatchObject({ client_id: url })
    await expect(make(() => sized(5 * 1024 + 1)).documents.fetch(url, guarded)).rejects.toThrow(
      'too large',
    )
  })

  it('asks nobody when the name has no address', async () => {
    const seen: unknown[] = []
    const documents = createClientDocuments({
      records: nobody,
      clock: systemClock,
      log: silentLog,
      lookup: async () => [],
      fetch: async (input) => {
        seen.push(input)
        return Response.json(document)
      },
    })
    await expect(documents.fetch(url, guarded)).rejects.toThrow('not on the public internet')
    expect(seen).toEqual([])
  })

  it('is for https, a public name and a path only', () => {
    const { documents } = make(() => Response.json(document))
    expect(documents.allowFetch(url)).toBe(true)
    for (const other of [
      'http://client.example/meta.json',
      'ftp://client.example/meta.json',
      'https://printer.local/meta.json',
      'https://10.0.0.1/meta.json',
      'https://client.example',
      'https://client.example/',
      'client.example/meta.json',
    ]) {
      expect([other, documents.allowFetch(other)]).toEqual([other, false])
    }
  })

  it.each([
    ['approved', { registeredBy: 'cimd', participant: 'claude' }, true],
    ['never approved', { registeredBy: 'cimd', participant: null }, false],
    ['known another way', { registeredBy: 'manual', participant: 'claude' }, false],
  ] as const)(
    'falls back on the copy of a client that is %s: %o',
    async (_what, known, expected) => {
      const documents = createClientDocuments({
        records: { get: () => ({ ...known, document }) as unknown as ClientRecord },
        clock: systemClock,
        log: silentLog,
        lookup: publicLookup,
        fetch: async () => new Response(null, { status: 503 }),
      })
      expect((await documents.fetch(url, guarded)).status).toBe(expected ? 200 : 503)
    },
  )

  it('drops members that would cause further fetches', async () => {
    const { documents } = make(() =>
      Response.json({
        ...document,
        jwks_uri: 'https://client.example/keys',
        sector_identifier_uri: 'https://client.example/sector',
      }),
    )
    const answer: unknown = await (await documents.fetch(url, guarded)).json()
    expect(answer).toMatchObject({ client_id: url, redirect_uris: [redirect_uri] })
    expect(answer).not.toHaveProperty('jwks_uri')
    expect(answer).not.toHaveProperty('sector_identifier_uri')
  })

  it('leaves it to oidc-provider to see that a document names another client', async () => {
    const { documents } = make(() =>
      Response.json({ ...document, client_id: 'https://a.example/x' }),
    )
    const answer: unknown = await (await documents.fetch(url, guarded)).json()
    expect(answer).toMatchObject({ client_id: 'https://a.example/x' })
  })
})

/** The ends of a range, and what lies beside them. */
function edges(range: string) {
  const [network = '', bits = ''] = range.split('/')
  const family = isIP(network) as 4 | 6
  const length = family === 4 ? 32n : 128n
  const size = 1n << (length - BigInt(bits))
  const from = toNumber(network, family)
  const to = from + size - 1n
  const at = (value: bigint) =>
    value < 0n || value >= 1n << length ? undefined : { address: toText(value, family), value }
  const [first, last] = [toText(from, family), toText(to, family)]
  return { family, from, to, first, last, before: at(from - 1n), after: at(to + 1n) }
}

function toNumber(address: string, family: 4 | 6): bigint {
  if (family === 4) return address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n)
  const [head = '', tail = ''] = address.split('::')
  const groups = (text: string) => text.split(':').filter(Boolean)
  const missing = 8 - groups(head).length - groups(tail).length
  const all = [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)]
  return all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n)
}

function toText(value: bigint, family: 4 | 6): string {
  const [count, size, base] = family === 4 ? [4, 8n, 10] : [8, 16n, 16]
  const mask = (1n << size) - 1n
  const parts = Array.from({ length: count }, (_, index) =>
    ((value >> (size * BigInt(count - 1 - index))) & mask).toString(base),
  )
  return parts.join(family === 4 ? '.' : ':')
}

describe('what counts as private', () => {
  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.0.1',
    '100.64.0.1',
    '169.254.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '2001:db8::1',
    'x',
  ])('%s does', (address) => {
    expect(isSpecialAddress(address)).toBe(true)
  })

  it.each([...special4, ...special6])('%s does, from its first address to its last', (range) => {
    const { first, last, before, after } = edges(range)
    expect([first, last].map(isSpecialAddress)).toEqual([true, true])
    // The neighbours do not, unless a range of the table begins there.
    const inTable = (address: bigint) =>
      [...special4, ...special6].some((other) => {
        const { family, from, to } = edges(other)
        return family === edges(range).family && from <= address && address <= to
      })
    for (const { address, value } of [before, after].filter((one) => one !== undefined)) {
      expect([address, isSpecialAddress(address)]).toEqual([address, inTable(value)])
    }
  })

  // Each line of the two registries of IANA (and multicast), written down apart from the table.
  it.each([
    '0.0.0.1',
    '0.255.255.255',
    '10.255.0.1',
    '100.127.255.255',
    '127.9.9.9',
    '169.254.169.254',
    '172.16.0.1',
    '192.0.0.8',
    '192.0.0.170',
    '192.0.0.192',
    '192.0.2.9',
    '192.31.196.1',
    '192.52.193.1',
    '192.88.99.2',
    '192.168.255.1',
    '192.175.48.6',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.7',
    '239.255.255.250',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:169.254.169.254',
    '64:ff9b::a00:1',
    '64:ff9b:1::1',
    '64:ff9b:1:ffff::1',
    '100::1',
    '100:0:0:1::1',
    '2001::1',
    '2001:1::1',
    '2001:2::1',
    '2001:3::1',
    '2001:4:112::1',
    '2001:10::1',
    '2001:20::1',
    '2001:30::1',
    '2001:db8:ffff::1',
    '2002:7f00:1::1',
    '2620:4f:8000::1',
    '3fff:fff::1',
    '5f00::1',
    'fc00::1',
    'fdff::1',
    'febf::1',
    'fec0::1',
    'feff::1',
    'ff02::1',
  ])('the registered %s does', (address) => {
    expect(isSpecialAddress(address)).toBe(true)
  })

  it.each(['8.8.8.8', '93.184.215.14', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    '%s does not',
    (address) => {
      expect(isSpecialAddress(address)).toBe(false)
    },
  )

  it.each([
    'localhost',
    'localhost.',
    'a.localhost',
    'printer.local',
    '1.2.3.4',
    '[::1]',
    'x.internal',
  ])('the name %s does', (name) => {
    expect(isPublicName(name)).toBe(false)
  })
})
