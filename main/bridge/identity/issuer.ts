/** The address of a provider as people paste it, made into an issuer. */
import { BridgeError } from '../base/errors.ts'
import { isLoopback } from '../base/loopback.ts'
import { trimEnd } from '../base/trim-end.ts'

/**
 * Auth0 is known by its domain and names itself with a slash at the end; the issuer of another
 * provider is kept as it is, path included. Throws `upstream-domain-invalid`, `upstream-not-secure`.
 */
export function readIssuer(provider: 'auth0' | 'oidc', text: string): string {
  const domain = text.trim().slice(0, 300)
  const refuse = (reason: string) => new BridgeError('upstream-domain-invalid', { domain, reason })
  if (domain === '') throw refuse('it is empty')
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(domain) ? domain : `https://${domain}`)
  if (!url || /\s/.test(domain)) throw refuse('it is not a domain')
  if (url.username !== '' || url.password !== '') throw refuse('it contains a user name')
  if (url.search !== '' || url.hash !== '') throw refuse('it has more than a path')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('it is not a web address')
  if (url.protocol === 'http:' && !isLoopback(url.href)) {
    throw new BridgeError('upstream-not-secure', { domain })
  }
  if (provider === 'auth0') {
    if (url.hostname === 'manage.auth0.com') throw refuse('it is the dashboard, not the tenant')
    return `${url.origin}/`
  }
  // Discovery is asked below the issuer; people paste the address of its document too.
  const path = url.pathname.replace(/\/?\.well-known\/openid-configuration$/, '')
  const slash = domain.endsWith('/') ? '/' : ''
  return `${url.origin}${trimEnd(path, '/')}${slash}`
}
