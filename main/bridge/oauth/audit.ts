/**
 * The audit trail of sign-in: who asked, what the owner decided, what was ended. Never a token, a
 * code, a secret or a key.
 */
import type { IdentityAuditKind } from '../identity/types.ts'
import type { Clock, Log } from '../base/ports.ts'
import { databaseBytes } from '../store/disk-reserve.ts'
import type { Store } from '../store/types.ts'
import { integer, text, textOrNull, type Row } from './rows.ts'

export type AuditKind =
  | `bridge.${'raised' | 'lowered'}`
  | 'settings.changed'
  | `data.${'backed-up' | 'purged' | 'reset'}`
  | `client.${'registered' | 'added' | 'assigned' | 'renamed' | 'narrowed' | 'reads' | 'revoked'}`
  | `approval.${'requested' | 'approved' | 'denied' | 'cancelled' | 'admitted'}`
  | `key.${'created' | 'rotated' | 'lost'}`
  | 'event.ended'
  | 'sign-in.finished'
  | 'token.issued'
  | 'token.revoked'
  | 'grant.revoked'
  | IdentityAuditKind

export interface AuditEntry {
  seq: number
  at: string
  kind: string
  clientId: string | null
  detail: AuditDetail
}

export type AuditDetail = Record<string, string | number>

export interface Audit {
  /**
   * Queued with the next commit; never fails the caller. Of what anybody can cause, nothing is kept
   * while the disk is full.
   */
  record(kind: AuditKind, clientId: string | null, detail?: AuditDetail): void
  /** The newest entries, newest first; `before` (a seq) pages backwards. */
  list(limit?: number, before?: number): AuditEntry[]
  /** What a client was last called here, also when it is gone. */
  nameOf(clientId: string): string | null
  /** Tells when there is more, once it is on disk. */
  onRecord(listener: () => void): () => void
  /** Keeps the newest `rows` of what the owner did, and as many of what anybody can cause. */
  prune(rows: number): Promise<void>
}

/** What a stranger or a busy client can cause without end: it must not push out what was decided. */
const routine: readonly AuditKind[] = [
  'client.registered',
  'approval.requested',
  'approval.cancelled',
  'token.issued',
  'token.revoked',
  'upstream.begun',
  'upstream.refused',
  'upstream.failed',
  'upstream.foreign-browser',
]

export function createAudit(deps: { store: Store; clock: Clock; log: Log }): Audit {
  const { store, clock, log } = deps
  const insert = store.statement(
    'INSERT INTO audit (at, kind, client_id, detail) VALUES (?, ?, ?, ?)',
  )
  const newest = store.statement('SELECT * FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ? + 0')
  const lastName = store.statement(`
    SELECT detail ->> '$.name' AS name FROM audit
    WHERE client_id = ? AND detail ->> '$.name' IS NOT NULL ORDER BY seq DESC LIMIT 1`)
  const listeners = new Set<() => void>()
  const kinds = routine.map((kind) => `'${kind}'`).join(', ')
  const pruneThose = (condition: string) =>
    store.statement(`
      DELETE FROM audit WHERE ${condition} AND seq <= (
        SELECT seq FROM audit WHERE ${condition} ORDER BY seq DESC LIMIT 1 OFFSET ?)`)
  const pruneRoutine = pruneThose(`kind IN (${kinds})`)
  const pruneDecisions = pruneThose(`kind NOT IN (${kinds})`)

  return {
    record(kind, clientId, detail = {}) {
      const at = clock.now()
      const payload = JSON.stringify(detail)
      if (routine.includes(kind) && !store.room.has(databaseBytes(payload.length))) {
        return log.warn('audit.disk-full', { kind })
      }
      store
        .write(() => insert.run(at, kind, clientId, payload))
        .then(() => {
          for (const listener of listeners) listener()
        })
        .catch((error: unknown) => log.error('audit.write-failed', { kind, error: String(error) }))
    },
    list: (limit = 100, before = Number.MAX_SAFE_INTEGER) => newest.all(before, limit).map(fromRow),
    nameOf(clientId) {
      const row = lastName.get(clientId)
      return row ? text(row, 'name') : null
    },
    onRecord(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async prune(rows) {
      await store.write(() => {
        pruneRoutine.run(rows)
        pruneDecisions.run(rows)
      })
    },
  }
}

function fromRow(row: Row): AuditEntry {
  const detail: AuditDetail = JSON.parse(text(row, 'detail'))
  return {
    seq: integer(row, 'seq'),
    at: new Date(integer(row, 'at')).toISOString(),
    kind: text(row, 'kind'),
    clientId: textOrNull(row, 'client_id'),
    detail,
  }
}
