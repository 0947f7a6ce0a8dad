/**
 * The sign-ins that are alive, in memory beside their rows. The check of an access token asks here
 * and nowhere else, so ending a grant is effective on the very next request, before the disk knows.
 */
import type { Store } from '../store/types.ts'
import { text, textOrNull } from './rows.ts'

export interface Grants {
  isAlive(grantId: string): boolean
  /** Whom a grant that is alive speaks as. */
  participantOf(grantId: string): string | undefined
  /** Effective at once; resolves when on disk. A grant without a participant lets nobody in. */
  speakAs(grantId: string, participant: string): Promise<void>
  /** Ids of the grants of a client. */
  of(clientId: string): string[]
  /** oidc-provider stored a grant. */
  opened(grantId: string, clientId: string): void
  /** oidc-provider removed a grant. */
  closed(grantId: string): Promise<void>
  /** Ends a grant with every code and refresh token that came from it. */
  end(grantId: string): Promise<void>
  /** Ends grants no code or refresh token remains of; they only waited to be collected. */
  collect(nowSeconds: number, accessTokenSeconds: number): Promise<number>
}

/** `onChange`: a sign-in began or ended, so open streams must be looked at again. */
export function createGrants(deps: { store: Store; onChange: () => void }): Grants {
  const { store, onChange } = deps
  const clientOf = new Map<string, string>()
  const participantOf = new Map<string, string>()
  const all = `
    SELECT id, payload ->> '$.clientId' AS client_id, participant
    FROM oidc LEFT JOIN grant_participants AS p ON p.grant_id = oidc.id WHERE model = 'Grant'`
  for (const row of store.statement(all).all()) {
    clientOf.set(text(row, 'id'), text(row, 'client_id'))
    const participant = textOrNull(row, 'participant')
    if (participant !== null) participantOf.set(text(row, 'id'), participant)
  }
  const putParticipant = store.statement('INSERT OR REPLACE INTO grant_participants VALUES (?, ?)')
  const dropParticipant = store.statement('DELETE FROM grant_participants WHERE grant_id = ?')
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

  function forget(grantId: string): void {
    participantOf.delete(grantId)
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
    participantOf: (grantId) => participantOf.get(grantId),
    async speakAs(grantId, participant) {
      participantOf.set(grantId, participant)
      onChange()
      await store.write(() => putParticipant.run(grantId, participant))
    },
    of: (clientId) => [...clientOf].filter(([, owner]) => owner === clientId).map(([id]) => id),
    opened(grantId, clientId) {
      clientOf.set(grantId, clientId)
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
