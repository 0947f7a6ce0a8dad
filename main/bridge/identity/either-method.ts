/**
 * How the client secret is sent, where a provider offers both ways and says only by a refusal which one
 * this application has: Authelia's default is Basic, others register POST. A refused client is tried once
 * in the other way; the code is not used up by that, for the client is checked first (RFC 6749 §4.1.3).
 */
import type { CustomFetch, CustomFetchOptions } from 'openid-client'
import { isObject } from '../base/is-object.ts'
import { readLimitedJson } from '../base/read-limited.ts'

export type SecretMethod = 'client_secret_post' | 'client_secret_basic'

export interface Credentials {
  clientId: string
  clientSecret: string
}

/** OIDC Core §9: `client_secret_basic` is what a provider has that does not say. */
export const methodsOffered = (listed: readonly string[] | undefined): SecretMethod[] => {
  const both = ['client_secret_post', 'client_secret_basic'] as const
  const offered = both.filter((method) => listed?.includes(method))
  return offered.length > 0 ? offered : ['client_secret_basic']
}

/** Puts the credentials where the method has them, and takes them away elsewhere. */
export function authenticate(
  method: SecretMethod,
  { clientId, clientSecret }: Credentials,
  headers: Headers,
  body: URLSearchParams,
): void {
  headers.delete('authorization')
  body.delete('client_id')
  body.delete('client_secret')
  if (method === 'client_secret_post') {
    body.set('client_id', clientId)
    body.set('client_secret', clientSecret)
    return
  }
  // Each part is form-encoded before it goes into the pair (RFC 6749 §2.3.1).
  const pair = [clientId, clientSecret].map((part) =>
    new URLSearchParams({ '': part }).toString().slice(1),
  )
  headers.set('authorization', `Basic ${Buffer.from(pair.join(':')).toString('base64')}`)
}

const largestAnswer = 64 * 1024
const refusals: ReadonlySet<unknown> = new Set([
  'invalid_client',
  'unauthorized_client',
  // Auth0's, with status 401.
  'access_denied',
])

/** The client itself was refused, and not what it asked for. */
export async function refusesClient(answer: Response): Promise<boolean> {
  if (answer.status !== 401 && answer.status !== 400) return false
  const said: unknown = await readLimitedJson(answer.clone(), largestAnswer).catch(() => undefined)
  const error = isObject(said) ? said['error'] : undefined
  return answer.status === 401 ? refusals.has(error) : error === 'invalid_client'
}

/** A fetch for the token endpoint that finds out which way is taken, and goes on in that way. */
export function createEitherMethod(options: {
  fetch: CustomFetch
  tokenEndpoint: string
  offered: readonly SecretMethod[]
  credentials: Credentials
}): CustomFetch {
  const { fetch, tokenEndpoint, offered, credentials } = options
  const [first, other] = offered
  let taken = first
  const by = (method: SecretMethod, given: CustomFetchOptions): CustomFetchOptions => {
    const headers = new Headers(given.headers)
    const body = new URLSearchParams(given.body as URLSearchParams)
    authenticate(method, credentials, headers, body)
    return { ...given, headers: Object.fromEntries(headers), body }
  }
  return async (url, given) => {
    if (url !== tokenEndpoint || taken === undefined || other === undefined)
      return fetch(url, given)
    const answer = await fetch(url, by(taken, given))
    if (taken === other || !(await refusesClient(answer))) return answer
    const second = await fetch(url, by(other, given))
    if (await refusesClient(second)) return answer
    taken = other
    return second
  }
}
