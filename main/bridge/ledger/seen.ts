/** Reading the ledger: what was received of a message or file, by whom, newest first. */
import { BridgeError } from '../base/errors.ts'
import { fileKey } from '../conversation/files/file-names.ts'
import { messageSeq, position } from '../conversation/ids.ts'
import { clampLimit, integer, iso } from '../conversation/rows.ts'
import type { Store } from '../store/types.ts'
import { claimedCompany, companyOf } from './companies.ts'
import { entryFrom, entrySql } from './entry-rows.ts'
import type { LedgerEntry, LedgerReceiver, SeenRequest } from './seen-types.ts'
import { sourceFrom, type Source } from './sources.ts'

const usual = 100
const most = 1_000

/** Which rows, in SQL; `undefined`: all. */
interface Subject {
  sql: string
  values: (string | number)[]
}

export function seen(store: Store, request: SeenRequest): LedgerEntry[] {
  const limit = clampLimit(request.limit, usual, most)
  const subject = subjectOf(store, request)
  const sources = request.by === undefined ? undefined : sourcesBy(store, request.by)
  const numbers = numbersOf(store, subject, sources, request, limit)
  const rows = store.statement(entrySql).all(JSON.stringify(numbers))
  const entries = rows.map((row) => entryFrom(row))
  return request.after === undefined ? entries : entries.toReversed()
}

/** The numbers of the rows, of each part of the question by its own index. */
function numbersOf(
  store: Store,
  subject: Subject | undefined,
  sources: readonly number[] | undefined,
  { before, after }: SeenRequest,
  limit: number,
): number[] {
  const [bound, order] = after === undefined ? ['number < ?', 'DESC'] : ['number > ?', 'ASC']
  const from = after ?? before ?? Number.MAX_SAFE_INTEGER
  const pick = (index: string, where: string, ...values: (string | number)[]) =>
    store
      .statement(
        `SELECT number FROM received ${index} WHERE ${where} AND ${bound} ORDER BY number ${order} LIMIT ${limit}`,
      )
      .all(...values, from)
      .map((row) => integer(row, 'number'))
  if (subject !== undefined) {
    const only = sources === undefined ? '' : ' AND source IN (SELECT value FROM json_each(?))'
    const values = sources === undefined ? [] : [JSON.stringify(sources)]
    // Named: what one client received of it would be looked for in all that the client ever received.
    return pick('INDEXED BY received_once', subject.sql + only, ...subject.values, ...values)
  }
  if (sources === undefined) return pick('', '1')
  const all = sources.flatMap((source) => pick('', 'source = ?', source))
  return all.toSorted((a, b) => (order === 'ASC' ? a - b : b - a)).slice(0, limit)
}

function subjectOf(store: Store, { file, version, message }: SeenRequest): Subject | undefined {
  if (file !== undefined) {
    const key = fileKey(file)
    if (!store.statement('SELECT 1 FROM file_versions WHERE key = ? LIMIT 1').get(key)) {
      throw new BridgeError('unknown-file', { name: file })
    }
    const versions = 'SELECT seq FROM file_versions WHERE key = ?'
    return version === undefined
      ? { sql: `seq IN (${versions})`, values: [key] }
      : { sql: `seq IN (${versions} AND version = ?)`, values: [key, version] }
  }
  if (message === undefined) return undefined
  const seq = messageSeq(message) ?? position('log:', message)
  if (seq === undefined || !store.statement('SELECT 1 FROM log WHERE seq = ?').get(seq)) {
    throw new BridgeError('unknown-message', { id: message })
  }
  return { sql: 'seq = ?', values: [seq] }
}

const allSources = (store: Store): Source[] =>
  store.statement('SELECT * FROM ledger_sources').all().map(sourceFrom)

/** A company, participant, client or kind of client, by any of its names. */
function sourcesBy(store: Store, by: string): number[] {
  const wanted = by.trim().toLowerCase()
  return allSources(store)
    .filter((source) =>
      [
        source.client,
        source.name,
        source.participant,
        source.vendor,
        companyOf(source) ?? claimedCompany(source) ?? '',
      ]
        .map((name) => name.toLowerCase())
        .includes(wanted),
    )
    .map(({ id }) => id)
}

/** Everybody who ever received anything, those who did last first. */
export function receivers(store: Store): LedgerReceiver[] {
  const byReceiver = new Map<string, LedgerReceiver & { last: number }>()
  for (const row of store.statement('SELECT * FROM ledger_sources WHERE entries > 0').all()) {
    const { client, participant, name, vendor, via } = sourceFrom(row)
    const key = JSON.stringify([client, participant, name])
    const last = Math.max(integer(row, 'last_at'), byReceiver.get(key)?.last ?? 0)
    byReceiver.set(key, {
      client,
      participant,
      name,
      company: companyOf({ vendor, via, name }),
      says: claimedCompany({ vendor, via, name }),
      entries: integer(row, 'entries') + (byReceiver.get(key)?.entries ?? 0),
      lastAt: iso(last),
      last,
    })
  }
  return [...byReceiver.values()]
    .toSorted((a, b) => b.last - a.last)
    .map(({ last: _last, ...receiver }) => receiver)
}
