/** Who is calling: decided by the credential, never by an argument. */
import { BridgeError } from '../base/errors.ts'

export const messageScopes = ['messages:read', 'messages:write'] as const
export const fileScopes = ['files:read', 'files:write'] as const
export type Scope = (typeof messageScopes)[number] | (typeof fileScopes)[number]
export const allScopes: readonly Scope[] = [...messageScopes, ...fileScopes]

export interface Caller {
  participant: string
  clientId: string
  clientName: string
  /** ChatGPT opens its sign-in only for a tool result, not for a 403; see challenge in tool-call.ts. */
  vendor: string
  scopes: ReadonlySet<string>
  via: 'http' | 'link'
}

/** What checking a credential gives; `reason` is safe to show. */
export type CallerCheck = { ok: true; caller: Caller } | { ok: false; reason: string }

/** Throws `insufficient-scope` unless the owner has given this client the permission. */
export function requireScope(caller: Caller, scope: Scope): void {
  if (!caller.scopes.has(scope)) throw new BridgeError('insufficient-scope', { scope })
}
