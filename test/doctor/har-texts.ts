/** HAR files written by hand: for damage, for sizes, and for hosts that exist nowhere. */
import { createHarReader } from '../../main/bridge/doctor/har/har-reader.ts'
import type { Diagnosis } from '../../main/bridge/doctor/har/diagnose.ts'
import type { AboutHere } from '../../main/bridge/explain/explain-text.ts'

export const about: AboutHere = {
  mcpUrls: ['https://bridge.example/mcp', 'http://127.0.0.1:7420/mcp'],
  upstream: { provider: 'auth0', domain: 'tenant.eu.auth0.com' },
}

export interface Written {
  method?: string
  url: string
  headers?: Record<string, string>
  body?: string
  status?: number
  answer?: unknown
  answered?: Record<string, string>
  failure?: string
  /** More members of the entry, as browsers add them. */
  more?: Record<string, unknown>
}

const pairs = (headers: Record<string, string> = {}) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }))

export function entry(written: Written): Record<string, unknown> {
  const { method = 'GET', url, headers, body, status = 200, answer, answered, failure } = written
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer ?? {})
  return {
    startedDateTime: '2026-11-21T12:00:00.000Z',
    time: 12,
    request: {
      method,
      url,
      httpVersion: 'HTTP/2',
      headers: pairs(headers),
      ...(body !== undefined && { postData: { mimeType: 'application/json', text: body } }),
    },
    response: {
      status: failure === undefined ? status : 0,
      headers: pairs(answered),
      content: { size: text.length, mimeType: 'application/json', text },
      redirectURL: answered?.['location'] ?? '',
      ...(failure !== undefined && { _error: failure }),
    },
    ...written.more,
  }
}

export const har = (...entries: Written[]): string =>
  JSON.stringify({
    log: { version: '1.2', creator: { name: 'a test' }, entries: entries.map(entry) },
  })

export async function readHar(
  text: string,
  known = about,
  pieceLength = 4_000_000,
): Promise<Diagnosis> {
  const reader = createHarReader()
  for (let at = 0; at < text.length; at += pieceLength) {
    reader.write(text.slice(at, at + pieceLength))
  }
  return reader.end(known)
}

export const codesIn = async (text: string, known = about): Promise<string[]> =>
  (await readHar(text, known)).findings.map(({ problem }) => problem.code)

const challenge = { 'www-authenticate': 'Bearer resource_metadata="https://bridge.example/x"' }
/** A call without a token, and the way to sign in. */
export const firstCall: Written = {
  method: 'POST',
  url: 'https://bridge.example/mcp',
  body: '{"jsonrpc":"2.0","id":1,"method":"initialize"}',
  status: 401,
  answered: challenge,
}
/** The document that should come next, and is not there. */
export const noMetadata: Written = {
  url: 'https://bridge.example/.well-known/oauth-protected-resource/mcp',
  status: 404,
}
