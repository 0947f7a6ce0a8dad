/** Who received by which call, as rows: made once, known by number from then on. */
import { headOf } from '../conversation/log/chain.ts'
import { integer, text, type Row } from '../conversation/rows.ts'
import type { Store } from '../store/types.ts'
import type { Item } from './extents.ts'
import { whoOf } from './row-hash.ts'
import type { Receiver, Shown } from './types.ts'

export interface Source extends Receiver {
  id: number
  call: string
}

/** A source at work. */
export interface Receiving {
  readonly receiver: Receiver
  readonly call: string
  /** Both, as the hash of a row covers them. */
  readonly who: string
  /** Its number, once a commit has made it. */
  id: number | undefined
  /** Nothing after this entry of the log was ever given to it. */
  newest: number
}

export interface Sources {
  of(receiver: Receiver, call: string): Receiving
  /** Whether all of it is newer than anything the source was given. What is not may still not be entered. */
  areNew(source: Receiving, shown: readonly Shown[]): boolean
  given(source: Receiving, items: readonly Item[]): void
  /** Its number; only inside a write. */
  ensure(source: Receiving): number
  /** By its number. */
  stored(id: number): Receiving | undefined
}

const columns = ['client', 'grant_id', 'participant', 'name', 'vendor', 'via', 'call'] as const

/** As many as are remembered; a bridge has few clients, and each makes few calls. */
const mostRemembered = 1_000

export function createSources(store: Store): Sources {
  const known = new Map<string, Receiving>()
  /** Nothing after this was given to a source that is not remembered. */
  let newest = headOf(store).seq

  function remember(source: Receiving): Receiving {
    if (known.size >= mostRemembered) {
      for (const one of known.values()) newest = Math.max(newest, one.newest)
      known.clear()
    }
    source.newest = Math.max(source.newest, newest)
    known.set(source.who, source)
    return source
  }

  function find(values: string[]): number | undefined {
    const row = store
      .statement(
        `SELECT id FROM ledger_sources WHERE ${columns.map((name) => `${name} = ?`).join(' AND ')}`,
      )
      .get(...values)
    return row && integer(row, 'id')
  }

  return {
    of(receiver, call) {
      const who = whoOf(receiver, call)
      const source = known.get(who) ?? remember({ receiver, call, who, id: undefined, newest: 0 })
      source.id ??= find(valuesOf(receiver, call))
      return source
    },
    areNew: ({ newest: given }, shown) => shown.every((one) => 'seq' in one && one.seq > given),
    given(source, items) {
      for (const [seq] of items) source.newest = Math.max(source.newest, seq)
    },
    ensure({ id, receiver, call }) {
      if (id !== undefined) return id
      const values = valuesOf(receiver, call)
      const found = find(values)
      if (found !== undefined) return found
      const { lastInsertRowid } = store
        .statement(
          `INSERT INTO ledger_sources (${columns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(...values)
      // Remembered only when it is looked up again: this write may be undone.
      return Number(lastInsertRowid)
    },
    stored(id) {
      const row = store.statement('SELECT * FROM ledger_sources WHERE id = ?').get(id)
      if (!row) return undefined
      const { call, id: _id, ...receiver } = sourceFrom(row)
      return { receiver, call, who: whoOf(receiver, call), id, newest }
    },
  }
}

const valuesOf = (
  { client, grant, participant, name, vendor, via }: Receiver,
  call: string,
): string[] => [client, grant, participant, name, vendor, via, call]

export const sourceFrom = (row: Row): Source => ({
  id: integer(row, 'id'),
  client: text(row, 'client'),
  grant: text(row, 'grant_id'),
  participant: text(row, 'participant'),
  name: text(row, 'name'),
  vendor: text(row, 'vendor'),
  via: viaFrom(text(row, 'via')),
  call: text(row, 'call'),
})

const viaFrom = (via: string): Receiver['via'] => (via === 'link' || via === 'event' ? via : 'http')
