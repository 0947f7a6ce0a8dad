/** What went wrong at the provider, as it was met: by a redirect, an answer, or a page somebody saw. */
import type { ErrorCode, ErrorDetails } from '../base/errors.ts'

/**
 * Where it showed. `page`: the provider's own page, which never reaches the bridge. `pasted`: words
 * that somebody copied from anywhere.
 */
export type FaultPlace = 'redirect' | 'token' | 'discovery' | 'management' | 'page' | 'pasted'

export interface UpstreamFault {
  where: FaultPlace
  /** `error` of a redirect or an answer (RFC 6749 §4.1.2.1, §5.2). */
  error?: string
  /** `error_description`, the message of an API, or the text of a page. */
  description?: string
  /** HTTP status. */
  status?: number
  /** The code of openid-client or of Node: `OAUTH_…`, `ENOTFOUND`. */
  code?: string
  /** What was found in place of what was expected: an issuer, an algorithm, the name of a claim. */
  found?: string
}

/** What is known of the set-up; it makes details and links exact. */
export interface AboutSetUp {
  provider?: 'auth0' | 'oidc'
  /** Host or issuer as the owner entered it. */
  domain?: string
  clientId?: string | null
  /** The audience the bridge sends; null or left out: none. */
  audience?: string | null
  /** The callback the attempt used. */
  callback?: string
}

export interface Explanation {
  code: ErrorCode
  details: ErrorDetails
  /** The page of the dashboard where the next step is done; null for other providers. */
  link: string | null
}

type Link = Record<string, unknown>

/** A thrown error of openid-client or fetch as a fault; all messages of its causes are kept. */
export function faultFrom(thrown: unknown, where: FaultPlace): UpstreamFault {
  const chain = causesOf(thrown)
  const messages = chain.map((link) => link['message']).filter((one) => typeof one === 'string')
  const status = chain.map((link) => link['status']).find((one) => typeof one === 'number')
  const timedOut = chain.some((link) => link['name'] === 'TimeoutError')
  const named: [keyof UpstreamFault, string | undefined][] = [
    ['error', text(chain, 'error')],
    ['description', text(chain, 'error_description') ?? (messages.join(': ') || undefined)],
    ['code', timedOut ? 'OAUTH_TIMEOUT' : text(chain, 'code')],
    ['found', foundIn(chain)],
  ]
  return {
    where,
    ...(status === undefined ? {} : { status }),
    ...Object.fromEntries(named.filter(([, value]) => value !== undefined)),
  }
}

/** The first text under that name; openid-client wraps the error that says most. */
const text = (chain: Link[], name: string): string | undefined =>
  chain.map((link) => link[name]).find((one) => typeof one === 'string' && one !== '') as
    string | undefined

/** openid-client puts what it compared into the last cause: `body`, `header` or `claim`. */
function foundIn(chain: Link[]): string | undefined {
  const inside = (name: string, field: string): string | undefined => {
    const holder = chain.map((link) => link[name]).find((one) => isObject(one))
    const value = isObject(holder) ? holder[field] : undefined
    return typeof value === 'string' ? value : undefined
  }
  return (
    inside('body', 'issuer') ??
    inside('header', 'alg') ??
    text(chain, 'alg') ??
    text(chain, 'claim')
  )
}

const isObject = (value: unknown): value is Link => typeof value === 'object' && value !== null

/** The error and its causes, outermost first; what is not an object ends the chain. */
function causesOf(thrown: unknown): Link[] {
  const chain: Link[] = []
  for (let one = thrown; isObject(one) && chain.length < 6; one = one['cause']) chain.push(one)
  return chain
}
