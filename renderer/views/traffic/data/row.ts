/** One row as the panel keeps it: a hundred thousand of them have to be small, so words are shared. */
import type { MethodResult } from '../../../../main/contract.ts'

type ListedRow = MethodResult<'traffic.list'>['rows'][number]

export interface Row extends Omit<ListedRow, 'at'> {
  /** Milliseconds since 1970. */
  at: number
}

/**
 * What stands for the client of a row in a filter or an address; null where nobody is known. Local
 * links share one client id, so there it is whom they speak as.
 */
export function clientKeyOf(row: Pick<Row, 'clientId' | 'client' | 'participant' | 'via'>) {
  const { clientId, client, participant, via } = row
  return via === 'local' && participant !== null ? localLinkKey(participant) : (clientId ?? client)
}

export const localLinkKey = (participant: string): string => `local-link/${participant}`

/** Different words that are shared; beyond that there are too many to be worth it. */
const MOST_WORDS = 20_000

/** Rows that repeat a word share one copy of it; each parsed answer would bring its own. */
export function createRowKeeper(): (row: ListedRow) => Row {
  let words = new Map<string, string>()
  const shared = <V extends string | null>(word: V): V => {
    if (word === null) return word
    const known = words.get(word)
    if (known !== undefined) return known as V
    if (words.size >= MOST_WORDS) words = new Map()
    words.set(word, word)
    return word
  }
  return (row) => ({
    seq: row.seq,
    at: Date.parse(row.at),
    kind: shared(row.kind),
    client: shared(row.client),
    clientId: shared(row.clientId),
    participant: shared(row.participant),
    via: shared(row.via),
    method: shared(row.method),
    target: shared(row.target),
    status: row.status,
    outcome: shared(row.outcome),
    durationMs: row.durationMs,
    bytesIn: row.bytesIn,
    bytesOut: row.bytesOut,
    flow: shared(row.flow),
    code: shared(row.code),
    message: row.message,
  })
}
