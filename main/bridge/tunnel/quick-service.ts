/**
 * Gets a quick tunnel's identity: the stored one, or exactly one new one from Cloudflare's quick
 * service. What Cloudflare answers is stored before anybody sees it, so that no crash can lose it.
 */
import { readLimited } from '../base/read-limited.ts'
import type { Clock, Log } from '../base/ports.ts'
import { untrustedCertificate } from '../base/system-trust.ts'
import type { Creations } from './creations.ts'
import { readQuickAnswer, type IdentityStore, type QuickIdentity } from './quick-identity.ts'
import type { Timings } from './timings.ts'
import type { Fetch } from './types.ts'

type Obtained =
  | { ok: true; identity: QuickIdentity; fresh: boolean }
  /** Status and text are passed on to cloudflared as they came. */
  | { ok: false; status: number; body: string }

export interface QuickService {
  /** Two callers at once share one creation. */
  obtain(userAgent: string): Promise<Obtained>
}

const largestAnswer = 64 * 1024

export function createQuickService(deps: {
  url: string
  identities: IdentityStore
  creations: Creations
  fetch: Fetch
  online: () => Promise<boolean>
  clock: Clock
  timings: Timings
  log: Log
}): QuickService {
  const { url, identities, creations, fetch, online, clock, timings, log } = deps
  let underWay: Promise<Obtained> | null = null

  async function create(userAgent: string): Promise<Obtained> {
    const blocked = creations.blocked()
    if (blocked)
      return { ok: false, status: 429, body: `not before ${new Date(blocked.until).toISOString()}` }
    let status: number
    let body: string
    let retryAfter: string | null
    try {
      const response = await fetch(`${url}/tunnel`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': userAgent },
        signal: AbortSignal.timeout(timings.quickServiceMs),
      })
      status = response.status
      retryAfter = response.headers.get('retry-after')
      body = await readLimited(response, largestAnswer)
    } catch (error) {
      const untrusted = untrustedCertificate(error)
      if (untrusted !== undefined) {
        await creations.failed('untrusted', untrusted, 0)
        return { ok: false, status: 526, body: `the certificate is not trusted (${untrusted})` }
      }
      // Without a network nothing was asked, so nothing is counted.
      if (await online()) await creations.failed('failed', 'no answer', 0)
      log.warn('tunnel.creation-failed', { reason: reasonOf(error) })
      return { ok: false, status: 504, body: 'the quick service did not answer' }
    }
    // Newer services say "too many" by status, older ones by error code 1015 in the text.
    const limited = status === 429 || body.includes('error code: 1015')
    if (limited || status >= 400 || !readQuickAnswer(body)) {
      await creations.failed(
        limited ? 'limited' : 'failed',
        `status ${status}`,
        retryAfterMs(retryAfter, clock.now()),
      )
      log.warn('tunnel.creation-failed', { status, limited })
      return { ok: false, status: status < 400 ? 502 : status, body }
    }
    let identity: QuickIdentity
    try {
      identity = await identities.keep(body)
    } catch (error) {
      // A tunnel that would be lost at the next start is not used, and not asked for in a loop.
      await creations.failed('unkept', 'the identity could not be stored', 0)
      log.error('tunnel.identity-not-stored', { reason: reasonOf(error) })
      return { ok: false, status: 503, body: 'the identity could not be stored' }
    }
    await creations.succeeded()
    log.info('tunnel.created', { hostname: identity.hostname })
    return { ok: true, identity, fresh: true }
  }

  return {
    async obtain(userAgent) {
      const stored = identities.current()
      if (stored) return { ok: true, identity: stored, fresh: false }
      underWay ??= create(userAgent).finally(() => (underWay = null))
      return underWay
    },
  }
}

/** Retry-After in seconds or as a date (RFC 9110 §10.2.3), at most a day. */
function retryAfterMs(value: string | null, now: number): number {
  if (value === null) return 0
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 86_400_000) : 0
}

function reasonOf(error: unknown): string {
  return error instanceof Error
    ? error.name === 'TimeoutError'
      ? 'timed out'
      : error.message
    : 'unknown'
}
