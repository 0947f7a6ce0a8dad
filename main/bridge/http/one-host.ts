/**
 * Two Host headers: what lies in front may have believed the other one (RFC 9112 §3.2). Node keeps the
 * first and says nothing.
 */
import type { IncomingMessage } from 'node:http'

export function hasOneHost({ rawHeaders }: IncomingMessage): boolean {
  let count = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? ''
    if (name.length === 4 && name.toLowerCase() === 'host') count += 1
  }
  return count === 1
}
