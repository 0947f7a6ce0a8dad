/**
 * What leaves this folder: rows and details in the words of the contract, without any secret. Looking
 * for secrets takes a while, so it is done when somebody first asks, and what was found is kept in the
 * place of the text.
 */
import type { z } from 'zod'
import type { trafficDetailSchema, trafficRowSchema } from '../../contract/traffic.ts'
import { shownHeaders } from './kept-headers.ts'
import { beginning, longestBody, type KeptSide, type TrafficRecord } from './record.ts'
import { redactBody } from './redact-body.ts'
import { redactUrl } from './redact-fields.ts'
import { redactText } from './redact-text.ts'
import { sentBy } from './sent.ts'

/** With the id of the message in place of the message, which only the conversation knows. */
type WithId<T> = Omit<T, 'message'> & { sent: string | null }
export type TrafficRow = WithId<z.infer<typeof trafficRowSchema>>
export type AnonymousRow = Omit<TrafficRow, 'sent'>
export type TrafficDetail = WithId<z.infer<typeof trafficDetailSchema>>

/** `base` makes the numbers of this start greater than those of earlier ones. */
export function shownRow(record: TrafficRecord, base: number): TrafficRow {
  if (!record.redacted) {
    record.method = redactText(record.method)
    record.target = redactUrl(record.target)
    record.redacted = true
  }
  return {
    seq: base + record.seq,
    at: new Date(record.at).toISOString(),
    kind: record.kind,
    client: record.client === null ? null : redactText(record.client),
    clientId: record.clientId,
    participant: record.participant,
    via: record.via,
    method: record.method,
    target: record.target,
    status: record.status,
    outcome: record.outcome,
    durationMs: record.durationMs,
    bytesIn: record.bytesIn,
    bytesOut: record.bytesOut,
    flow: record.flow,
    code: record.code,
    sent: sentIn(record),
  }
}

/** Found once: later the answer may have been let go of. */
function sentIn(record: TrafficRecord): string | null {
  if (record.outcome === 'open') return null
  if (record.sent === undefined) record.sent = sentBy(record)
  return record.sent
}

export function shownDetail(record: TrafficRecord, base: number): TrafficDetail {
  const { request, response } = record
  return {
    ...shownRow(record, base),
    request: request && { ...shownSide(request, record.bytesIn), url: request.url },
    response: response && shownSide(response, record.bytesOut),
  }
}

function shownSide(side: KeptSide, bytes: number) {
  if (!side.redacted) redactSide(side)
  const { headers, body } = side
  const [text, cut] = typeof body === 'string' ? [body, false] : [body?.text ?? null, !!body?.cut]
  return { headers: shownHeaders(headers), body: { text, bytes, cut } }
}

function redactSide(side: KeptSide): void {
  const { body } = side
  side.url = redactUrl(side.url)
  side.redacted = true
  if (body === null) return
  const [given, cut] = typeof body === 'string' ? [body, false] : [body.text, body.cut]
  const text = redactBody(given, cut)
  // What hides a secret may be longer than the secret.
  const tooLong = text.length > longestBody
  side.body =
    tooLong || cut ? { text: tooLong ? beginning(text, longestBody) : text, cut: true } : text
}

/** Tools and paths; not addresses of resources, nor the tunnel's story or whom a link speaks as. */
const namesNobody = ({ kind, method }: AnonymousRow): boolean =>
  kind === 'oauth' || kind === 'http' || (kind === 'mcp' && method === 'tools/call')

/**
 * For whoever is not the owner, as a diagnostics file: nothing that anybody said or named. Rows and
 * sizes stay; what they hold is not even looked at.
 */
export function anonymousRow(record: TrafficRecord, base: number): AnonymousRow {
  const { sent: _sent, ...row } = shownRow(record, base)
  return namesNobody(row) ? row : { ...row, target: '' }
}
