/**
 * A request as a curl command, for a POSIX shell. Where a secret was it has a placeholder: it was
 * never kept, and it must not be taken for one.
 */
import type { MethodResult } from '../../../../main/contract.ts'

export type TrafficDetail = NonNullable<MethodResult<'traffic.get'>>

/** The origins a request can have come to. */
export interface Origins {
  mcpUrl: string
  localMcpUrl: string
}

const dots = /•{3,}/g
const PLACEHOLDER = 'REDACTED'
/** curl makes these itself, or they belong to that one connection. */
const own = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'accept-encoding',
])

/** Undefined for what was no HTTP request, or cannot be sent as it was because it was not all kept. */
export function curlOf(detail: TrafficDetail, origins: Origins): string | undefined {
  const { request, via } = detail
  if (!request || request.url === '' || (via !== 'public' && via !== 'loopback')) return undefined
  if (request.body.cut || (request.body.text === null && request.body.bytes > 0)) return undefined
  const base = via === 'public' ? origins.mcpUrl : origins.localMcpUrl
  const url = URL.parse(request.url, base)
  if (!url) return undefined
  const body = request.body.text
  const method = /^[A-Z]+$/.test(detail.method) ? detail.method : 'POST'
  const headers = request.headers.filter(([name]) => !own.has(name.toLowerCase()))
  return [
    `curl -X ${method} ${quoted(url.href)}`,
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === null || body === '' ? [] : [`--data-raw ${quoted(body)}`]),
  ].join(' \\\n  ')
}

function quoted(text: string): string {
  const shown = text.replaceAll(dots, PLACEHOLDER).replaceAll(/(?:%E2%80%A2){3,}/gi, PLACEHOLDER)
  return `'${shown.replaceAll("'", `'\\''`)}'`
}
