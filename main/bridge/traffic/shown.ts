/** What leaves this folder: rows and details in the words of the contract, without any secret. */
import type { z } from 'zod'
import type { trafficDetailSchema, trafficRowSchema } from '../../contract/traffic.ts'
import { shownHeaders } from './kept-headers.ts'
import type { KeptSide, TrafficRecord } from './record.ts'
import { redactBody } from './redact-body.ts'
import { redactUrl } from './redact-fields.ts'
import { redactText } from './redact-text.ts'

export type TrafficRow = z.infer<typeof trafficRowSchema>
export type TrafficDetail = z.infer<typeof trafficDetailSchema>

/** `base` makes the numbers of this start greater than those of earlier ones. */
export const shownRow = (record: TrafficRecord, base: number): TrafficRow => ({
  seq: base + record.seq,
  at: new Date(record.at).toISOString(),
  kind: record.kind,
  client: record.client === null ? null : redactText(record.client),
  clientId: record.clientId,
  participant: record.participant,
  via: record.via,
  method: redactText(record.method),
  target: redactUrl(record.target),
  status: record.status,
  outcome: record.outcome,
  durationMs: record.durationMs,
  bytesIn: record.bytesIn,
  bytesOut: record.bytesOut,
  flow: record.flow,
  code: record.code,
})

export function shownDetail(record: TrafficRecord, base: number): TrafficDetail {
  const { request, response } = record
  return {
    ...shownRow(record, base),
    request: request && {
      url: redactUrl(request.url),
      ...shownSide(request, record.bytesIn),
    },
    response: response && shownSide(response, record.bytesOut),
  }
}

function shownSide({ headers, body }: KeptSide, bytes: number) {
  const [text, cut] = typeof body === 'string' ? [body, false] : [body?.text ?? null, !!body?.cut]
  return {
    headers: shownHeaders(headers),
    body: { text: text === null ? null : redactBody(text, cut), bytes, cut },
  }
}

/** Tools and paths; not addresses of resources, nor the tunnel's story or whom a link speaks as. */
const namesNobody = ({ kind, method }: TrafficRow): boolean =>
  kind === 'oauth' || kind === 'http' || (kind === 'mcp' && method === 'tools/call')

/**
 * For whoever is not the owner, as a diagnostics file: nothing that anybody said or named. Rows,
 * sizes and headers stay.
 */
export const withoutText = (detail: TrafficDetail): TrafficDetail => ({
  ...detail,
  target: namesNobody(detail) ? detail.target : '',
  request: detail.request && { ...detail.request, body: { ...detail.request.body, text: null } },
  response: detail.response && {
    ...detail.response,
    body: { ...detail.response.body, text: null },
  },
})
