/** What the owner is asked about a client, put together from its identity and its request. */
import type { Client } from 'oidc-provider'
import type { ApprovalRequest } from './approval.ts'
import type { ClientRecords, RegisteredBy } from '../clients/client-records.ts'
import { plainLine } from '../pages/html.ts'
import { knownClient } from '../../vendors/known-clients.ts'
import { redirectHost } from '../clients/redirect-uris.ts'
import { knownScopes } from '../pages/scope-words.ts'
import type { Origin } from '../../address/origin.ts'
import { guessVendor, guessVendorByHand } from '../../vendors/guess.ts'
import { suggestParticipant } from '../../vendors/suggested-name.ts'

export interface ApprovalRequestInput {
  uid: string
  params: Record<string, unknown>
  client: InstanceType<typeof Client>
  records: Pick<ClientRecords, 'get'>
  origin: Origin
}

export function approvalRequest(input: ApprovalRequestInput): ApprovalRequest {
  const { uid, params, client, records, origin } = input
  const text = (name: string) => (typeof params[name] === 'string' ? params[name] : '')
  const { clientId } = client
  const record = records.get(clientId)
  const known = knownClient(clientId)
  const redirectUris = [...(client.redirectUris ?? [])]
  const identifiedBy: RegisteredBy = known ? 'known' : (record?.registeredBy ?? 'cimd')
  const clientName = plainLine(client.clientName ?? '') || fallbackName(clientId, identifiedBy)
  const guess = identifiedBy === 'manual' ? guessVendorByHand : guessVendor
  const vendor = known?.vendor ?? guess(clientName, redirectUris)
  const byUrl = identifiedBy === 'known' || identifiedBy === 'cimd'
  const approvedBefore = record !== undefined && record.participant !== null
  return {
    uid,
    clientId,
    clientName,
    vendor,
    identifiedBy,
    verifiedHost: byUrl ? new URL(clientId).host : null,
    redirectUri: text('redirect_uri'),
    redirectHost: redirectHost(text('redirect_uri')),
    scopes: knownScopes(text('scope')),
    origin: origin.url,
    reads: approvedBefore ? record.reads : 'own',
    suggestedParticipant: record?.participant ?? suggestParticipant(vendor, clientName),
    group: known ? `known:${known.name}` : clientId,
    trusted: identifiedBy === 'known' || identifiedBy === 'manual' || approvedBefore,
    attempt: `${clientId} ${text('redirect_uri')} ${text('state') || uid}`,
    document: record?.document ?? {
      ...client.metadata(),
      client_id: clientId,
      redirect_uris: redirectUris,
    },
  }
}

const fallbackName = (clientId: string, identifiedBy: RegisteredBy): string =>
  identifiedBy === 'cimd' ? new URL(clientId).host : 'A client without a name'
