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

/**
 * What went wrong, from what the library says. macOS and Windows always have a keychain: what fails
 * there is closed. On Linux a refused prompt and silence say that there is one; no bus, no service
 * and no collection all mean that there is none.
 */
export function explainKeychain(error: unknown, platform: NodeJS.Platform): KeychainError {
  if (error instanceof KeychainError) return error
  const message = error instanceof Error ? error.message : String(error)
  const locked = (words: string) => new KeychainError('locked', words, { cause: error })
  if (/dismissed|is locked/i.test(message)) {
    return locked('it is locked, and the prompt to unlock it was dismissed or could not be shown')
  }
  if (/did not receive a reply/i.test(message)) return locked('it does not answer')
  if (platform === 'darwin' || platform === 'win32') return locked(message)
  return new KeychainError('absent', message, { cause: error })
}
