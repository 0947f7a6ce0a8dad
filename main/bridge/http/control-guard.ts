/**
 * What every request to the control listener must pass before anything looks at it. A web page the
 * owner visits can make the browser send requests here, so the browser's own word about where a
 * request comes from (Host, Origin, Sec-Fetch-Site) is checked on top of the cookie.
 */
import type { IncomingMessage } from 'node:http'
import { BridgeError } from '../errors.ts'
import type { ControlSessions } from './control-sessions.ts'

/**
 * Refuses names that are not this listener's (DNS rebinding) and pages of other origins. Other
 * ports of this computer count as foreign: they are the same *site*, so SameSite does not stop them.
 */
export function checkSender(request: IncomingMessage, port: number): void {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const host = request.headers.host
  if (!host || !hosts.includes(host)) throw new BridgeError('unknown-origin')
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

/** Whether the request carries the cookie of a living session. */
export function hasSession(
  request: IncomingMessage,
  port: number,
  sessions: ControlSessions,
): boolean {
  const prefix = `${cookieName(port)}=`
  return (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .some((pair) => pair.startsWith(prefix) && sessions.isValid(pair.slice(prefix.length)))
}

const printable = (text: string): string => text.replaceAll(/[^\x21-\x7e]/g, '?').slice(0, 100)
