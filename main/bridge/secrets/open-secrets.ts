/**
 * Decides where the secrets of a data folder are kept and opens that place: the keychain where there
 * is one, else a file; afterwards where they were before, unless DRAWBRIDGE_SECRETS says otherwise.
 * The reasons are in docs/adr/0001-where-secrets-are-kept.md.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BridgeError } from '../base/errors.ts'
import type { Log, SecretStore } from '../base/ports.ts'
import { chunked, windowsUnitLimit } from './chunks.ts'
import type { Entries } from './entries.ts'
import { openFileSecrets } from './file-secrets.ts'
import { KeychainError } from './keychain-error.ts'
import { openKeychain, type KeychainOptions } from './keychain.ts'
import { newPlaceId, readPlace, writePlace } from './place-record.ts'
import { fileWarning, keychainName, type FileReason } from './place-words.ts'
import { createSecretStore, keychainLocked } from './secret-store.ts'

export interface OpenSecretsOptions {
  dataDir: string
  log: Log
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  /** Another way into a keychain; the default is the operating system's. */
  keychain?: (options: KeychainOptions) => Promise<Entries>
}

/** Throws `keychain-locked`, or `invalid-input` for a DRAWBRIDGE_SECRETS it does not know. */
export async function openSecrets(options: OpenSecretsOptions): Promise<SecretStore> {
  const { dataDir, log } = options
  const asked = askedFor(options.env)
  const recorded = await readPlace(dataDir)
  const id = recorded?.id ?? newPlaceId()
  const path = join(dataDir, 'secrets.json')

  /** Who asked for it knows; it is told, but not warned of at every start. */
  async function inFile(reason: FileReason | 'asked'): Promise<SecretStore> {
    const file = await openFileSecrets(dataDir, path)
    if (recorded?.secrets === 'keychain') log.warn('secrets.begun-anew', { place: 'file' })
    if (recorded?.secrets !== 'file') await writePlace(dataDir, { secrets: 'file', id })
    const description = `a file only you can read: ${path}`
    const warning = reason === 'asked' ? {} : { warning: fileWarning(reason) }
    return createSecretStore(file, { kind: 'file', description, ...warning })
  }

  async function inKeychain(): Promise<SecretStore> {
    const keychain = await openOwnEntries(options, id)
    const wasEmpty = await proveOpen(keychain, id)
    if (wasEmpty && recorded?.secrets === 'keychain') log.warn('keychain.emptied')
    // A file is left behind by a move that was interrupted, or is what is to be moved now.
    if (recorded?.secrets === 'file') await copyAll(dataDir, path, keychain)
    if (recorded?.secrets !== 'keychain') await writePlace(dataDir, { secrets: 'keychain', id })
    await rm(path, { force: true })
    return createSecretStore(keychain, {
      kind: 'keychain',
      description: keychainName(options.platform),
    })
  }

  const wanted = asked ?? recorded?.secrets
  if (wanted === 'file') return inFile(asked === 'file' ? 'asked' : 'before')
  try {
    return await inKeychain()
  } catch (error) {
    if (!(error instanceof KeychainError)) throw error
    if (error.state === 'locked' || wanted === 'keychain') {
      throw keychainLocked(error, recorded?.secrets === 'keychain')
    }
    log.info('keychain.absent', { reason: error.message })
    return inFile('absent')
  }
}

function askedFor(env: NodeJS.ProcessEnv): 'file' | 'keychain' | undefined {
  const value = env['DRAWBRIDGE_SECRETS']
  if (value === undefined || value === '') return undefined
  if (value === 'file' || value === 'keychain') return value
  const problem = `DRAWBRIDGE_SECRETS is "${value}"; it can be "file" or "keychain".`
  throw new BridgeError('invalid-input', { problem })
}

/** The entries of this data folder alone: several folders share the keychain of one user. */
async function openOwnEntries(options: OpenSecretsOptions, id: string): Promise<Entries> {
  const { platform, log, keychain = openKeychain } = options
  const all = await keychain({ platform, log })
  const entries = platform === 'win32' ? chunked(all, windowsUnitLimit) : all
  const account = (name: string) => `${id}:${name}`
  return {
    get: (name) => entries.get(account(name)),
    set: (name, value) => entries.set(account(name), value),
    delete: (name) => entries.delete(account(name)),
  }
}

/**
 * A closed Secret Service answers "nothing" about an entry it does not have: only one that is there,
 * or can be written, proves that the keychain is open. True when it had to be written.
 */
async function proveOpen(keychain: Entries, id: string): Promise<boolean> {
  if ((await keychain.get('check')) === id) return false
  await keychain.set('check', id)
  if ((await keychain.get('check')) === id) return true
  throw new KeychainError('absent', 'it does not keep what it is given')
}

async function copyAll(dataDir: string, path: string, keychain: Entries): Promise<void> {
  const file = await openFileSecrets(dataDir, path)
  for (const [name, value] of file.all()) await keychain.set(name, value)
}
