/**
 * Proves that the public address leads to this very bridge: look the name up by DNS over HTTPS, go
 * there, and ask /healthz for the proof of a nonce only we can make. Nothing less shows a connection
 * that is open but dead, a stranger behind our name, or a name that is gone.
 */
import { randomBytes } from 'node:crypto'
import { readLimited } from '../base/read-limited.ts'
import type { Clock } from '../base/ports.ts'
import { pinnedGet, type PlainAnswer } from './pinned-get.ts'
import { createResolver } from './resolve.ts'
import { isObject } from '../base/is-object.ts'
import type { Timings } from './timings.ts'
import type { Endpoints, Fetch } from './types.ts'

export type ProbeResult = { tookMs: number } & (
  | { kind: 'authentic' }
  /** 200, but not with our proof: it is not us. */
  | { kind: 'mismatch' }
  | { kind: 'status'; status: number }
  | { kind: 'name-missing' }
  | { kind: 'unreachable'; reason: string }
)

/** Our own answer is far below. */
const largestAnswer = 64 * 1024

export interface Probe {
  check(publicUrl: string): Promise<ProbeResult>
  /** Whether the computer reaches the internet at all; taken to be so where nobody may be asked. */
  online: () => Promise<boolean>
}

export function createProbe(deps: {
  fetch: Fetch
  endpoints: Endpoints
  timings: Timings
  clock: Clock
  env: NodeJS.ProcessEnv
  checkProof: (nonce: string, proof: string) => boolean
  /** Whether a server may be asked for no other reason than to see that it answers; usually it may. */
  connectivityCheck?: boolean | undefined
}): Probe {
  const { fetch, endpoints, timings, clock, env, checkProof, connectivityCheck = true } = deps
  const timeoutMs = timings.probeTimeoutMs
  const resolve = createResolver({ fetch, servers: endpoints.doh, timeoutMs })
  // Behind a proxy that must be used, the proxy looks names up and direct connections fail.
  const proxied = Boolean(env['HTTPS_PROXY'] ?? env['https_proxy'])

  async function get(url: URL, addresses: string[]): Promise<PlainAnswer> {
    if (proxied) {
      const signal = AbortSignal.timeout(timeoutMs)
      const response = await fetch(url, { signal, redirect: 'manual', cache: 'no-store' })
      return { status: response.status, body: await readLimited(response, largestAnswer) }
    }
    const port = url.port === '' ? endpoints.edgePort : Number(url.port)
    return pinnedGet(url, { addresses, port, ca: endpoints.edgeCa, timeoutMs })
  }

  return {
    async check(publicUrl) {
      const begun = clock.now()
      const took = () => Math.max(0, clock.now() - begun)
      const nonce = randomBytes(24).toString('base64url')
      const url = new URL('/healthz', publicUrl)
      url.searchParams.set('nonce', nonce)
      const found = await resolve(url.hostname)
      if (found.kind === 'missing') return { kind: 'name-missing', tookMs: took() }
      if (found.kind === 'unreachable') {
        return { kind: 'unreachable', reason: `name lookup: ${found.reason}`, tookMs: took() }
      }
      try {
        const { status, body } = await get(url, found.addresses)
        if (status !== 200) return { kind: 'status', status, tookMs: took() }
        const proof = proofIn(body)
        const authentic = proof !== null && checkProof(nonce, proof)
        return { kind: authentic ? 'authentic' : 'mismatch', tookMs: took() }
      } catch (error) {
        return { kind: 'unreachable', reason: reasonOf(error), tookMs: took() }
      }
    },
    async online() {
      if (!connectivityCheck) return true
      try {
        const signal = AbortSignal.timeout(timeoutMs)
        const response = await fetch(endpoints.control, { signal, redirect: 'manual' })
        await response.body?.cancel()
        return response.status < 500
      } catch {
        return false
      }
    },
  }
}

function proofIn(body: string): string | null {
  try {
    const answer: unknown = JSON.parse(body)
    return isObject(answer) && typeof answer['proof'] === 'string' ? answer['proof'] : null
  } catch {
    return null
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed'
  return error.name === 'TimeoutError' || error.name === 'AbortError'
    ? 'no answer in time'
    : error.message
}
