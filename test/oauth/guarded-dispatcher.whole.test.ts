/** The two guards of a client document's fetch together: where it may go, and what it may be. */
import dns from 'node:dns'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync } from 'node:zlib'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { plainFetch } from '../../main/bridge/base/plain-fetch.ts'
import { createClientDocuments } from '../../main/bridge/oauth/clients/client-documents.ts'
import * as special from '../../main/bridge/base/special-addresses.ts'

afterEach(() => void vi.restoreAllMocks())

const document = { client_id: '', client_name: 'x', redirect_uris: ['https://client.example/cb'] }

/** A host of documents on this computer; `names` is what every name resolves to at the connection. */
async function hostOf(body: Buffer, encoding: string | undefined, names: string[]) {
  let connections = 0
  let asked = 0
  const server = createServer((_req, res) => {
    asked++
    if (encoding !== undefined) res.setHeader('content-encoding', encoding)
    res.end(body)
  }).on('connection', () => void connections++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  vi.spyOn(dns, 'lookup').mockImplementation(((
    _name: string,
    _options: unknown,
    done: (error: null, found: dns.LookupAddress[]) => void,
  ) => {
    done(
      null,
      names.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }) as unknown as typeof dns.lookup)
  const documents = createClientDocuments({
    records: { get: () => undefined },
    clock: systemClock,
    log: silentLog,
    // The first look sees a public address; the connection is what counts.
    lookup: async () => [{ address: '93.184.215.14' }],
    // Plain http, so that no certificate is what stops it.
    fetch: (input, init) => plainFetch(addressOf(input).replace('https:', 'http:'), init),
  })
  const { port } = server.address() as AddressInfo
  const clientId = `https://client.example:${port}/meta.json`
  const refused = async (): Promise<string> => {
    const error: unknown = await documents.fetch(clientId).catch((thrown: unknown) => thrown)
    if (!(error instanceof Error)) return 'it was let through'
    const { cause = error } = error
    return cause instanceof Error ? `${cause.name}: ${cause.message}` : JSON.stringify(cause)
  }
  return { documents, clientId, refused, connections: () => connections, asked: () => asked }
}

/** What `fetch` was asked for, as text. */
const addressOf = (input: string | URL | Request): string =>
  input instanceof Request ? input.url : input.toString()

const plain = Buffer.from(JSON.stringify(document))
const encoded = brotliCompressSync(plain)

it('an encoded document from a forbidden address: no connection is made', async () => {
  const host = await hostOf(encoded, 'br', ['127.0.0.1'])
  expect(await host.refused()).toContain('not on the public internet')
  expect(host.connections()).toBe(0)
})

it.each(['fec0::1', '64:ff9b:1::7f00:1', '::ffff:127.0.0.1', '239.1.1.1', '192.31.196.1'])(
  'a name that leads to %s only when it is connected to: no connection is made',
  async (address) => {
    const host = await hostOf(plain, undefined, [address])
    expect(await host.refused()).toContain('not on the public internet')
    expect(host.connections()).toBe(0)
  },
)

it('a public address beside a forbidden one does not make it allowed', async () => {
  const host = await hostOf(plain, undefined, ['93.184.215.14', '127.0.0.1'])
  expect(await host.refused()).toContain('not on the public internet')
  expect(host.connections()).toBe(0)
})

it('an encoded document from an allowed address is given up before it is decoded', async () => {
  const host = await hostOf(encoded, 'br', ['127.0.0.1'])
  vi.spyOn(special, 'isSpecialAddress').mockReturnValue(false)
  expect(await host.refused()).toContain('the answer is encoded (br)')
  expect(host.asked()).toBe(1)
})
