/** What the owner can do about clients: see them, add one by hand, assign, revoke. */
import { randomBytes } from 'node:crypto'
import { BridgeError } from '../../base/errors.ts'
import { localTime } from '../../base/local-time.ts'
import type { Clock } from '../../base/ports.ts'
import type { Approvals } from '../approval/approvals.ts'
import type { Audit } from '../audit.ts'
import { shownName, type ClientRecord, type ClientRecords } from './client-records.ts'
import { hashClientSecret, newClientSecret } from './client-secrets.ts'
import type { Grants } from '../tokens/grants.ts'
import { plainLine } from '../pages/html.ts'
import { usualRedirectUris } from '../../vendors/known-clients.ts'
import { assertParticipant } from '../approval/participant-name.ts'
import { provenVendor } from './proven-vendor.ts'
import { applicationType, redirectUriProblem } from './redirect-uris.ts'
import {
  scopes as allScopes,
  type AuthorizationServer,
  type ClientSummary,
  type Reads,
} from '../types.ts'
import { guessVendorByHand } from '../../vendors/guess.ts'

export interface ClientsDeps {
  records: ClientRecords
  grants: Grants
  approvals: Approvals
  audit: Audit
  clock: Clock
  onChange: () => void
}

export function createClients(deps: ClientsDeps): AuthorizationServer['clients'] {
  const { records, grants, approvals, audit, clock, onChange } = deps
  const summary = (record: ClientRecord) =>
    summarize(record, grants, Math.floor(clock.now() / 1_000))

  function find(clientIdOrName: string): ClientRecord {
    const byId = records.get(clientIdOrName)
    if (byId) return byId
    const wanted = clientIdOrName.toLowerCase()
    const named = records.all().filter((record) => shownName(record).toLowerCase() === wanted)
    // Anybody may register a name that is taken; the client the owner approved is the one meant.
    const approved = named.filter(({ participant }) => participant !== null)
    if (approved.length === 1 && approved[0]) return approved[0]
    if (named.length > 1) {
      const which = whichOf(approved.length > 0 ? approved : named)
      throw new BridgeError('ambiguous-client', { client: clientIdOrName, which })
    }
    if (!named[0]) throw new BridgeError('unknown-client', { client: clientIdOrName })
    return named[0]
  }

  return {
    list: () => records.all().map(summary),

    lastUsed: (clientId) => isoOrNull(records.get(clientId)?.lastUsedAt ?? null),

    async add({ name, redirectUris: given, secret }) {
      const redirectUris = given.length > 0 ? given : [...usualRedirectUris]
      const clientName = plainLine(name)
      if (clientName === '')
        throw new BridgeError('invalid-input', { problem: 'A client needs a name.' })
      for (const uri of redirectUris) {
        const reason = redirectUriProblem(uri, { byHand: true })
        if (reason !== undefined) throw new BridgeError('invalid-redirect-uri', { uri, reason })
      }
      const clientSecret = secret ? newClientSecret() : undefined
      const clientId = `client-${randomBytes(9).toString('base64url')}`
      const record: ClientRecord = {
        clientId,
        registeredBy: 'manual',
        name: clientName,
        givenName: null,
        vendor: guessVendorByHand(clientName, redirectUris),
        document: {
          client_id: clientId,
          client_name: clientName,
          redirect_uris: redirectUris,
          application_type: applicationType(redirectUris),
          token_endpoint_auth_method: secret ? 'client_secret_post' : 'none',
          ...(clientSecret !== undefined && { client_secret: hashClientSecret(clientSecret) }),
        },
        participant: null,
        scopes: [],
        reads: 'own',
        createdAt: clock.now(),
        lastUsedAt: null,
        origin: null,
      }
      await records.save(record)
      audit.record('client.added', clientId, { name: clientName })
      onChange()
      return { client: summary(record), ...(clientSecret !== undefined && { clientSecret }) }
    },

    async revoke(clientIdOrName) {
      const record = find(clientIdOrName)
      const { clientId } = record
      const last = { ...summary(record), participant: null, participants: [], grants: 0, tokens: 0 }
      // In this order nothing is accepted from the first line on, whatever the disk does.
      record.participant = null
      await Promise.all([
        ...grants.of(clientId).map((grantId) => grants.end(grantId)),
        approvals.denyClient(clientId),
        records.remove(clientId),
      ])
      audit.record('client.revoked', clientId, { name: shownName(record) })
      onChange()
      return last
    },

    async assign(clientIdOrName, participant) {
      assertParticipant(participant)
      const record = find(clientIdOrName)
      if (record.participant === null) {
        const problem = `${shownName(record)} has not been approved yet.`
        throw new BridgeError('invalid-input', { problem })
      }
      record.participant = participant
      await Promise.all([
        records.save(record),
        ...grants.of(record.clientId).map((grantId) => grants.speakAs(grantId, participant)),
      ])
      audit.record('client.assigned', record.clientId, { participant })
      onChange()
      return summary(record)
    },

    async rename(clientIdOrName, name) {
      const record = find(clientIdOrName)
      const given = plainLine(name)
      record.givenName = given === '' || given === record.name ? null : given
      await records.save(record)
      audit.record('client.renamed', record.clientId, { name: shownName(record) })
      onChange()
      return summary(record)
    },

    async narrow(clientIdOrName, scopes) {
      const record = find(clientIdOrName)
      const kept = heldScopes(record, grants).filter((scope) => scopes.includes(scope))
      if (kept.length === 0) {
        const problem = 'Leave it at least one permission it has, or revoke it.'
        throw new BridgeError('invalid-input', { problem })
      }
      record.scopes = record.scopes.filter((scope) => kept.includes(scope))
      // In memory all of it counts from here on; the disk follows.
      await Promise.all([
        ...grants.of(record.clientId).map((grantId) => grants.narrow(grantId, kept)),
        records.save(record),
      ])
      audit.record('client.narrowed', record.clientId, { scopes: kept.join(' ') })
      onChange()
      return summary(record)
    },

    async setReads(clientIdOrName, reads) {
      const record = find(clientIdOrName)
      if (record.participant === null) {
        const problem = `${shownName(record)} has not been approved yet.`
        throw new BridgeError('invalid-input', { problem })
      }
      record.reads = reads
      await Promise.all([
        ...grants.of(record.clientId).map((grantId) => grants.setReads(grantId, reads)),
        records.save(record),
      ])
      audit.record('client.reads', record.clientId, { reads })
      onChange()
      return summary(record)
    },
  }
}

