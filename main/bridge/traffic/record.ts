/**
 * One row as it is kept: flat, and as it came in where looking for secrets would cost the hot path.
 * Only `shown.ts` makes something of it that leaves this folder.
 */
import type { KeptHeaders } from './kept-headers.ts'
import type { TrafficEnd, TrafficKind, TrafficOutcome, TrafficSide, TrafficStart } from './types.ts'

export interface KeptBody {
  text: string
  cut: boolean
}

export interface KeptSide {
  url: string
  headers: KeptHeaders | null
  body: KeptBody | string | null
  /** Looked through for secrets; that happens once, when somebody first asks. */
  redacted: boolean
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
  /** Method and target have been looked through for secrets. */
  redacted: boolean
  /** The id of the message it sent; undefined until somebody asks. */
  sent: string | null | undefined
}

/** Characters of one body. */
export const longestBody = 16 * 1024
/** Characters of one address: a sign-in has about 700. */
const longestUrl = 2 * 1024
const longestName = 300
/** A name of this length or less is no burden, whoever chose it. */
const shortName = 64

export function keepSide(side: TrafficSide | undefined): KeptSide | null {
  if (side === undefined) return null
  const { url = '', headers = null, body, cut = false } = side
  const kept = body === undefined ? null : keepBody(body, cut)
  return { url: keepUrl(url), headers, body: kept, redacted: false }
}

/** A long address up to the last whole part of it: what was cut may be the beginning of a secret. */
function keepUrl(url: string): string {
  if (url.length <= longestUrl) return url
  let end = longestUrl
  while (end > 0 && !'/?&#='.includes(url[end - 1] ?? '')) end -= 1
  return `${beginning(url, end)}…`
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
    const kept =
      name.length <= longestName ? beginning(name, name.length) : `${beginning(name, longestName)}…`
    if (names.size < mostNames && kept.length <= shortName) names.set(kept, kept)
    return kept
  }
}

/** A text of its own: a part of a long string would keep the whole of it in memory. */
export const beginning = (text: string, length: number): string =>
  Buffer.from(text.slice(0, length)).toString()

/** Roughly what the texts of a record take in memory; shared headers count once. */
function sizeOfSide(side: KeptSide | null): number {
  if (side === null) return 0
  const { url, body, headers } = side
  let size = url === '/mcp' ? 0 : url.length
  size += body === null ? 0 : (typeof body === 'string' ? body : body.text).length
  if (headers !== null && !headers.charged) {
    headers.charged = true
    size += headers.size
  }
  return size
}

/** One for all: 20,000 of them would take what the texts took. */
const withoutTexts: KeptSide = { url: '', headers: null, body: null, redacted: true }

/** A long name is a text, too. */
const sizeOfNames = ({ method, target }: TrafficRecord): number =>
  (method.length > shortName ? method.length : 0) + (target.length > shortName ? target.length : 0)

const shortened = (name: string): string =>
  name.length > shortName ? `${beginning(name, shortName - 1)}…` : name

/** Lets go of what takes room; the row itself stays. */
export function dropTexts(record: TrafficRecord): void {
  record.request &&= withoutTexts
  record.response &&= withoutTexts
  record.method = shortened(record.method)
  record.target = shortened(record.target)
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
  record.request = keepSide(end.request) ?? record.request
  record.response = keepSide(end.response)
  record.size = sizeOfSide(record.request) + sizeOfSide(record.response) + sizeOfNames(record)
}
