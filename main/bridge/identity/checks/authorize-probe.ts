/**
 * What the provider would do with a sign-in, without signing in: an authorize request whose answer is
 * read and not followed. Mistakes in client or callback show on a page (RFC 6749 §4.1.2.1), others in
 * a redirect back; a login page means that the provider has no objection so far.
 */
import { createHash, randomBytes } from 'node:crypto'
import { explainFault } from '../../explain/explain-fault.ts'
import { faultFrom, type AboutSetUp, type Explanation } from '../../explain/fault.ts'
import { plainWords } from '../../explain/plain-words.ts'
import type { Discovery } from './discovery.ts'
import { readLimited } from '../../base/read-limited.ts'

export type AuthorizeAnswer =
  /** A page to sign in at. */
  | { kind: 'login' }
  /** Something is wrong; `back` when it came by the callback, which is registered then. */
  | { kind: 'explained'; explanation: Explanation; back: boolean }
  | { kind: 'strange'; said: string; back: boolean }

const timeoutMs = 10_000

export async function probeAuthorize(
  fetch: typeof globalThis.fetch,
  discovery: Discovery,
  request: { clientId: string; callback: string; audience: string | null },
  about: AboutSetUp,
): Promise<AuthorizeAnswer> {
  const { clientId, callback, audience } = request
  const random = (): string => randomBytes(32).toString('base64url')
  const url = new URL(discovery.authorization_endpoint)
  const params = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callback,
    scope: 'openid profile email',
    state: random(),
    nonce: random(),
    code_challenge: createHash('sha256').update(random()).digest('base64url'),
    code_challenge_method: 'S256',
    ...(audience === null ? {} : { audience }),
  }
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await readLimited(response)
    const location = response.headers.get('location')
    const target = location === null ? null : URL.parse(location, url)
    return target
      ? redirected(target, callback, about)
      : page(response.status, text, { ...about, callback })
  } catch (error) {
    const explanation = explainFault(faultFrom(error, 'discovery'), about)
    if (explanation) return { kind: 'explained', explanation, back: false }
    return { kind: 'strange', said: 'it could not be asked', back: false }
  }
}

function redirected(target: URL, callback: string, about: AboutSetUp): AuthorizeAnswer {
  const back = `${target.origin}${target.pathname}` === callback
  const error = target.searchParams.get('error')
  // A tenant may have an error page elsewhere; it is told the same in the same words.
  if (error === null) return { kind: 'login' }
  const description = target.searchParams.get('error_description') ?? ''
  const explanation = explainFault(
    { where: back ? 'redirect' : 'page', error, description },
    { ...about, callback },
  )
  return explanation
    ? { kind: 'explained', explanation, back }
    : { kind: 'strange', said: `${error}: ${description}`, back }
}

function page(status: number, html: string, about: AboutSetUp): AuthorizeAnswer {
  // A login page may speak of anything; only a refusal is searched for what the table knows.
  if (status < 400) return { kind: 'login' }
  const description = plainWords(html.replaceAll(/<[^<>]*>/g, ' '))
  const explanation = explainFault({ where: 'page', description }, about)
  return explanation
    ? { kind: 'explained', explanation, back: false }
    : { kind: 'strange', said: `a page with status ${status}`, back: false }
}
