/** A fresh RSA key for RS256. Takes a noticeable moment of a core, so tests hand in ready ones. */
import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

export interface KeyPair {
  privateKey: KeyObject
  publicKey: KeyObject
}

export type MakeKeyPair = () => Promise<KeyPair>

const generate = promisify(generateKeyPair)

export const makeKeyPair: MakeKeyPair = () => generate('rsa', { modulusLength: 2048 })
