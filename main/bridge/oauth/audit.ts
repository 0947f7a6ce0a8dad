/**
 * The audit trail of sign-in: who asked, what the owner decided, what was ended. Never a token, a
 * code, a secret or a key.
 */
import type { Clock, Log } from '../ports.ts'
import type { Store } from '../store/types.ts'

export type AuditKind =
  | 'client.registered'
  | 'client.added'
  | 'client.assigned'
  | 'client.revoked'
  | 'approval.requested'
  | 'approval.approved'
  | 'approval.denied'
  | 'approval.cancelled'
  | 'sign-in.finished'
  | 'token.issued'
  | 'token.revoked'
  | 'grant.revoked'
  | 'key.created'
  | 'key.rotated'
  | 'key.lost'

export interface AuditEntry {
  seq: number
  at: string
  kind: AuditKind
  clientId: string | null
  detail: Record<string, string | number>
}

export interface Audit {
  /** Queued with the next commit; never fails the caller. */
  record(kind: AuditKind, clientId: string | null, detail?: Record<string, string | number>): void
  /** The newest entries, newest first. */
  list(limit?: number): AuditEntry[]
  /** Keeps the newest `rows`. */
  prune(rows: number): Promise<void>
}

interface AuditRow {
  seq: number
  at: number
  kind: AuditKind
  client_id: string | null
  detail: string
}

export function createAudit(deps: { store: Store; clock: Clock; log: Log }): Audit {
  const { store, clock, log } = deps
  const insert = store.statement(
    'INSERT INTO audit (at, kind, client_id, detail) VALUES (?, ?, ?, ?)',
  )
  const newest = store.statement('SELECT * FROM audit ORDER BY seq DESC LIMIT ?')
  const prune = store.statement('DELETE FROM audit WHERE seq <= (SELECT max(seq) FROM audit) - ?')

  return {
    record(kind, clientId, detail = {}) {
      const at = clock.now()
      store
        .write(() => insert.run(at, kind, clientId, JSON.stringify(detail)))
        .catch((error: unknown) => log.error('audit.write-failed', { kind, error: String(error) }))
    },
    list(limit = 100) {
      const rows = newest.all(limit) as unknown as AuditRow[]
      return rows.map((row) => ({
        seq: row.seq,
        at: new Date(row.at).toISOString(),
        kind: row.kind,
        clientId: row.client_id,
        detail: JSON.parse(row.detail) as AuditEntry['detail'],
      }))
    },
    async prune(rows) {
      await store.write(() => prune.run(rows))
    },
  }
}
