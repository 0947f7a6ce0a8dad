/** The SecretStore the bridge sees: one call after the other, errors as the owner meets them. */
import { BridgeError } from '../base/errors.ts'
import type { SecretPlace, SecretStore } from '../base/ports.ts'
import type { Entries } from './entries.ts'
import { KeychainError } from './keychain-error.ts'

export function createSecretStore(entries: Entries, place: SecretPlace): SecretStore {
  let last: Promise<unknown> = Promise.resolve()

  /** In order: keychains promise nothing about calls that overlap, and a long value takes several. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work).catch((error: unknown) => {
      throw error instanceof KeychainError ? keychainLocked(error, true) : error
    })
    last = result.catch(() => {})
    return result
  }

  return {
    place,
    get: (name) => inTurn(() => entries.get(name)),
    set: (name, value) =>
      inTurn(async () => {
        if (/[\r\n\0]/.test(value)) throw new Error(`The secret ${name} is not a single line`)
        await entries.set(name, value)
      }),
    delete: (name) => inTurn(() => entries.delete(name)),
  }
}

/** Says what the owner can do, which depends on whether there are keys in the keychain already. */
export function keychainLocked(error: KeychainError, hasKeys: boolean): BridgeError {
  const otherwise = hasKeys
    ? 'The signing keys of this data folder are in it, so none are made elsewhere.'
    : 'Or keep the secrets in a file of the data folder: set DRAWBRIDGE_SECRETS=file.'
  return new BridgeError('keychain-locked', { reason: error.message, otherwise }, { cause: error })
}
