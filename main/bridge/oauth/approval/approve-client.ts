/** The owner says yes: the client is on record from now on, and speaks as the participant named. */
import type { Clock } from '../../base/ports.ts'
import type { Approval } from './approval.ts'
import type { Approvals } from './approvals.ts'
import type { ClientRecords } from '../clients/client-records.ts'
import { assertParticipant } from './participant-name.ts'
import type { Reads } from '../types.ts'

export interface ApproveClientDeps {
  approvals: Pick<Approvals, 'approve'>
  records: ClientRecords
  clock: Clock
  onChange: () => void
}

/**
 * Participant and scopes on record are those of the newest sign-in, for the owner to see and for the
 * next suggestion; what counts is what each grant keeps. `allowed`: fewer scopes than it asked for.
 */
export async function approveClient(
  deps: ApproveClientDeps,
  number: string,
  participant: string,
  allowed?: readonly string[],
  reads?: Reads,
): Promise<Approval> {
  const { approvals, records, clock, onChange } = deps
  assertParticipant(participant)
  const approval = await approvals.approve(number, participant, allowed, reads)
  const { clientId, clientName, vendor, identifiedBy, document, scopes } = approval
  const before = records.get(clientId)
  // What somebody admitted chose for themselves is not what the owner is to be suggested.
  const suggested = approval.admitted
    ? (before?.participant ?? approval.suggestedParticipant)
    : participant
  await records.save({
    clientId,
    registeredBy: identifiedBy,
    name: clientName,
    givenName: before?.givenName ?? null,
    vendor,
    document,
    participant: suggested,
    scopes,
    reads: (approval.admitted ? before?.reads : approval.reads) ?? 'own',
    createdAt: before?.createdAt ?? clock.now(),
    lastUsedAt: before?.lastUsedAt ?? null,
    origin: approval.origin,
  })
  onChange()
  return approval
}
