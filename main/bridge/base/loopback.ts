/** Addresses that only programs on this computer can listen on (RFC 8252 §7.3). */

/** Host names as `URL.hostname` has them. */
export const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether `text` is a plain http URL of this computer. */
export function isLoopback(text: string): boolean {
  const url = URL.parse(text)
  return url?.protocol === 'http:' && loopbackHosts.has(url.hostname)
}
