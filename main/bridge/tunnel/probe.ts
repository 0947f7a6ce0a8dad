/**
 * Proves that the public address leads to this very bridge: look the name up by DNS over HTTPS, go
 * there, and ask /healthz for the proof of a nonce only we can make. Nothing less shows a connection
 * that is open but dead, a stranger behind our name, or a name that is gone.
 */
import { randomBytes } from 'node:crypto'
import { readLimited } from '../base/read-limited.ts'
import { untrustedCertificate, withSystemTrust } from '../base/system-trust.ts'
import type { Clock } from '../base/ports.ts'
import { noProxies, type ProxyFor } from '../base/proxies.ts'
import { createAddressesOf } from './addresses-of.ts'
import { pinnedGet, type PlainAnswer } from './pinned-get.ts'
import { createResolver } from './resolve.ts'
import { isObject } from '../base/is-object.ts'
import type { Timings } from './timings.ts'
import type { Endpoints, Fetch } from './types.ts'

export type ProbeResult = { tookMs: number } &
  /** `inside`: by a name or an address that only this computer or its network knows. */
  (
    | { kind: 'authentic'; inside: boolean }
    /** 200, but not with our proof: it is not us. */
    | { kind: 'mismatch' }
    | { kind: 'status'; status: number }
    | { kind: 'name-missing' }
    | { kind: 'unreachable'; reason: string }
    /** Somebody answered with a certificate of an authority that is not known here. */
    | { kind: 'untrusted'; reason: string }
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
  proxyFor?: ProxyFor | undefined
  checkProof: (nonce: string, proof: string) => boolean
  /** Whether a server may be asked for no other reason than to see that it answers; usually it may. */
  connectivityCheck?: boolean | undefined
  /** Names the internet does not know are asked of the system: for an address of the owner's own. */
  alsoSystem?: boolean | undefined
  lookup?: ((hostname: string) => Promise<string[]>) | undefined
}): Probe {
  const {
    fetch,
    endpoints,
    timings,
    clock,
    proxyFor = noProxies,
    checkProof,
    connectivityCheck = true,
  } = deps
  const timeoutMs = timings.probeTimeoutMs
  const addressesOf = createAddressesOf({
    publicNames: createResolver({ fetch, servers: endpoints.doh, timeoutMs }),
    alsoSystem: deps.alsoSystem ?? false,
    lookup: deps.lookup,
  })

  async function get(url: URL, addresses: string[]): Promise<PlainAnswer> {
    // Behind a proxy that must be used, the proxy looks names up and direct connections fail.
    if ((await proxyFor(url)).routes[0] !== null) {
      const signal = AbortSignal.timeout(timeoutMs)
      const response = await fetch(url, { signal, redirect: 'manual', cache: 'no-store' })
      return { status: response.status, body: await readLimited(response, largestAnswer) }
    }
    const port = url.port === '' ? endpoints.edgePort : Number(url.port)
    const to = { addresses, port, ca: endpoints.edgeCa, timeoutMs }
    return withSystemTrust(() => pinnedGet(url, to))
  }

  return {
    async check(publicUrl) {
      const begun = clock.now()
      const took = () => Math.max(0, clock.now() - begun)
      const nonce = randomBytes(24).toString('base64url')
      const url = new URL('/healthz', publicUrl)
      url.searchParams.set('nonce', nonce)
      const found = await addressesOf(url.hostname)
      if (found.kind === 'missing') return { kind: 'name-missing', tookMs: took() }
      if (found.kind === 'unreachable') {
        if (found.untrusted) return { kind: 'untrusted', reason: found.reason, tookMs: took() }
        return { kind: 'unreachable', reason: `name lookup: ${found.reason}`, tookMs: took() }
      }
      try {
        const { status, body } = await get(url, found.addresses)
        if (status !== 200) return { kind: 'status', status, tookMs: took() }
        const proof = proofIn(body)
        const authentic = proof !== null && checkProof(nonce, proof)
        if (!authentic) return { kind: 'mismatch', tookMs: took() }
        return { kind: 'authentic', inside: found.inside, tookMs: took() }
      } catch (error) {
        const untrusted = untrustedCertificate(error)
        if (untrusted) return { kind: 'untrusted', reason: untrusted, tookMs: took() }
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
      } catch (error) {
        // Who shows a certificate nobody here knows is there all the same.
        return untrustedCertificate(error) !== undefined
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
