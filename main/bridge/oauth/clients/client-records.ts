/**
 * The clients on record: registered ones, those entered by hand, and those the owner approved. Kept
 * in memory whole (they are few: unapproved registrations have a quota) and written through.
 */
import type { Clock } from '../../base/ports.ts'
import type { Store } from '../../store/types.ts'
import { integer, integerOrNull, readsFrom, text, textOrNull, type Row } from '../rows.ts'
import type { Vendor } from '../../vendors/facts.ts'
import type { Reads } from '../types.ts'
import { guessVendor, guessVendorByHand } from '../../vendors/guess.ts'
import { knownClient } from '../../vendors/known-clients.ts'

const waysToRegister = ['known', 'cimd', 'registered', 'manual'] as const
export type RegisteredBy = (typeof waysToRegister)[number]

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
  /** What it calls itself. */
  name: string
  /** What the owner calls it instead. */
  givenName: string | null
  vendor: Vendor
  document: ClientDocument
  /**
   * Whom its newest sign-in speaks as; null until the owner approved one. Each grant has its own
   * (grants.ts): people share the client id of a vendor.
   */
  participant: string | null
  scopes: string[]
  /** What its newest sign-in reads, for the next suggestion; what counts is each grant's own. */
  reads: Reads
  createdAt: number
  lastUsedAt: number | null
  /** The origin of its newest approved sign-in. */
  origin: string | null
}

/** What it is called wherever the owner or a model reads of it. */
export const shownName = ({ name, givenName }: Pick<ClientRecord, 'name' | 'givenName'>): string =>
  givenName ?? name

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

export interface ClientRecordsDeps {
  store: Store
  clock: Clock
  /** A client called for the first time: only now it counts as connected. */
  onFirstUse: () => void
}

export function createClientRecords(deps: ClientRecordsDeps): ClientRecords {
  const { store, clock, onFirstUse } = deps
  const upsert = store.statement(`
    INSERT INTO oauth_clients VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (client_id) DO UPDATE SET
      name = excluded.name, metadata = excluded.metadata, participant = excluded.participant,
      scopes = excluded.scopes, last_used_at = excluded.last_used_at, origin = excluded.origin,
      given_name = excluded.given_name, reads = excluded.reads`)
  const remove = store.statement('DELETE FROM oauth_clients WHERE client_id = ?')
  const touch = store.statement('UPDATE oauth_clients SET last_used_at = ? WHERE client_id = ?')
  const rows = store.statement('SELECT * FROM oauth_clients').all()
  const records = new Map(rows.map((row) => [text(row, 'client_id'), fromRow(row)]))
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
          record.origin,
          record.givenName,
          record.reads,
        ),
      )
    },
    async remove(clientId) {
      records.delete(clientId)
      await store.write(() => remove.run(clientId))
    },
    used(record) {
      const first = record.lastUsedAt === null
      record.lastUsedAt = clock.now()
      unwritten.add(record)
      if (first) onFirstUse()
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
  const clientId = text(row, 'client_id')
  const name = text(row, 'name')
  const scopes = text(row, 'scopes')
  const document: ClientDocument = JSON.parse(text(row, 'metadata'))
  const way = registeredBy(text(row, 'registered_by'))
  const guess = way === 'manual' ? guessVendorByHand : guessVendor
  return {
    clientId,
    registeredBy: way,
    name,
    givenName: textOrNull(row, 'given_name'),
    vendor: knownClient(clientId)?.vendor ?? guess(name, document.redirect_uris),
    document,
    participant: textOrNull(row, 'participant'),
    scopes: scopes === '' ? [] : scopes.split(' '),
    reads: readsFrom(row),
    createdAt: integer(row, 'created_at'),
    lastUsedAt: integerOrNull(row, 'last_used_at'),
    origin: textOrNull(row, 'origin'),
  }
}

function registeredBy(value: string): RegisteredBy {
  const found = waysToRegister.find((way) => way === value)
  if (!found) throw new TypeError(`a client cannot be registered by ${value}`)
  return found
}
