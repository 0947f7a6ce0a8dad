/**
 * oidc-provider derives addresses, cookie flags and redirects from request headers. They are set to
 * the origin before it looks, so that no Host or X-Forwarded header can move anything.
 */
import type { IncomingMessage } from 'node:http'
import type { Origin } from '../address/origin.ts'

export function pinRequest(req: IncomingMessage, origin: Origin): void {
  const { host, protocol } = new URL(origin.url)
  const { headers } = req
  for (const name of Object.keys(headers)) {
    if (name.startsWith('x-forwarded-') || name === 'forwarded') delete headers[name]
  }
  headers.host = host
  headers['x-forwarded-host'] = host
  headers['x-forwarded-proto'] = protocol.slice(0, -1)
}
