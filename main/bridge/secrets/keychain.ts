/**
 * The operating system's keychain through @napi-rs/keyring. On Linux the Secret Service is named
 * explicitly: by itself the library falls back to the kernel's keyring, which forgets at reboot.
 */
import type { Log } from '../base/ports.ts'
import type { Entries } from './entries.ts'
import { explainKeychain, KeychainError } from './keychain-error.ts'
import { waitForKeychain } from './keychain-wait.ts'

const service = 'Drawbridge'

export interface KeychainOptions {
  platform: NodeJS.Platform
  log: Log
}

/** Does not touch the keychain yet. Calls throw KeychainError. */
export async function openKeychain({ platform, log }: KeychainOptions): Promise<Entries> {
  const { AsyncEntry } = await loadLibrary()
  const patience = {
    patienceMs: 30_000,
    noticeMs: 2_000,
    onNotice: () => log.info('keychain.waiting', { hint: 'is an unlock prompt open?' }),
  }

  /** Making an entry already reaches for the Secret Service, so it belongs to the question. */
  async function ask<T>(
    account: string,
    question: (entry: InstanceType<typeof AsyncEntry>) => Promise<T>,
  ): Promise<T> {
    try {
      return await waitForKeychain(patience, async () =>
        question(new AsyncEntry(service, account, { linux: { store: 'secret-service' } })),
      )
    } catch (error) {
      throw explainKeychain(error, platform)
    }
  }

  return {
    get: (account) => ask(account, async (entry) => (await entry.getPassword()) ?? undefined),
    set: (account, value) => ask(account, (entry) => entry.setPassword(value)),
    delete: (account) => ask(account, async (entry) => void (await entry.deletePassword())),
  }
}

/** The library is native code; systems it was not built for have no keychain for us. */
async function loadLibrary() {
  try {
    return await import('@napi-rs/keyring')
  } catch (error) {
    throw new KeychainError('absent', 'its library does not run here', { cause: error })
  }
}
