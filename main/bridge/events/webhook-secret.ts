/** The secret a subscriber brings (Standard Webhooks): `whsec_` and base64 of 24 to 64 bytes. */

const prefix = 'whsec_'
/** 64 bytes as base64, with padding. */
const longest = 88

export function isWebhookSecret(value: unknown): value is string {
  if (typeof value !== 'string' || !value.startsWith(prefix)) return false
  const encoded = value.slice(prefix.length)
  if (encoded.length > longest || !/^[A-Za-z0-9+/]{1,88}={0,2}$/.test(encoded)) return false
  const bytes = Buffer.from(encoded, 'base64')
  return (
    withoutPadding(bytes.toString('base64')) === withoutPadding(encoded) &&
    bytes.length >= 24 &&
    bytes.length <= 64
  )
}

const withoutPadding = (text: string): string => text.replace(/={1,2}$/, '')
