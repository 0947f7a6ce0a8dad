/** How oidc-provider finds clients: the known vendors first, then the clients on record. */
import type { Adapter } from 'oidc-provider'
import type { Clock } from '../../base/ports.ts'
import type { Audit } from '../audit.ts'
import { hashClientSecret } from './client-secrets.ts'
import type { ClientDocument, ClientRecords } from './client-records.ts'
import { plainLine } from '../pages/html.ts'
import { knownClient, type KnownClient } from '../../vendors/known-clients.ts'
import { applicationType } from './redirect-uris.ts'
import { guessVendor } from '../../vendors/guess.ts'

export interface ClientAdapterDeps {
  records: ClientRecords
  clock: Clock
  audit: Audit
  onChange: () => void
}

/** Client documents reach this adapter only from registration (RFC 7591); others are saved elsewhere. */
export function createClientAdapter({
  records,
  clock,
  audit,
  onChange,
}: ClientAdapterDeps): Adapter {
  return {
    async find(id) {
      const known = knownClient(id)
      if (known) return knownDocument(known)
      const record = records.get(id)
      // A client identified by its document is read anew from there, not from our copy.
      if (!record || record.registeredBy === 'cimd') return undefined
      return record.document
    },
    async upsert(id, payload) {
      const { client_secret: secret, ...rest } = payload
      const document: ClientDocument = {
        ...rest,
        client_id: id,
        redirect_uris: [...(rest.redirect_uris ?? [])],
        ...(secret !== undefined && { client_secret: hashClientSecret(secret) }),
      }
      const name = plainLine(document.client_name ?? '') || 'A client without a name'
      await records.save({
        clientId: id,
        registeredBy: 'registered',
        name,
        givenName: null,
        vendor: guessVendor(name, document.redirect_uris),
        document,
        participant: null,
        scopes: [],
        reads: 'own',
        createdAt: clock.now(),
        lastUsedAt: null,
        origin: null,
      })
      audit.record('client.registered', id, { name })
      onChange()
    },
    async destroy(id) {
      await records.remove(id)
    },
    async findByUid() {},
    async findByUserCode() {},
    async consume() {},
    async revokeByGrantId() {},
  }
}

/** A known client as the document its vendor publishes, reduced to what is used here. */
export function knownDocument(known: KnownClient): ClientDocument {
  return {
    client_id: known.clientId,
    client_name: known.name,
    redirect_uris: known.redirectUris,
    application_type: applicationType(known.redirectUris),
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
  }
}
