/** One sign-in that waits for the owner, or was decided; and what of it the owner is shown. */
import { isLoopback } from '../../base/loopback.ts'
import type { Person } from '../../identity/types.ts'
import type { ClientDocument, RegisteredBy } from '../clients/client-records.ts'
import type { Vendor } from '../../vendors/facts.ts'
import type { PendingApproval, Reads, Scope } from '../types.ts'

/** What a sign-in asks for. */
export interface ApprovalRequest {
  uid: string
  clientId: string
  clientName: string
  vendor: Vendor
  identifiedBy: RegisteredBy
  verifiedHost: string | null
  redirectUri: string
  redirectHost: string
  scopes: Scope[]
  origin: string
  suggestedParticipant: string
  /** What it reads if it speaks as that one; stored ones of earlier versions say nothing. */
  reads?: Reads
  /** See approval-queue.ts. */
  group: string
  trusted: boolean
  attempt: string
  /** The client as it identified itself now. */
  document: ClientDocument
}

export interface Approval extends ApprovalRequest {
  number: string
  csrf: string
  requestedAt: number
  expiresAt: number
  seenAt: number
  /** Whom the owner lets this sign-in speak as. */
  participant: string | null
  /** `cancelled` ends here; `denied` is still to be told to the client. */
  decision: 'waiting' | 'approved' | 'denied' | 'cancelled' | 'replaced' | 'finished'
  /** Whom it speaks as is to be asked after the sign-in elsewhere. */
  choose?: boolean
  /** Who signed in elsewhere for it. */
  person?: Person
  /** That is not the owner, but somebody the owner admitted. */
  admitted?: boolean
}

export function toPending(approval: Approval): PendingApproval {
  const { number, clientId, clientName, vendor, identifiedBy, verifiedHost, redirectHost } =
    approval
  const { scopes, origin, suggestedParticipant, requestedAt, expiresAt } = approval
  return {
    number,
    clientId,
    clientName,
    vendor,
    identifiedBy,
    verifiedHost,
    redirectHost,
    comesBackHere: isLoopback(approval.redirectUri),
    scopes,
    origin,
    suggestedParticipant,
    reads: approval.reads ?? 'own',
    requestedAt: new Date(requestedAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  }
}
