/**
 * Puts right what real clients leave out or vary at /authorize and /token, before oidc-provider
 * judges the request: scope, resource, prompt. Nothing here widens what a client gets: the audience
 * of a token is always the MCP URL of the origin, and the owner always decides.
 */
import { BridgeError } from '../base/errors.ts'
import type { Limits } from './limits.ts'
import { resourceOf } from './paths.ts'
import { scopes } from './types.ts'

/** `openid` is honoured for those who ask but not advertised: asking for it is no use here. */
const accepted = new Set<string>([...scopes, 'offline_access', 'openid'])

/** Parameters of OpenID Connect that oidc-provider refuses unless `openid` is asked for. */
const openidOnly = ['acr_values', 'claims', 'claims_locales', 'id_token_hint', 'max_age', 'nonce']

/** Each sign-in is kept with its parameters, and anybody can begin one. */
export function checkAuthorizeLength(
  target: string,
  limits: Pick<Limits, 'authorizeCharacters' | 'stateCharacters'>,
): void {
  const { authorizeCharacters, stateCharacters } = limits
  if (target.length > authorizeCharacters) {
    const reason = `the address has more than ${authorizeCharacters} characters`
    throw new BridgeError('malformed-request', { reason })
  }
  const { searchParams } = new URL(target, 'http://relative.invalid')
  if ((searchParams.get('state') ?? '').length > stateCharacters) {
    const reason = `"state" has more than ${stateCharacters} characters`
    throw new BridgeError('malformed-request', { reason })
  }
}

/** The request target of /authorize (path and query) with defaults filled in. */
export function completeAuthorizeUrl(target: string, originUrl: string): string {
  const mark = target.indexOf('?')
  const path = mark < 0 ? target : target.slice(0, mark)
  const params = new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1))
  // Repeated parameters are left alone: oidc-provider refuses them (RFC 6749 §3.1).
  if (params.getAll('scope').length <= 1) {
    const asked = (params.get('scope') ?? '').split(' ').filter((scope) => accepted.has(scope))
    const ours = asked.filter((scope) => scopes.some((known) => known === scope))
    // ChatGPT reconnects without scope: it then means everything, and the owner sees everything.
    if (ours.length === 0) asked.push(...scopes)
    params.set('scope', [...new Set(asked)].join(' '))
    if (!asked.includes('openid')) for (const name of openidOnly) params.delete(name)
  }
  // The answer goes by the query, whatever is asked: a form that posts itself is more surface for
  // nothing, and without a mode an error of `response_type=token` would go by the fragment.
  params.set('response_mode', 'query')
  // The owner is asked at every sign-in, so the only prompt that says more is "do not ask".
  if (params.get('prompt') !== 'none') params.set('prompt', 'consent')
  canonicalResource(params, originUrl)
  return `${path}?${params.toString()}`
}

/**
 * The MCP URL under the spellings clients use for it. The origin itself is accepted because the
 * token is made for the MCP URL all the same; anything else stays and is `invalid_target`.
 */
export function canonicalResource(params: URLSearchParams, originUrl: string): void {
  const spellings = new Set(['', '/', '/mcp', '/mcp/'].map((path) => originUrl + path))
  const asked = params.getAll('resource')
  if (asked.length > 0 && asked.every((resource) => spellings.has(resource))) {
    params.set('resource', resourceOf(originUrl))
  }
}
