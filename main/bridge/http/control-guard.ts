/**
 * What every request to the control listener must pass before anything looks at it. A web page the
 * owner visits can make the browser send requests here, so the browser's own word about where a
 * request comes from (Host, Origin, Sec-Fetch-Site) is checked on top of the session's two secrets.
 */
import type { IncomingMessage } from 'node:http'
import { BridgeError } from '../base/errors.ts'
import type { ControlSessions } from './control-sessions.ts'
import { hasOneHost } from './one-host.ts'

/**
 * Refuses names that are not this listener's (DNS rebinding) and pages of other origins. Other
 * ports of this computer count as foreign: they are the same *site*, so SameSite does not stop them.
 */
export function checkSender(request: IncomingMessage, port: number): void {
  if (!hasOneHost(request)) {
    throw new BridgeError('malformed-request', { reason: 'not exactly one Host' })
  }
  const { host } = request.headers
  // Not `localhost`: it is also [::1], where somebody else may listen on the same port.
  if (host !== `127.0.0.1:${port}`) throw new BridgeError('unknown-origin')
  const { origin } = request.headers
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new BridgeError('origin-refused', { origin: printable(origin) })
  }
}

/** For the contract and the events: only the panel itself, never a page that merely links here. */
export function checkFetchSite(request: IncomingMessage): void {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new BridgeError('origin-refused', { origin: `another site (${printable(site)})` })
  }
}

/** Cookies ignore the port, so the name carries it: two bridges do not sign each other out. */
export const cookieName = (port: number): string => `drawbridge-panel-${port}`

/**
 * Carries the page secret. The panel's script reads it from the storage of its own address; a page
 * of another port can neither read it there nor send such a header without a CORS answer.
 */
const pageSecretHeader = 'x-drawbridge-panel'

/** Whether the browser was let in: enough for the panel's files, which are no secret. */
export function hasCookie(
  request: IncomingMessage,
  port: number,
  sessions: ControlSessions,
): boolean {
  return cookiesOf(request, port).some((cookie) => sessions.knowsCookie(cookie))
}

/** Whether it is the panel itself that asks: the cookie and the page secret of one session. */
export function isSignedIn(
  request: IncomingMessage,
  port: number,
  sessions: ControlSessions,
): boolean {
  const page = request.headers[pageSecretHeader]
  if (typeof page !== 'string') return false
  return cookiesOf(request, port).some((cookie) => sessions.isSignedIn({ cookie, page }))
}

/** All of that name: a server on another port can have set one of its own (RFC 6265 §8.6). */
function cookiesOf(request: IncomingMessage, port: number): string[] {
  const prefix = `${cookieName(port)}=`
  return (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length))
}

const printable = (text: string): string => text.replaceAll(/[^\x21-\x7e]/g, '?').slice(0, 100)
