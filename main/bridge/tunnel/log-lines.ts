/**
 * Reads what cloudflared writes. Chunks are joined to lines first (a line may arrive in pieces), then
 * each line is matched against the patterns observed on 2026.8.2 and read in newer sources.
 */
import type { Protocol } from './types.ts'

/** What one line says, where it says something the supervisor acts on. */
export type LineMeaning =
  | { kind: 'registered'; protocol: Protocol; location: string; ip: string }
  | { kind: 'lost' }
  | { kind: 'unauthorized'; reason: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'quic-dial-failed' }
  | { kind: 'edge-dial-failed'; reason: string }
  | { kind: 'edge-lookup-failed' }
  | { kind: 'quick-service-failed'; reason: string }
  | { kind: 'metrics'; port: number }
  | { kind: 'connector'; id: string }
  | { kind: 'stopping' }
  | { kind: 'unknown-flag'; flag: string }
  | { kind: 'metrics-port-busy' }
  | { kind: 'token-invalid' }

type Rule = readonly [RegExp, (match: RegExpExecArray) => LineMeaning]

const group = (match: RegExpExecArray, index: number): string => match[index] ?? ''

const rules: readonly Rule[] = [
  [
    /Registered tunnel connection\b.{0,400}?\bip=(\S{1,100}).{0,400}?\blocation=(\S{1,100}).{0,400}?\bprotocol=(quic|http2)/,
    (m) => ({
      kind: 'registered',
      ip: group(m, 1),
      location: group(m, 2),
      protocol: group(m, 3) === 'quic' ? 'quic' : 'http2',
    }),
  ],
  [
    /Register tunnel error from server side error="(Unauthorized[^"]*)"/,
    (m) => ({ kind: 'unauthorized', reason: group(m, 1) }),
  ],
  [
    /initial tunnel connection failed error="([^"]*)"/,
    (m) => ({ kind: 'refused', reason: group(m, 1) }),
  ],
  [/Lost connection with the edge/, () => ({ kind: 'lost' })],
  [/Connection terminated error=/, () => ({ kind: 'lost' })],
  [/Failed to dial a quic connection/, () => ({ kind: 'quic-dial-failed' })],
  [
    /Unable to establish connection with Cloudflare edge error="([^"]*)"/,
    (m) => ({ kind: 'edge-dial-failed', reason: group(m, 1) }),
  ],
  [/^Could not lookup srv records/, () => ({ kind: 'edge-lookup-failed' })],
  [
    /^(failed to (?:unmarshal|parse|request) quick Tunnel.*|quick tunnel provisioning failed.*)/i,
    (m) => ({ kind: 'quick-service-failed', reason: group(m, 1) }),
  ],
  [
    /Starting metrics server on \S*?:(\d+)\/metrics/,
    (m) => ({ kind: 'metrics', port: Number(group(m, 1)) }),
  ],
  [/Generated Connector ID: ([\w-]+)/, (m) => ({ kind: 'connector', id: group(m, 1) })],
  [/Initiating graceful shutdown due to signal/, () => ({ kind: 'stopping' })],
  [
    /flag provided but not defined: -+([\w-]+)/,
    (m) => ({ kind: 'unknown-flag', flag: group(m, 1) }),
  ],
  [/Error opening metrics server listener/, () => ({ kind: 'metrics-port-busy' })],
  [/Provided Tunnel token is not valid/, () => ({ kind: 'token-invalid' })],
]

export function readLine(line: string): LineMeaning | null {
  for (const [pattern, meaning] of rules) {
    const match = pattern.exec(line)
    if (match) return meaning(match)
  }
  return null
}

/** A line longer than this is not of interest; it is cut rather than kept in memory. */
const longestLine = 16 * 1024

/** Joins chunks to whole lines. `end` gives out what is left. */
export function createLineJoiner(onLine: (line: string) => void): {
  push: (chunk: string) => void
  end: () => void
} {
  let rest = ''
  return {
    push(chunk) {
      const parts = (rest + chunk).split(/\r?\n/)
      rest = (parts.pop() ?? '').slice(-longestLine)
      for (const part of parts) if (part !== '') onLine(part)
    },
    end() {
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}
