/** Which addresses a sign-in may return to: to the letter, but for a star in the left-most label. */
import type { TenantClient } from './tenant.ts'

export function callbackAllowed(client: TenantClient, redirectUri: string): boolean {
  return client.callbacks.some(
    (callback) =>
      callback === redirectUri || (client.is_first_party && starMatches(callback, redirectUri)),
  )
}

/** One star, one label deep, never in port or path. */
function starMatches(callback: string, redirectUri: string): boolean {
  const [before, after] = callback.split('://*.')
  if (before === undefined || after === undefined || after.includes('*')) return false
  const start = `${before}://`
  if (!redirectUri.startsWith(start)) return false
  const label = redirectUri.slice(start.length).split('.', 1)[0] ?? ''
  return /^[a-z0-9-]+$/i.test(label) && redirectUri === `${start}${label}.${after}`
}

/** A callback that does not prove who the app is: programs on the same computer can take it. */
export function isLoopback(redirectUri: string): boolean {
  const { protocol, hostname } = new URL(redirectUri)
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}
