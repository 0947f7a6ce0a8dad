/**
 * A changed public address has to be registered at Auth0 as well. That needs a permission to change
 * the tenant, which is never kept: so it is done by itself only while a one-time token is in hand.
 */
import type { IdentityShown } from '../identity/shown.ts'
import type { Log } from '../base/ports.ts'

export interface FollowAddressDeps {
  /** Calls the listener when the public address may have changed. */
  onAddress: (listener: () => void) => () => void
  status: () => Promise<IdentityShown>
  /** Puts the tenant right and keeps the token for the next change. */
  apply: () => Promise<unknown>
  log: Log
}

export function followAddress({ onAddress, status, apply, log }: FollowAddressDeps): () => void {
  /** The address that is being registered, or could not be: one try for each. */
  let tried: string | null = null

  async function look(): Promise<void> {
    const { token, drift } = await status()
    if (token === null || drift === null || drift.line === tried) return
    tried = drift.line
    await apply()
  }

  return onAddress(() => {
    look().catch((error: unknown) =>
      // The owner sees the drift itself, with the line to paste.
      log.warn('identity.address-not-registered', { error: String(error) }),
    )
  })
}