/** Anybody may register as often as they like; the sentence stays one that can be read. */
const mostNamed = 10

/** Ids to choose from, the one used last first. */
function whichOf(records: ClientRecord[]): string {
  const shown = records
    .toSorted((a, b) => (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0))
    .slice(0, mostNamed)
    .map(({ clientId, lastUsedAt, createdAt }) => {
      const at = localTime(new Date(lastUsedAt ?? createdAt).toISOString())
      return `${clientId} (${lastUsedAt === null ? 'never used, added' : 'last used'} ${at})`
    })
  const more = records.length - shown.length
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
}

function summarize(record: ClientRecord, grants: Grants, nowSeconds: number): ClientSummary {
  const { clientId, vendor, registeredBy, document, participant } = record
  const { createdAt, lastUsedAt, origin } = record
  const alive = grants.of(clientId)
  return {
    clientId,
    name: shownName(record),
    ownName: record.givenName === null ? null : record.name,
    vendor,
    provenVendor: provenVendor(record),
    registeredBy,
    redirectUris: document.redirect_uris,
    participant,
    participants: participantsOf(alive, grants),
    scopes: heldScopes(record, grants),
    reads: heldReads(record, alive, grants),
    createdAt: new Date(createdAt).toISOString(),
    lastUsedAt: isoOrNull(lastUsedAt),
    origin,
    grants: alive.length,
    tokens: grants.refreshTokens(alive, nowSeconds),
  }
}

/** What any of its living sign-ins may do; before there is one, what was last allowed. */
function heldScopes(record: ClientRecord, grants: Grants): string[] {
  const alive = grants.of(record.clientId)
  if (alive.length === 0) return record.scopes
  return allScopes.filter((scope) => alive.some((id) => grants.scopesOf(id)?.has(scope)))
}

/** Before there is a sign-in, what was last allowed. */
const heldReads = (record: ClientRecord, alive: string[], grants: Grants): Reads => {
  if (alive.length === 0) return record.reads
  return alive.some((grantId) => grants.readsOf(grantId) === 'whole') ? 'whole' : 'own'
}

function participantsOf(grantIds: string[], grants: Grants): string[] {
  const names = grantIds.map((grantId) => grants.participantOf(grantId))
  return [...new Set(names.filter((name) => name !== undefined))].sort()
}

const isoOrNull = (time: number | null): string | null =>
  time === null ? null : new Date(time).toISOString()
