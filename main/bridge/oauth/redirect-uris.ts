/**
 * Which redirect addresses a client may have, the same for every way of becoming a client:
 * https anywhere, http only on this computer (RFC 8252 §7.3), private schemes of native apps that
 * bear a domain name of theirs, or belong to an app known by name (§7.1).
 * oidc-provider then matches exactly, except for the port of loopback addresses.
 */
import { loopbackHosts } from '../base/loopback.ts'

/**
 * Apps whose scheme has no domain name. Any other such scheme may belong to the operating system
 * (`search-ms:`, `ms-msdt:`), to the browser (`javascript:`) or to a program that acts on it.
 */
const appSchemes = new Set([
  'chatgpt:',
  'claude:',
  'codex:',
  'cursor:',
  'goose:',
  'jetbrains:',
  'lmstudio:',
  'raycast:',
  'vscode:',
  'vscode-insiders:',
  'vscodium:',
  'warp:',
  'windsurf:',
  'zed:',
])

/** RFC 8252 §7.1: a domain name of the app's maker, reversed (`com.example.app:`). */
const reverseDomain = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+:$/

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
  if (appSchemes.has(url.protocol) || reverseDomain.test(url.protocol)) return undefined
  return `${url.protocol} is not the scheme of an app (com.example.app: would be)`
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
