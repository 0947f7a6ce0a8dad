/**
 * What a closed letter promises: a hash over its words and a salt. The salt is published when it opens,
 * so anybody can check that the words were not changed in between, and nobody can guess them before.
 */
import { hash, randomBytes } from 'node:crypto'

export interface Commitment {
  salt: string
  commitment: string
}

export function commitTo(text: string): Commitment {
  const salt = randomBytes(16).toString('hex')
  return { salt, commitment: commitmentOf(salt, text) }
}

/** sha256 over the salt, a line feed and the words, in hex. */
export const commitmentOf = (salt: string, text: string): string =>
  hash('sha256', `${salt}\n${text}`)
