/** What a far end that encodes its answers, unasked, makes the bridge do: nothing but hang up. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { plainFetch } from '../../main/bridge/base/plain-fetch.ts'
import { readLimited, readLimitedJson } from '../../main/bridge/base/read-limited.ts'
import { limitedFetch } from '../../main/bridge/identity/limited-fetch.ts'
import { createResolver } from '../../main/bridge/tunnel/resolve.ts'
import { createClockCheck } from '../../main/bridge/doctor/system/clock.ts'
import { createCloudflareApi } from '../../main/bridge/tunnel/cloudflare-api.ts'

interface Seen {
  url: string
  encodings: (string | undefined)[]
}

async function serve(answer: (res: ServerResponse, path: string) => void): Promise<Seen> {
  const seen: Seen = { url: '', encodings: [] }
  const server = createServer((req, res) => {
    seen.encodings.push(req.headers['accept-encoding'])
    answer(res, req.url ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  seen.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return seen
}

/** Twenty megabytes of nothing, which is a few kilobytes when encoded. */
const bomb = Buffer.alloc(20 * 1024 * 1024)
const encoded: Record<string, Buffer> = {
  br: brotliCompressSync(bomb),
  gzip: gzipSync(bomb),
  deflate: deflateSync(bomb),
  zstd: zstdCompressSync(bomb),
}

const causeOf = async (promise: Promise<unknown>): Promise<string> => {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return String(error instanceof Error ? (error.cause ?? error) : error)
}

describe('an answer that is encoded though nobody asked', () => {
  it.each(Object.keys(encoded))('%s is refused before a byte is decoded', async (encoding) => {
    const { url, encodings } = await serve((res) => {
      res.setHeader('content-encoding', encoding).end(encoded[encoding])
    })
    expect(await causeOf(plainFetch(url))).toContain(`the answer is encoded (${encoding})`)
    expect(encodings).toEqual(['identity'])
  })

  it.each([
    ['in capitals', 'BR'],
    ['twice over', 'gzip, br'],
    ['in a way nobody knows', 'x-unheard-of'],
  ])('is refused when it is so %s', async (_how, encoding) => {
    const { url } = await serve((res) => res.setHeader('content-encoding', encoding).end('x'))
    expect(await causeOf(plainFetch(url))).toContain('the answer is encoded')
  })

  it('is refused behind a redirect too', async () => {
    const { url } = await serve((res, path) => {
      if (path === '/') res.writeHead(302, { location: '/there' }).end()
      else res.setHeader('content-encoding', 'br').end(encoded['br'])
    })
    expect(await causeOf(plainFetch(url))).toContain('the answer is encoded (br)')
  })

  it('is refused on a redirect that is not followed', async () => {
    const { url } = await serve((res) =>
      res.writeHead(302, { location: '/there', 'content-encoding': 'br' }).end(encoded['br']),
    )
    expect(await causeOf(plainFetch(url, { redirect: 'manual' }))).toContain('encoded (br)')
  })

  it('is refused when an identity provider sends it', async () => {
    const { url } = await serve((res) => res.setHeader('content-encoding', 'br').end(encoded['br']))
    const headers = { accept: 'application/json' }
    const asked = limitedFetch(url, { body: undefined, headers, method: 'GET', redirect: 'manual' })
    expect(await causeOf(asked)).toContain('the answer is encoded (br)')
  })

  it('is no answer when a name server sends it', async () => {
    const { url } = await serve((res) => res.setHeader('content-encoding', 'br').end(encoded['br']))
    const resolve = createResolver({ fetch: plainFetch, servers: [url], timeoutMs: 5_000 })
    expect(await resolve('bridge.example')).toMatchObject({ kind: 'unreachable' })
  })

  it('is no answer when the service that tells the time sends it', async () => {
    const { url } = await serve((res) => res.setHeader('content-encoding', 'br').end())
    const clock = { now: () => Date.now() }
    expect(
      await createClockCheck({ clock, fetch: plainFetch, allowed: () => true }).measure(url),
    ).toBeNull()
  })
})

describe('an answer as it is', () => {
  it('comes through, with method, headers and body of the question', async () => {
    const { url } = await serve((res) => res.setHeader('content-encoding', 'identity').end('plain'))
    const init = { method: 'POST', body: 'question', headers: { 'x-mine': '1' } }
    expect(await (await plainFetch(url, init)).text()).toBe('plain')
    expect(await (await plainFetch(new Request(url, init))).text()).toBe('plain')
  })

  it('is read no further than its limit, though it never ends', async () => {
    let sent = 0
    const { url } = await serve((res) => {
      const more = () => {
        while (!res.destroyed && res.write(Buffer.alloc(64 * 1024, 97))) sent += 64 * 1024
      }
      res.on('drain', more)
      more()
    })
    expect(await readLimited(await plainFetch(url), 100_000)).toHaveLength(100_000)
    // What fits into buffers on the way, and no more.
    expect(sent).toBeLessThan(32 * 1024 * 1024)
    await expect(
      plainFetch(url).then((answer) => readLimitedJson(answer, 100_000)),
    ).rejects.toThrow()
    const api = createCloudflareApi({ fetch: plainFetch, apiToken: 'x', url })
    await expect(api('GET', '/')).rejects.toMatchObject({ code: 'cloudflare-api-failed' })
  })
})
