/**
 * What an owner types for "domain" is rarely the bare domain: an address with https and a slash, the
 * discovery document, or the address of the dashboard. This finds the issuer that was meant.
 */
import { isIP } from 'node:net'
import { BridgeError } from '../../errors.ts'

export interface ProviderAddress {
  /** With https and, for Auth0, the slash at its end: exactly as its tokens name it. */
  issuer: string
  /** Without scheme, path and slash; what people call the domain. */
  host: string
}

const discoveryPath = /\/\.well-known\/(?:openid-configuration|oauth-authorization-server)\/?$/

/** Throws `invalid-input` with what to enter instead. */
export function providerAddress(provider: 'auth0' | 'oidc', typed: string): ProviderAddress {
  const url = parse(typed.trim())
  if (provider === 'auth0') {
    const host = tenantOfDashboard(url) ?? url.host
    return { issuer: `${url.protocol}//${host}/`, host }
  }
  const path = url.pathname.replace(discoveryPath, '/')
  // An issuer is compared byte for byte, so a path keeps or lacks its last slash as it was typed.
  return {
    issuer: path === '/' ? slashAsTyped(url, typed) : `${url.origin}${path}`,
    host: url.host,
  }
}

/** Whether http is bearable: only to this very computer, where nobody listens in. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname === '[::1]' ||
  (isIP(hostname) === 4 && hostname.startsWith('127.'))

function parse(typed: string): URL {
  const wrong = (problem: string): BridgeError => new BridgeError('invalid-input', { problem })
  const withScheme = /^[a-z][\w+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`
  const url = URL.parse(withScheme)
  if (typed === '' || !url || url.hostname === '') {
    throw wrong('The domain is missing: it looks like my-tenant.eu.auth0.com.')
  }
  if (url.username !== '' || url.password !== '' || url.search !== '') {
    throw wrong('The domain must not hold a user name, a password or a query.')
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw wrong('The domain is asked by https only.')
  }
  return url
}

const slashAsTyped = (url: URL, typed: string): string =>
  /[^/]\/$/.test(typed.replace(discoveryPath, '')) ? `${url.origin}/` : url.origin

/** `manage.auth0.com/dashboard/eu/my-tenant/…` is the tenant `my-tenant.eu.auth0.com`. */
function tenantOfDashboard(url: URL): string | undefined {
  if (url.hostname !== 'manage.auth0.com') return undefined
  const [, region, tenant] = /^\/dashboard\/([a-z]{2}(?:-\d)?)\/([\w-]+)/.exec(url.pathname) ?? []
  if (region === undefined || tenant === undefined) {
    throw new BridgeError('invalid-input', {
      problem: 'This is the dashboard; the domain is shown in the settings of the application.',
    })
  }
  return `${tenant}.${region}.auth0.com`
}
