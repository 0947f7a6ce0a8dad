/** An error of a listener itself, before any of its routes has taken the request. */
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { BridgeError } from '../base/errors.ts'

export function sendError(
  res: ServerResponse,
  error: BridgeError,
  headers: OutgoingHttpHeaders = {},
): void {
  const { seconds } = error.details
  res.writeHead(error.status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    ...(seconds !== undefined && { 'retry-after': String(seconds) }),
    ...headers,
  })
  res.end(JSON.stringify({ error: error.answer() }))
}
