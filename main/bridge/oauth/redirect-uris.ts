/**
 * Which redirect addresses a client may have, the same for every way of becoming a client:
 * https anywhere, http only on this computer (RFC 8252 §7.3), private schemes of native apps (§7.1).
 * oidc-provider then matches exactly, except for the port of loopback addresses.
 */

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Schemes a browser executes or opens by itself; a redirect there is never an app. */
const dangerousSchemes = new Set([
  'javascript:',
  'data:',
  'vbscript:',
  'blob:',
  'file:',
  'filesystem:',
  'about:',
  'view-source:',
  'ws:',
  'wss:',
  'ftp:',
  'mailto:',
  'tel:',
])

/** Why `uri` cannot be a redirect address; undefined when it can. */
export function redirectUriProblem(uri: unknown): string | undefined {
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
  return dangerousSchemes.has(url.protocol)
    ? `${url.protocol} is not the scheme of an app`
    : undefined
}

/** http on this computer: whoever listens on the port receives the code. */
export function isLoopback(uri: string): boolean {
  const url = URL.parse(uri)
  return url?.protocol === 'http:' && loopbackHosts.has(url.hostname)
}

/**
 * Native clients may come back on any loopback port and on a private scheme; oidc-provider allows
 * both only when told so, and many clients do not say it themselves.
 */
export function applicationType(redirectUris: readonly string[]): 'native' | 'web' {
  return redirectUris.some((uri) => URL.parse(uri)?.protocol !== 'https:') ? 'native' : 'web'
}

/** Where the browser goes afterwards, as the owner reads it: a host, or the scheme of an app. */
export function redirectHost(uri: string): string {
  const url = URL.parse(uri)
  if (!url) return uri
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.host : `${url.protocol}//`
}
