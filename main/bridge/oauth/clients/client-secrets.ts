/**
 * Secrets of confidential clients. They are random and long, so a plain hash is enough to make a
 * leaked database useless; slow hashes are for secrets people choose.
 */
import { hash, randomBytes } from 'node:crypto'
import { sameText } from '../../base/same-text.ts'

const prefix = 'sha256:'

export const newClientSecret = (): string => randomBytes(32).toString('base64url')

/** What is stored instead of the secret. */
export const hashClientSecret = (secret: string): string =>
  prefix + hash('sha256', secret, 'base64url')

/** Compares in constant time. A stored value that is not a hash matches nothing. */
export function clientSecretMatches(stored: string | undefined, presented: string): boolean {
  if (!stored?.startsWith(prefix)) return false
  return sameText(hashClientSecret(presented), stored)
}
