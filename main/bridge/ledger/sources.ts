/** Who received by which call, as rows: made once, known by number from then on. */
import { integer, text, type Row } from '../conversation/rows.ts'
import type { Store } from '../store/types.ts'
import type { Receiver } from './types.ts'

export interface Source extends Receiver {
  id: number
  call: string
}

export interface Sources {
  /** The number of a source that is known. */
  find(receiver: Receiver, call: string): number | undefined
  /** Only inside a write. */
  ensure(receiver: Receiver, call: string): number
  get(id: number): Source
}

const columns = ['client', 'grant_id', 'participant', 'name', 'vendor', 'via', 'call'] as const

/** As many as are looked up without the disk; a bridge has few clients, and each makes few calls. */
const mostRemembered = 1_000

export function createSources(store: Store): Sources {
  const numbers = new Map<string, number>()
  const known = new Map<number, Source>()
  const valuesOf = ({ client, grant, participant, name, vendor, via }: Receiver, call: string) => [
    client,
    grant,
    participant,
    name,
    vendor,
    via,
    call,
  ]

  function find(receiver: Receiver, call: string): number | undefined {
    const values = valuesOf(receiver, call)
    const key = values.join('\n')
    const number = numbers.get(key)
    if (number !== undefined) return number
    const row = store
      .statement(
        `SELECT id FROM ledger_sources WHERE ${columns.map((name) => `${name} = ?`).join(' AND ')}`,
      )
      .get(...values)
    if (!row) return undefined
    if (numbers.size >= mostRemembered) numbers.clear()
    numbers.set(key, integer(row, 'id'))
    return integer(row, 'id')
  }

  return {
    find,
    ensure(receiver, call) {
      const number = find(receiver, call)
      if (number !== undefined) return number
      const { lastInsertRowid } = store
        .statement(
          `INSERT INTO ledger_sources (${columns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(...valuesOf(receiver, call))
      // Remembered only when it is looked up again: this write may be undone.
      return Number(lastInsertRowid)
    },
    get(id) {
      const remembered = known.get(id)
      if (remembered) return remembered
      const row = store.statement('SELECT * FROM ledger_sources WHERE id = ?').get(id)
      const source = sourceFrom(row ?? {})
      if (known.size >= mostRemembered) known.clear()
      known.set(id, source)
      return source
    },
  }
}

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
