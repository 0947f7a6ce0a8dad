/**
 * The verifier and the nonce of a sign-in under way, sealed under its `state`. The state itself is
 * only in the browser's address, so neither the database nor the address alone is enough to finish.
 */
import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto'

export interface LoginSecrets {
  verifier: string
  nonce: string
}

const cipher = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

/** What a one-time value is found by. */
export const hashOf = (value: string): string => hash('sha256', value, 'base64url')

export function seal(state: string, secrets: LoginSecrets): string {
  const iv = randomBytes(ivBytes)
  const sealing = createCipheriv(cipher, keyOf(state), iv)
  const body = [sealing.update(JSON.stringify(secrets), 'utf8'), sealing.final()]
  return Buffer.concat([iv, ...body, sealing.getAuthTag()]).toString('base64url')
}

export function unseal(state: string, sealed: string): LoginSecrets {
  const bytes = Buffer.from(sealed, 'base64url')
  const opening = createDecipheriv(cipher, keyOf(state), bytes.subarray(0, ivBytes))
  opening.setAuthTag(bytes.subarray(-tagBytes))
  const body = [opening.update(bytes.subarray(ivBytes, -tagBytes)), opening.final()]
  const secrets: LoginSecrets = JSON.parse(Buffer.concat(body).toString('utf8'))
  return secrets
}

// A state has 256 bits of chance, so it needs no slow derivation.
const keyOf = (state: string): Buffer =>
  Buffer.from(hkdfSync('sha256', state, '', 'drawbridge upstream login', 32))
