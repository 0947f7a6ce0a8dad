/** The one management token in hand: in memory only, gone when forgotten, expired or at the end. */
import { BridgeError } from '../../base/errors.ts'
import type { Clock } from '../../base/ports.ts'
import { readManagementToken, type ManagementToken } from './token.ts'

export interface TokenInHand {
  /** Throws `auth0-token-unreadable` or `auth0-token-expired`. */
  take(pasted: string): ManagementToken
  /** Undefined when there is none, or it has expired. */
  get(): ManagementToken | undefined
  /** Throws `auth0-token-needed`. */
  need(): ManagementToken
  forget(): void
  /** What the owner may see of it: never its value. */
  shown(): { domain: string; expiresAt: string; scopes: string[] } | null
  onChange(listener: () => void): () => void
}

export function createTokenInHand(clock: Clock): TokenInHand {
  let token: ManagementToken | undefined
  const listeners = new Set<() => void>()

  function put(next: ManagementToken | undefined): void {
    const changed = token !== next
    token = next
    if (changed) for (const listener of listeners) listener()
  }

  function get(): ManagementToken | undefined {
    // Looked at when it is wanted, so no timer holds it.
    if (token && token.expiresAt <= clock.now()) token = undefined
    return token
  }

  return {
    take(pasted) {
      const read = readManagementToken(pasted, clock.now())
      put(read)
      return read
    },
    get,
    need() {
      const found = get()
      if (!found) throw new BridgeError('auth0-token-needed')
      return found
    },
    forget: () => put(undefined),
    shown() {
      const found = get()
      if (!found) return null
      const { domain, expiresAt, scopes } = found
      return { domain, expiresAt: new Date(expiresAt).toISOString(), scopes }
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
