/** Who is calling: decided by the credential, never by an argument. */
import { BridgeError } from '../base/errors.ts'
import { linkClient, seatClient } from '../presence/client-id.ts'
import type { CallingClient } from '../presence/types.ts'

export const messageScopes = ['messages:read', 'messages:write'] as const
export const fileScopes = ['files:read', 'files:write'] as const
export type Scope = (typeof messageScopes)[number] | (typeof fileScopes)[number]
export const allScopes: readonly Scope[] = [...messageScopes, ...fileScopes]

/** How much of the conversation: all of it, or what the caller's participant wrote or was sent. */
type Reads = 'whole' | 'own'

export interface Caller {
  participant: string
  clientId: string
  clientName: string
  /** The sign-in and the base URL of the call; a link has neither. */
  signIn?: { grant: string; origin: string }
  /** ChatGPT opens its sign-in only for a tool result, not for a 403; see challenge in tool-call.ts. */
  vendor: string
  /** The vendor where that is more than the client's own word. */
  provenVendor?: string
  scopes: ReadonlySet<string>
  /** The owner decides it for each client. */
  reads: Reads
  via: 'http' | 'link'
  /** A program the bridge runs for one turn: it waits for nothing, because it is run again. */
  seat?: boolean
}

/** What checking a credential gives; `reason` is safe to show, `clientId` is for the doctor. */
export type CallerCheck =
  { ok: true; caller: Caller } | { ok: false; reason: string; clientId?: string | undefined }

/** What the caller may read, as the conversation asks for it. */
export const viewOf = ({ participant, reads, scopes }: Caller) => ({
  includeFiles: scopes.has('files:read'),
  only: reads === 'own' ? participant : undefined,
})

/** Throws `own-conversation-only` for a client that does not read the whole conversation. */
export function requireWhole({ reads }: Caller): void {
  if (reads !== 'whole') throw new BridgeError('own-conversation-only')
}

/**
 * Throws unless the owner has given the caller the permission: `insufficient-scope` to a client, which can sign in
 * again for it, `link-narrowed` to a link, which cannot.
 */
export function requireScope({ scopes, via, participant }: Caller, scope: Scope): void {
  if (scopes.has(scope)) return
  throw via === 'link'
    ? new BridgeError('link-narrowed', { scope, participant })
    : new BridgeError('insufficient-scope', { scope })
}

/** The program behind a call: the signed-in client, the link, or the program run for a turn. */
export function callingClient(caller: Caller, ownName: string | undefined): CallingClient {
  if (caller.via === 'http') return { id: caller.clientId, name: caller.clientName }
  return caller.seat === true
    ? seatClient(caller.clientName)
    : linkClient(ownName, caller.clientName)
}
