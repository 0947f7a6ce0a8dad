/**
 * One row as it is kept: flat, and as it came in where looking for secrets would cost the hot path.
 * Only `shown.ts` makes something of it that leaves this folder.
 */
import type { KeptHeaders } from './kept-headers.ts'
import { redactBody } from './redact-body.ts'
import { redactUrl } from './redact-fields.ts'
import type { TrafficEnd, TrafficKind, TrafficOutcome, TrafficSide, TrafficStart } from './types.ts'

export interface KeptBody {
  text: string
  cut: boolean
}

export interface KeptSide {
  url: string
  headers: KeptHeaders | null
  body: KeptBody | string | null
}

export interface TrafficRecord {
  seq: number
  /** The number of its latest change; 0 while nobody was told of it. */
  change: number
  at: number
  startedAt: number
  durationMs: number | null
  kind: TrafficKind
  via: TrafficStart['via']
  method: string
  target: string
  client: string | null
  clientId: string | null
  participant: string | null
  flow: string | null
  status: number | null
  outcome: 'open' | TrafficOutcome
  code: string | null
  bytesIn: number
  bytesOut: number
  request: KeptSide | null
  response: KeptSide | null
  /** What its texts take in memory. */
  size: number
}

/** Characters of one body. */
const longestBody = 16 * 1024
const longestName = 300

/** Bodies of calls hold the owner's texts and are looked through when somebody asks for one. */
const isLookedThroughLater = (kind: TrafficKind): boolean => kind === 'mcp'

export function keepSide(kind: TrafficKind, side: TrafficSide | undefined): KeptSide | null {
  if (side === undefined) return null
  const { url = '', headers = null, body, cut = false } = side
  const text = body === undefined ? null : keepBody(body, cut)
  if (isLookedThroughLater(kind)) return { url, headers, body: text }
  return { url: redactUrl(url), headers, body: text === null ? null : redacted(text) }
}

function keepBody(text: string, cut: boolean): KeptSide['body'] {
  if (text.length <= longestBody) return cut ? { text, cut } : text
  return { text: beginning(text, longestBody), cut: true }
}

const mostNames = 500

/** Names that somebody else chose, and that come again and again: short, and one copy of each. */
export function createNameKeeper(): (name: string) => string {
  const names = new Map<string, string>()
  return (name) => {
    const known = names.get(name)
    if (known !== undefined) return known
    const kept = name.length <= longestName ? name : `${beginning(name, longestName)}…`
    if (names.size < mostNames) names.set(kept, kept)
    return kept
  }
}

/** A text of its own: a part of a long string would keep the whole of it in memory. */
const beginning = (text: string, length: number): string =>
  Buffer.from(text.slice(0, length)).toString()

const redacted = (body: KeptBody | string): KeptBody | string =>
  typeof body === 'string'
    ? redactBody(body, false)
    : { text: redactBody(body.text, body.cut), cut: body.cut }

/** Roughly what the texts of a record take in memory; shared headers count once. */
function sizeOfSide(side: KeptSide | null): number {
  if (side === null) return 0
  const { body, headers } = side
  let size = body === null ? 0 : (typeof body === 'string' ? body : body.text).length
  if (headers !== null && !headers.charged) {
    headers.charged = true
    size += headers.size
  }
  return size
}

/** One for all: 20,000 of them would take what the texts took. */
const withoutTexts: KeptSide = { url: '', headers: null, body: null }

/** Lets go of what takes room; the row itself stays. */
export function dropTexts(record: TrafficRecord): void {
  record.request &&= withoutTexts
  record.response &&= withoutTexts
  record.size = 0
}

export function endRecord(record: TrafficRecord, end: TrafficEnd, durationMs: number): void {
  record.durationMs = durationMs
  record.outcome = end.outcome
  record.status = end.status ?? null
  record.code = end.code ?? null
  record.bytesIn = end.bytesIn ?? record.bytesIn
  record.bytesOut = end.bytesOut ?? 0
  record.client = end.client ?? record.client
  record.clientId = end.clientId ?? record.clientId
  record.participant = end.participant ?? record.participant
  record.flow = end.flow ?? record.flow
  record.request = keepSide(record.kind, end.request) ?? record.request
  record.response = keepSide(record.kind, end.response)
  record.size = sizeOfSide(record.request) + sizeOfSide(record.response)
}
