/**
 * The sign-ins that are alive, in memory beside their rows. The check of an access token asks here
 * and nowhere else, so ending a grant is effective on the very next request, before the disk knows.
 */
import type { Store } from '../../store/types.ts'
import { integer, readsFrom, text, textOrNull } from '../rows.ts'
import type { Reads } from '../types.ts'

export interface Grants {
  isAlive(grantId: string): boolean
  /** Whose sign-in a grant that is alive is. */
  clientOf(grantId: string): string | undefined
  /** Whom a grant that is alive speaks as. */
  participantOf(grantId: string): string | undefined
  /**
   * Effective at once; resolves when on disk. A grant without a participant lets nobody in. Without
   * `reads` it reads what it read before, and a new one its own.
   */
  speakAs(grantId: string, participant: string, reads?: Reads): Promise<void>
  /** How much of the conversation a grant that is alive reads. */
  readsOf(grantId: string): Reads
  /** Effective at once; resolves when on disk. */
  setReads(grantId: string, reads: Reads): Promise<void>
  /** What a grant that is alive may do. The same set until it is narrowed. */
  scopesOf(grantId: string): ReadonlySet<string> | undefined
  /** Takes scopes away, also from tokens it has given out; never gives any. Effective at once. */
  narrow(grantId: string, scopes: readonly string[]): Promise<void>
  /** How many refresh tokens of these grants can still be used. */
  refreshTokens(grantIds: readonly string[], nowSeconds: number): number
  /** Ids of the grants of a client. */
  of(clientId: string): string[]
  /** oidc-provider stored a grant. */
  opened(grantId: string, payload: GrantPayload): void
  /** oidc-provider removed a grant. */
  closed(grantId: string): Promise<void>
  /** Ends a grant with every code and refresh token that came from it. */
  end(grantId: string): Promise<void>
  /** Ends grants no code or refresh token remains of; they only waited to be collected. */
  collect(nowSeconds: number, accessTokenSeconds: number): Promise<number>
}

/** What is looked at in what oidc-provider stores of a grant. */
export interface GrantPayload {
  clientId?: string | undefined
  /** Resource → scopes. */
  resources?: Record<string, string> | undefined
  openid?: { scope?: string | undefined } | undefined
}

