/**
 * Which redirect addresses a client may have, the same for every way of becoming a client:
 * https anywhere, http only on this computer (RFC 8252 §7.3), private schemes of native apps that
 * bear a domain name of theirs, or known callbacks of known apps (§7.1, app-callbacks.ts).
 * oidc-provider then matches exactly, except that this computer is one by all its names and ports.
 */
import { loopbackHosts } from '../../base/loopback.ts'
import { appCallbackProblem } from './app-callbacks.ts'

/**
 * Why `uri` cannot be a redirect address; undefined when it can. What the owner enters by hand may be
 * a callback of an app that is not known here.
 */
export function redirectUriProblem(uri: unknown, { byHand = false } = {}): string | undefined {
  if (typeof uri !== 'string') return 'it is not a string'
  if (uri.length > 2_000) return 'it is too long'
  const url = URL.parse(uri)
  if (!url) return 'it is not an absolute address'
  if (uri.includes('#')) return 'it has a fragment'
  if (url.username !== '' || url.password !== '') return 'it contains a user name'
  if (url.protocol === 'https:') return undefined
  if (url.protocol === 'http:') {
    return loopbackHosts.has(url.hostname) ? undefined : 'http is allowed only on this computer'
  }
  return appCallbackProblem(uri, url.protocol, { byHand })
}

/** What the owner should know of an address entered by hand that no registration could bring. */
export function redirectUriWarning(uri: string): string | undefined {
  return redirectUriProblem(uri) === undefined
    ? undefined
    : `${uri} is no callback of an app that is known here: whatever program has this scheme gets the sign-in.`
}

/** Whether both are the same address of this computer, by whichever of its names and ports (RFC 8252 §7.3). */
export function sameLoopback(registered: string, asked: string): boolean {
  const [one, other] = [loopbackUrl(registered), loopbackUrl(asked)]
  return one !== undefined && other !== undefined && one === other
}

function loopbackUrl(uri: string): string | undefined {
  const url = URL.parse(uri)
  if (!url || url.protocol !== 'http:' || !loopbackHosts.has(url.hostname)) return undefined
  return url.username === '' && url.password === '' && url.hash === ''
    ? url.pathname + url.search
    : undefined
}

/**
 * Native clients may come back on any loopback port and on a private scheme; oidc-provider allows
 * both only when told so, and many clients do not say it themselves.
 */
export function applicationType(redirectUris: readonly string[]): 'native' | 'web' {
  return redirectUris.some((uri) => URL.parse(uri)?.protocol !== 'https:') ? 'native' : 'web'
}

/** Where the browser goes afterwards, as the owner reads it: a host, or all of an app's address. */
export function redirectHost(uri: string): string {
  const url = URL.parse(uri)
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.host : uri
}

/** The same on the approval page: only https names its far end by the host alone. */
export const redirectShown = (uri: string): string =>
  URL.parse(uri)?.protocol === 'https:' ? redirectHost(uri) : uri
