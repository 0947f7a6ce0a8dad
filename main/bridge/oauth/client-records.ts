/**
 * The clients on record: registered ones, those entered by hand, and those the owner approved. Kept
 * in memory whole (they are few: unapproved registrations have a quota) and written through.
 */
import type { Clock } from '../ports.ts'
import type { Store } from '../store/types.ts'
import type { Vendor } from './types.ts'
import { guessVendor } from './vendors.ts'
import { knownClient } from './known-clients.ts'

export type RegisteredBy = 'known' | 'cimd' | 'registered' | 'manual'

/** Client metadata as RFC 7591 names it. */
export interface ClientDocument {
  client_id: string
  client_name?: string
  redirect_uris: string[]
  client_secret?: string
  [member: string]: unknown
}

export interface ClientRecord {
  clientId: string
  registeredBy: RegisteredBy
  name: string
  vendor: Vendor
  document: ClientDocument
  /** Whom it speaks as; null until the owner approved it. */
  participant: string | null
  scopes: string[]
  createdAt: number
  lastUsedAt: number | null
}

export interface ClientRecords {
  get(clientId: string): ClientRecord | undefined
  all(): ClientRecord[]
  /** Effective at once; resolves when on disk. */
  save(record: ClientRecord): Promise<void>
  remove(clientId: string): Promise<void>
  /** Remembers a use in memory; `flush` writes it. Costs nothing per request. */
  used(record: ClientRecord): void
  flush(): Promise<void>
}

interface Row {
  client_id: string
  registered_by: RegisteredBy
  name: string
  metadata: string
  participant: string | null
  scopes: string
  created_at: number
  last_used_at: number | null
}

export function createClientRecords(deps: { store: Store; clock: Clock }): ClientRecords {
  const { store, clock } = deps
  const upsert = store.statement(`
    INSERT INTO oauth_clients VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (client_id) DO UPDATE SET
      name = excluded.name, metadata = excluded.metadata, participant = excluded.participant,
      scopes = excluded.scopes, last_used_at = excluded.last_used_at`)
  const remove = store.statement('DELETE FROM oauth_clients WHERE client_id = ?')
  const touch = store.statement('UPDATE oauth_clients SET last_used_at = ? WHERE client_id = ?')
  const rows = store.statement('SELECT * FROM oauth_clients').all() as unknown as Row[]
  const records = new Map(rows.map((row) => [row.client_id, fromRow(row)]))
  const unwritten = new Set<ClientRecord>()

  return {
    get: (clientId) => records.get(clientId),
    all: () => [...records.values()],
    async save(record) {
      records.set(record.clientId, record)
      await store.write(() =>
        upsert.run(
          record.clientId,
          record.registeredBy,
          record.name,
          JSON.stringify(record.document),
          record.participant,
          record.scopes.join(' '),
          record.createdAt,
          record.lastUsedAt,
        ),
      )
    },
    async remove(clientId) {
      records.delete(clientId)
      await store.write(() => remove.run(clientId))
    },
    used(record) {
      record.lastUsedAt = clock.now()
      unwritten.add(record)
    },
    async flush() {
      const used = [...unwritten]
      unwritten.clear()
      if (used.length === 0) return
      await store.write(() => {
        for (const { lastUsedAt, clientId } of used) touch.run(lastUsedAt, clientId)
      })
    },
  }
}

function fromRow(row: Row): ClientRecord {
  const document = JSON.parse(row.metadata) as ClientDocument
  return {
    clientId: row.client_id,
    registeredBy: row.registered_by,
    name: row.name,
    vendor: knownClient(row.client_id)?.vendor ?? guessVendor(row.name, document.redirect_uris),
    document,
    participant: row.participant,
    scopes: row.scopes === '' ? [] : row.scopes.split(' '),
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }
}
