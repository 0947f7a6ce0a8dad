/**
 * The operating system's keychain through @napi-rs/keyring. On Linux the Secret Service is named
 * explicitly: by itself the library falls back to the kernel's keyring, which forgets at reboot.
 */
import type { Log } from '../ports.ts'
import type { Entries } from './entries.ts'

const service = 'Drawbridge'

/** Why a keychain gives nothing: it is there but closed, or there is none to use. */
export type KeychainState = 'locked' | 'absent'

export class KeychainError extends Error {
  readonly state: KeychainState

  constructor(state: KeychainState, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'KeychainError'
    this.state = state
  }
}

export interface KeychainOptions {
  platform: NodeJS.Platform
  log: Log
  /** An unlock prompt that nobody answers must not hold up the start forever. */
  patienceMs?: number
  /** When to say in the log that something is being waited for. */
  noticeMs?: number
}

/** Does not touch the keychain yet. Calls throw KeychainError. */
export async function openKeychain(options: KeychainOptions): Promise<Entries> {
  const { platform, log, patienceMs = 30_000, noticeMs = 2_000 } = options
  const { AsyncEntry } = await loadLibrary()
  const entry = (account: string) =>
    new AsyncEntry(service, account, { linux: { store: 'secret-service' } })

  async function ask<T>(question: () => Promise<T>): Promise<T> {
    const notice = setTimeout(() => {
      log.info('keychain.waiting', { hint: 'an unlock prompt may be open on the desktop' })
    }, noticeMs)
    let expiry: NodeJS.Timeout | undefined
    const expired = new Promise<never>((_resolve, reject) => {
      const words = `it did not answer within ${Math.round(patienceMs / 1000)} seconds`
      expiry = setTimeout(() => reject(new KeychainError('locked', words)), patienceMs)
    })
    try {
      return await Promise.race([question(), expired])
    } catch (error) {
      throw error instanceof KeychainError ? error : explain(error, platform)
    } finally {
      clearTimeout(notice)
      clearTimeout(expiry)
    }
  }

  return {
    get: (account) => ask(async () => (await entry(account).getPassword()) ?? undefined),
    set: (account, value) => ask(() => entry(account).setPassword(value)),
    delete: (account) => ask(async () => void (await entry(account).deletePassword())),
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

/**
 * macOS and Windows always have a keychain: what fails there is closed. On Linux only a prompt that
 * was refused says so; no bus, no service and no collection all mean that there is none.
 */
function explain(error: unknown, platform: NodeJS.Platform): KeychainError {
  const message = error instanceof Error ? error.message : String(error)
  if (/dismissed|is locked/i.test(message)) {
    const words = 'it is locked, and the prompt to unlock it was dismissed or could not be shown'
    return new KeychainError('locked', words, { cause: error })
  }
  const hasOne = platform === 'darwin' || platform === 'win32'
  return new KeychainError(hasOne ? 'locked' : 'absent', message, { cause: error })
}