/** `onChange`: a sign-in began or ended, so open streams must be looked at again. */
export function createGrants(deps: { store: Store; onChange: () => void }): Grants {
  const { store, onChange } = deps
  const clientOf = new Map<string, string>()
  const participantOf = new Map<string, string>()
  const scopesOf = new Map<string, ReadonlySet<string>>()
  /** Those that read the whole conversation. */
  const wholeReaders = new Set<string>()
  const all = `
    SELECT id, payload, participant, reads
    FROM oidc LEFT JOIN grant_participants AS p ON p.grant_id = oidc.id WHERE model = 'Grant'`
  for (const row of store.statement(all).all()) {
    remember(text(row, 'id'), JSON.parse(text(row, 'payload')))
    const participant = textOrNull(row, 'participant')
    if (participant === null) continue
    participantOf.set(text(row, 'id'), participant)
    if (readsFrom(row) === 'whole') wholeReaders.add(text(row, 'id'))
  }
  const putParticipant = store.statement(
    'INSERT OR REPLACE INTO grant_participants VALUES (?, ?, ?)',
  )
  const dropParticipant = store.statement('DELETE FROM grant_participants WHERE grant_id = ?')
  const payloadOf = store.statement(`SELECT payload FROM oidc WHERE model = 'Grant' AND id = ?`)
  const putPayload = store.statement(`UPDATE oidc SET payload = ? WHERE model = 'Grant' AND id = ?`)
  const usable = store.statement(`
    SELECT count(*) AS tokens FROM oidc
    WHERE model = 'RefreshToken' AND grant_id = ? AND expires_at > ?
      AND payload ->> '$.consumed' IS NULL`)
  const dropGrant = store.statement(`DELETE FROM oidc WHERE model = 'Grant' AND id = ?`)
  const dropFamily = store.statement('DELETE FROM oidc WHERE grant_id = ?')
  // An access token may still be good when no refresh token was ever issued with it.
  const idle = store.statement(`
    SELECT id FROM oidc AS g
    WHERE model = 'Grant'
      AND (expires_at <= ?1 OR (
        payload ->> '$.iat' <= ?1 - ?2
        AND NOT EXISTS (SELECT 1 FROM oidc AS t WHERE t.grant_id = g.id AND t.expires_at > ?1)
      ))`)

  function remember(grantId: string, payload: GrantPayload): void {
    clientOf.set(grantId, payload.clientId ?? '')
    scopesOf.set(grantId, new Set(Object.values(payload.resources ?? {}).flatMap(words)))
  }

  const readsOf = (grantId: string): Reads => (wholeReaders.has(grantId) ? 'whole' : 'own')

  function rememberReading(grantId: string, reads: Reads): void {
    if (reads === 'whole') wholeReaders.add(grantId)
    else wholeReaders.delete(grantId)
  }

  function forget(grantId: string): void {
    participantOf.delete(grantId)
    scopesOf.delete(grantId)
    wholeReaders.delete(grantId)
    if (clientOf.delete(grantId)) onChange()
  }

  async function end(grantId: string): Promise<void> {
    forget(grantId)
    await store.write(() => {
      dropFamily.run(grantId)
      dropGrant.run(grantId)
      dropParticipant.run(grantId)
    })
  }

  return {
    isAlive: (grantId) => clientOf.has(grantId),
    clientOf: (grantId) => clientOf.get(grantId),
    participantOf: (grantId) => participantOf.get(grantId),
    async speakAs(grantId, participant, reads = readsOf(grantId)) {
      participantOf.set(grantId, participant)
      rememberReading(grantId, reads)
      onChange()
      await store.write(() => putParticipant.run(grantId, participant, reads))
    },
    readsOf,
    async setReads(grantId, reads) {
      const participant = participantOf.get(grantId)
      if (participant === undefined) return
      rememberReading(grantId, reads)
      onChange()
      await store.write(() => putParticipant.run(grantId, participant, reads))
    },
    scopesOf: (grantId) => scopesOf.get(grantId),
    async narrow(grantId, scopes) {
      const kept = new Set([...(scopesOf.get(grantId) ?? [])].filter((one) => scopes.includes(one)))
      scopesOf.set(grantId, kept)
      onChange()
      // In the grant too, so that oidc-provider says the same when the client refreshes.
      await store.write(() => {
        const row = payloadOf.get(grantId)
        if (!row) return
        const payload: GrantPayload = JSON.parse(text(row, 'payload'))
        putPayload.run(JSON.stringify(narrowed(payload, kept)), grantId)
      })
    },
    refreshTokens: (grantIds, nowSeconds) =>
      grantIds.reduce((sum, id) => sum + integer(usable.get(id, nowSeconds) ?? {}, 'tokens'), 0),
    of: (clientId) => [...clientOf].filter(([, owner]) => owner === clientId).map(([id]) => id),
    opened(grantId, payload) {
      remember(grantId, payload)
      onChange()
    },
    async closed(grantId) {
      forget(grantId)
      await store.write(() => dropParticipant.run(grantId))
    },
    end,
    async collect(nowSeconds, accessTokenSeconds) {
      const rows = idle.all(nowSeconds, accessTokenSeconds)
      await Promise.all(rows.map((row) => end(text(row, 'id'))))
      return rows.length
    },
  }
}

const words = (scope: string): string[] => scope.split(' ').filter(Boolean)

/** The payload with what is kept of our scopes; those of OpenID are not about this bridge. */
function narrowed(payload: GrantPayload, kept: ReadonlySet<string>): GrantPayload {
  const only = (scope: string) =>
    words(scope)
      .filter((one) => kept.has(one) || !one.includes(':'))
      .join(' ')
  const resources = Object.entries(payload.resources ?? {}).map(([url, scope]) => [
    url,
    only(scope),
  ])
  const openid = payload.openid && { ...payload.openid, scope: only(payload.openid.scope ?? '') }
  return { ...payload, resources: Object.fromEntries(resources), ...(openid && { openid }) }
}
