/** What a sign-in may do now, for what outlives a request: the same questions the check of a token asks. */
import { shownName, type ClientRecords } from '../clients/client-records.ts'
import type { Grants } from './grants.ts'
import type { AuthorizationServer } from '../types.ts'

export function standingOf(
  grant: string,
  { grants, records }: { grants: Grants; records: Pick<ClientRecords, 'get'> },
): ReturnType<AuthorizationServer['standing']> {
  const clientId = grants.clientOf(grant)
  const participant = grants.participantOf(grant)
  const scopes = grants.scopesOf(grant)
  const record = clientId === undefined ? undefined : records.get(clientId)
  if (!record || record.participant === null || participant === undefined || !scopes) {
    return undefined
  }
  return { clientId: record.clientId, clientName: shownName(record), participant, scopes }
}
