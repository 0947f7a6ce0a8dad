/**
 * Looks names up by DNS over HTTPS, never by the system first: a fresh name asked for too early is
 * remembered as missing by the network's resolver for up to half an hour.
 */
import { readLimitedJson } from '../base/read-limited.ts'
import { untrustedCertificate } from '../base/system-trust.ts'
import { isObject } from '../base/is-object.ts'
import type { Fetch } from './types.ts'

export type Resolution =
  | { kind: 'found'; addresses: string[] }
  /** A resolver said that the name does not exist. */
  | { kind: 'missing' }
  /** No resolver gave a usable answer. */
  | { kind: 'unreachable'; reason: string; untrusted?: boolean }

type Answer = Resolution | { kind: 'empty' }

const typeA = 1
const typeAAAA = 28
const noError = 0
const nameError = 3
/** Some hundred addresses. */
const largestAnswer = 64 * 1024

export function createResolver(deps: {
  fetch: Fetch
  servers: readonly string[]
  timeoutMs: number
}): (hostname: string) => Promise<Resolution> {
  const { fetch, servers, timeoutMs } = deps

  async function ask(server: string, hostname: string, type: 'A' | 'AAAA'): Promise<Answer> {
    try {
      const response = await fetch(`${server}?name=${encodeURIComponent(hostname)}&type=${type}`, {
        headers: { accept: 'application/dns-json' },
        signal: AbortSignal.timeout(timeoutMs),
      })
      if (!response.ok) return { kind: 'unreachable', reason: `status ${response.status}` }
      return readAnswer(await readLimitedJson(response, largestAnswer))
    } catch (error) {
      const code = untrustedCertificate(error)
      if (code) return { kind: 'unreachable', reason: code, untrusted: true }
      return { kind: 'unreachable', reason: reasonOf(error) }
    }
  }

  return async (hostname) => {
    let last: Resolution = { kind: 'unreachable', reason: 'no resolver is set' }
    for (const server of servers) {
      const a = await ask(server, hostname, 'A')
      if (a.kind === 'found' || a.kind === 'missing') return a
      if (a.kind === 'empty') {
        const aaaa = await ask(server, hostname, 'AAAA')
        if (aaaa.kind === 'found') return aaaa
        if (aaaa.kind !== 'unreachable') return { kind: 'missing' }
      }
      last = a.kind === 'unreachable' ? a : { kind: 'unreachable', reason: 'incomplete answer' }
    }
    return last
  }
}

/** `fetch failed` says nothing; what is behind it does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed'
  return error.cause instanceof Error && error.cause.message !== ''
    ? error.cause.message
    : error.message
}

/** The JSON form of RFC 8427 as Cloudflare and Google answer it. */
function readAnswer(json: unknown): Answer {
  if (!isObject(json)) return { kind: 'unreachable', reason: 'no JSON object' }
  if (json['Status'] === nameError) return { kind: 'missing' }
  if (json['Status'] !== noError)
    return { kind: 'unreachable', reason: `DNS status ${String(json['Status'])}` }
  const records: unknown[] = Array.isArray(json['Answer']) ? json['Answer'] : []
  const addresses = records.flatMap((record) =>
    isObject(record) &&
    (record['type'] === typeA || record['type'] === typeAAAA) &&
    typeof record['data'] === 'string'
      ? [record['data']]
      : [],
  )
  return addresses.length > 0 ? { kind: 'found', addresses } : { kind: 'empty' }
}
