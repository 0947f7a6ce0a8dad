/**
 * Callbacks as they are stored: the address (its query leads to one chat of one person) and the secret,
 * sealed with AES-256-GCM under a key that is in the secret store and nowhere else.
 */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { z } from 'zod'
import type { SecretStore } from '../base/ports.ts'
import type { Callback } from './types.ts'

export interface Vault {
  /** `id`: of the subscription; what was sealed for one cannot be opened for another. */
  seal(id: string, callback: Callback): Promise<Uint8Array>
  /** Undefined when it was sealed under a key that is gone. Rejects when the secret store does. */
  open(id: string, sealed: Uint8Array): Promise<Callback | undefined>
}

const keyName = 'events-key'
const cipher = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

const callbackSchema = z.object({
  url: z.string(),
  secret: z.string(),
  previous: z.object({ secret: z.string(), until: z.number() }).optional(),
})

export function createVault(secrets: Pick<SecretStore, 'get' | 'set'>): Vault {
  let key: Promise<KeyObject | undefined> | undefined

  /** Asked of the secret store once; a keychain that is closed is asked again. */
  function known(): Promise<KeyObject | undefined> {
    key ??= secrets
      .get(keyName)
      .then((kept) => (kept === undefined ? undefined : createSecretKey(kept, 'base64url')))
      .catch((error: unknown) => {
        key = undefined
        throw error
      })
    return key
  }

  async function make(): Promise<KeyObject> {
    const fresh = randomBytes(32)
    await secrets.set(keyName, fresh.toString('base64url'))
    return createSecretKey(fresh)
  }

  async function needed(): Promise<KeyObject> {
    const kept = await known()
    if (kept) return kept
    // Two that come at once share one key.
    const made = (making ??= make().finally(() => (making = undefined)))
    key = made
    return made
  }
  let making: Promise<KeyObject> | undefined

  return {
    async seal(id, { url, secret, previous }) {
      const iv = randomBytes(ivBytes)
      const sealing = createCipheriv(cipher, await needed(), iv).setAAD(Buffer.from(id))
      const content = JSON.stringify({ url, secret, ...(previous && { previous }) })
      const body = [sealing.update(content, 'utf8'), sealing.final()]
      return Buffer.concat([iv, ...body, sealing.getAuthTag()])
    },
    async open(id, sealed) {
      const kept = await known()
      if (!kept) return undefined
      const bytes = Buffer.from(sealed)
      try {
        const opening = createDecipheriv(cipher, kept, bytes.subarray(0, ivBytes))
        opening.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(-tagBytes))
        const body = [opening.update(bytes.subarray(ivBytes, -tagBytes)), opening.final()]
        const { previous, ...callback } = callbackSchema.parse(
          JSON.parse(Buffer.concat(body).toString('utf8')),
        )
        return previous ? { ...callback, previous } : callback
      } catch {
        return undefined
      }
    },
  }
}
