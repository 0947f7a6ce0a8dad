/**
 * The few calls of Auth0's Management API the app makes. At most two a second, as the free plan allows;
 * a 429 is waited out as its headers ask. The token never leaves this file but to Auth0.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { BridgeError } from '../../base/errors.ts'
import type { Clock } from '../../base/ports.ts'
import { readLimited } from '../../base/read-limited.ts'
import { explainFault } from '../../explain/explain-fault.ts'
import { faultFrom, type UpstreamFault } from '../../explain/fault.ts'
import type { ManagementToken } from './token.ts'

export interface ManagementRequest {
  method: 'GET' | 'POST' | 'PATCH'
  /** Below `/api/v2/`. */
  path: string
  query?: Record<string, string>
  body?: unknown
  /** What it is about, for the sentence of an error: "the application". */
  about: string
}

/** Gives the parsed answer, null when it is empty. Throws BridgeError. */
export type ManagementApi = (request: ManagementRequest) => Promise<unknown>

export interface ManagementApiDeps {
  token: Pick<ManagementToken, 'apiUrl' | 'domain' | 'value'>
  fetch: typeof globalThis.fetch
  clock: Clock
  wait?: (ms: number) => Promise<unknown>
}

const betweenRequestsMs = 500
const timeoutMs = 15_000
const mostAttempts = 4
const longestWaitMs = 60_000
/** A page of a hundred applications with everything in them is far below. */
const mostBytes = 8 * 1024 * 1024

const problemSchema = z.object({ message: z.string(), errorCode: z.string().optional() })

export function createManagementApi({
  token,
  fetch,
  clock,
  wait = sleep,
}: ManagementApiDeps): ManagementApi {
  let last: Promise<unknown> = Promise.resolve()
  let notBefore = 0

  async function attempt(request: ManagementRequest): Promise<Response> {
    const ahead = notBefore - clock.now()
    if (ahead > 0) await wait(ahead)
    notBefore = clock.now() + betweenRequestsMs
    const url = new URL(request.path, token.apiUrl)
    for (const [name, value] of Object.entries(request.query ?? {}))
      url.searchParams.set(name, value)
    try {
      return await fetch(url, {
        method: request.method,
        headers: { authorization: `Bearer ${token.value}`, 'content-type': 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      })
    } catch (error) {
      throw explained(faultFrom(error, 'management'), token.domain, error)
    }
  }

  async function send(request: ManagementRequest): Promise<unknown> {
    for (let attempts = 1; ; attempts += 1) {
      const response = await attempt(request)
      if (response.status === 429) {
        const ms = askedToWait(response.headers, clock.now())
        await response.body?.cancel()
        if (attempts < mostAttempts && ms <= longestWaitMs) {
          notBefore = clock.now() + ms
          continue
        }
        throw new BridgeError('upstream-rate-limited', {
          wait: `, for ${Math.ceil(ms / 1000)} seconds`,
        })
      }
      const body = parsed(await readLimited(response, mostBytes))
      if (response.ok) return body
      throw explained(refusal(response.status, body, request.about), token.domain)
    }
  }

  return (request) => {
    // One after the other: two calls at once would both think it is their turn.
    const sent = last.then(() => send(request))
    last = sent.catch(() => {})
    return sent
  }
}

/** `Retry-After` in seconds (RFC 9110 §10.2.3), or Auth0's `x-ratelimit-reset` as a time. */
function askedToWait(headers: Headers, now: number): number {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  if (Number.isFinite(seconds) && seconds >= 0) return Math.max(1000 * seconds, betweenRequestsMs)
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN) * 1000
  return Number.isFinite(reset) && reset > now ? reset - now : 2 * betweenRequestsMs
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return text
  }
}

/** A refusal of the API as a fault; both hosts of the API (http, the auth0 program) word it so. */
export function refusal(status: number, body: unknown, about: string): UpstreamFault {
  const problem = problemSchema.safeParse(body)
  const fault: UpstreamFault = { where: 'management', status, found: about }
  fault.description = problem.success ? problem.data.message : `status ${status} for ${about}`
  return fault
}

/** The fault in the words of the catalogue. */
export function explained(fault: UpstreamFault, domain: string, cause?: unknown): BridgeError {
  const { code, details } = explainFault(fault, { provider: 'auth0', domain }) ?? {
    code: 'auth0-api-failed' as const,
    details: { reason: fault.description ?? 'no reason was given' },
  }
  return new BridgeError(code, details, { cause })
}

/** The answer in the shape the app reads. Throws `auth0-api-failed`. */
export function read<T>(schema: z.ZodType<T>, answer: unknown, about: string): T {
  const result = schema.safeParse(answer)
  if (result.success) return result.data
  throw new BridgeError('auth0-api-failed', { reason: `its answer about ${about} cannot be read` })
}
