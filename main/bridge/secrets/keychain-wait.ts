/** Waits for a keychain that may be waiting for a person: says so after a while, gives up in the end. */
import { KeychainError } from './keychain-error.ts'

export interface KeychainPatience {
  /** When to give up. */
  patienceMs: number
  /** When to say that something is being waited for. */
  noticeMs: number
  onNotice: () => void
}

/** What `question` resolves to. Throws KeychainError 'locked' when nobody answers in time. */
export async function waitForKeychain<T>(
  { patienceMs, noticeMs, onNotice }: KeychainPatience,
  question: () => Promise<T>,
): Promise<T> {
  const notice = setTimeout(onNotice, noticeMs)
  let expiry: NodeJS.Timeout | undefined
  const expired = new Promise<never>((_resolve, reject) => {
    const words = `it did not answer within ${Math.round(patienceMs / 1000)} seconds`
    expiry = setTimeout(() => reject(new KeychainError('locked', words)), patienceMs)
  })
  try {
    return await Promise.race([question(), expired])
  } finally {
    clearTimeout(notice)
    clearTimeout(expiry)
  }
}
