/**
 * The way a rehearsal takes: to a public origin over the internet as a client of a vendor would,
 * by a name looked up by DNS over HTTPS; to the loopback origin directly.
 */
import { request as requestPlain } from 'node:http'
import { request as requestTls } from 'node:https'
import { pinnedLookup } from '../../base/pinned-lookup.ts'
import { plainFetch } from '../../base/plain-fetch.ts'
import { BridgeError } from '../../base/errors.ts'
import { noProxies, type ProxyFor } from '../../base/proxies.ts'
import { defaultEndpoints } from '../../tunnel/endpoints.ts'
import { createResolver } from '../../tunnel/resolve.ts'
import type { Endpoints } from '../../tunnel/types.ts'

export interface Way {
  /** Looks the name up; one sentence about it. Throws `rehearsal-unreachable`. */
  find(): Promise<string>
  /** Follows no redirect, and keeps to the addresses that were found. */
  fetch: typeof globalThis.fetch
}

export interface WayDeps {
  origin: string
  endpoints: Partial<Endpoints> | undefined
  proxyFor?: ProxyFor | undefined
  userAgent: string
  /** The bridge ends: nothing is waited for any more. */
  signal: AbortSignal
}

const timeoutMs = 65_000
const lookupMs = 10_000
const largestAnswer = 2 * 1024 * 1024

export function createWay({
  origin,
  endpoints,
  proxyFor = noProxies,
  userAgent,
  signal,
}: WayDeps): Way {
  const { doh, edgePort, edgeCa } = { ...defaultEndpoints, ...endpoints }
  const url = new URL(origin)
  const isPublic = url.protocol === 'https:'
  const isProxied = async () => isPublic && (await proxyFor(url)).routes[0] !== null
  let addresses: string[] = []

  const unreachable = (reason: string, cause?: unknown) =>
    new BridgeError('rehearsal-unreachable', { address: origin, reason }, { cause })

  /** Both redirects and answers of any status are findings, not errors. */
  async function go(target: URL, request: Request): Promise<Response> {
    if (await isProxied()) return plainFetch(request)
    const body = request.body === null ? null : Buffer.from(await request.arrayBuffer())
    return exchange(target, {
      method: request.method,
      headers: { ...Object.fromEntries(request.headers), host: target.host },
      body,
      addresses,
      port: target.port === '' ? (isPublic ? edgePort : 80) : Number(target.port),
      ca: edgeCa,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
  }

  return {
    async find() {
      if (!isPublic) return 'There is no public address: rehearsed on this computer only.'
      if (await isProxied()) return 'A proxy looks the name up.'
      const resolve = createResolver({ fetch: plainFetch, servers: doh, timeoutMs: lookupMs })
      const found = await resolve(url.hostname)
      if (found.kind === 'missing') throw unreachable('the name does not exist')
      if (found.kind === 'unreachable') throw unreachable(`name lookup: ${found.reason}`)
      addresses = found.addresses
      return `${url.hostname} has ${addresses.length === 1 ? 'one address' : `${addresses.length} addresses`}.`
    },
    async fetch(input, init) {
      const request = new Request(input, { ...init, redirect: 'manual' })
      const target = new URL(request.url)
      if (target.origin !== url.origin) {
        throw new BridgeError('rehearsal-differs', { found: `it leads to ${target.origin}` })
      }
      request.headers.set('user-agent', userAgent)
      try {
        return await go(target, request)
      } catch (error) {
        if (error instanceof BridgeError) throw error
        throw unreachable(error instanceof Error ? error.message : 'failed', error)
      }
    },
  }
}

interface Exchange {
  method: string
  headers: Record<string, string>
  body: Buffer | null
  addresses: string[]
  port: number
  ca: string | undefined
  signal: AbortSignal
}

function exchange(url: URL, options: Exchange): Promise<Response> {
  const { method, headers, body, addresses, port, ca, signal } = options
  const lookup = pinnedLookup(addresses)
  const isTls = url.protocol === 'https:'
  return new Promise((resolve, reject) => {
    const call = (isTls ? requestTls : requestPlain)(
      {
        host: url.hostname,
        port,
        path: `${url.pathname}${url.search}`,
        method,
        headers: { ...headers, ...(body && { 'content-length': body.length }) },
        agent: false,
        signal,
        ...(isTls && { lookup, ...(ca === undefined ? {} : { ca }) }),
      },
      (answer) => {
        const chunks: Buffer[] = []
        let bytes = 0
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > largestAnswer) call.destroy(new Error('the answer is too large'))
          else chunks.push(chunk)
        })
        answer.on('error', reject)
        answer.on('end', () => {
          const status = answer.statusCode ?? 502
          const empty = [204, 205, 304].includes(status)
          resolve(
            new Response(empty ? null : Buffer.concat(chunks), {
              status,
              headers: headersFrom(answer.rawHeaders),
            }),
          )
        })
      },
    )
    call.on('error', reject)
    call.end(body ?? undefined)
  })
}

function headersFrom(raw: readonly string[]): Headers {
  const headers = new Headers()
  for (let index = 0; index + 1 < raw.length; index += 2) {
    headers.append(raw[index] ?? '', raw[index + 1] ?? '')
  }
  return headers
}
