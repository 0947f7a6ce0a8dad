/** A body with its signature (Standard Webhooks), as every POST to a callback carries it. */
import { Webhook } from 'standardwebhooks'
import type { Callback } from './types.ts'

export interface Signing {
  /** The event's id, and the same on every attempt: subscribers refuse another. */
  id: string
  subscription: string
  body: string
  now: number
}

export function signedHeaders(
  { secret, previous }: Callback,
  { id, subscription, body, now }: Signing,
): Record<string, string> {
  const secrets = previous && previous.until > now ? [secret, previous.secret] : [secret]
  const at = new Date(now)
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / 1_000)),
    'webhook-signature': secrets.map((one) => new Webhook(one).sign(id, at, body)).join(' '),
    'x-mcp-subscription-id': subscription,
  }
}
