/** The table itself: each row is met by an observation that fits it and no row above it. */
import { describe, expect, test } from 'vitest'
import { catalogue } from '../../main/bridge/base/errors.ts'
import { table } from '../../main/bridge/tunnel/cause-table.ts'
import { diagnose } from '../../main/bridge/tunnel/diagnosis.ts'
import type { ChildEnd, Observation } from '../../main/bridge/tunnel/observation.ts'
import { defaultTimings as timings } from '../../main/bridge/tunnel/timings.ts'

const fine: Observation = {
  replaceable: true,
  end: null,
  creation: null,
  protocol: 'quic',
  ageMs: 3_600_000,
  everRegistered: true,
  unauthorized: { count: 0, spanMs: 0, reason: '' },
  notReadyMs: 0,
  nameAgeMs: 3_600_000,
  probe: { kind: 'authentic', inside: false, tookMs: 5 },
  probeFailures: 0,
  online: null,
  woken: false,
}
const ended: ChildEnd = {
  code: 1,
  signal: null,
  asked: false,
  unknownFlag: null,
  tokenInvalid: false,
  metricsPortBusy: false,
  edgeLookupFailed: false,
  refused: null,
  startError: null,
}
const young = { everRegistered: false, probe: null }
const status = (code: number) => ({ kind: 'status', status: code, tookMs: 5 }) as const
const missing = { kind: 'name-missing', tookMs: 5 } as const
const silent = { kind: 'unreachable', reason: 'no answer in time', tookMs: 5 } as const
const limited = { kind: 'limited', detail: '', until: 1 } as const
const spaced = { kind: 'spaced', detail: '', until: 1 } as const
const untrusted = { kind: 'untrusted', detail: '', until: 1 } as const
const unkept = { kind: 'unkept', detail: '', until: 1 } as const
const failed = { kind: 'failed', detail: '', until: 1 } as const

type Case = [what: string, over: Partial<Observation>, code: string | null, step?: string]
const cases: Case[] = [
  ['nothing wrong', {}, null],
  [
    'a stranger answers',
    { probe: { kind: 'mismatch', tookMs: 5 } },
    'tunnel-wrong-answerer',
    'stop',
  ],
  [
    'the program cannot be started',
    { end: { ...ended, startError: 'ENOENT' } },
    'cloudflared-unusable',
    'stop',
  ],
  [
    'exit 255, bad token',
    { end: { ...ended, code: 255, tokenInvalid: true } },
    'tunnel-token-invalid',
    'stop',
  ],
  [
    'exit 0, --quick-service unknown',
    { end: { ...ended, code: 0, unknownFlag: 'quick-service' } },
    'cloudflared-flag-unknown',
    'restart-plain',
  ],
  [
    'exit 0, --no-prechecks unknown',
    { end: { ...ended, code: 0, unknownFlag: 'no-prechecks' } },
    'cloudflared-flag-unknown',
    'restart-plain',
  ],
  [
    'exit 0, another flag unknown',
    { end: { ...ended, code: 0, unknownFlag: 'metrics' } },
    'cloudflared-unusable',
    'stop',
  ],
  [
    'a new identity that could not be stored',
    { ...young, end: ended, creation: unkept },
    'tunnel-not-kept',
    'wait-for-quick-service',
  ],
  [
    '429 of the quick service',
    { ...young, end: ended, creation: limited },
    'tunnel-creation-limited',
    'wait-for-quick-service',
  ],
  [
    'enough new addresses within the hour',
    { ...young, end: ended, creation: spaced },
    'tunnel-creation-spaced',
    'wait-for-quick-service',
  ],
  [
    'quick service broken',
    { ...young, end: ended, creation: failed, online: true },
    'tunnel-creation-failed',
    'wait-for-quick-service',
  ],
  [
    'quick service unreachable because offline',
    { ...young, end: ended, creation: failed, online: false },
    'offline',
    'wait-for-network',
  ],
  [
    'the quick service shows a certificate nobody here knows',
    { ...young, end: ended, creation: untrusted },
    'certificate-untrusted',
    'wait-for-quick-service',
  ],
  [
    'only our own look through the address is cut open',
    { probe: { kind: 'untrusted', reason: 'SELF_SIGNED_CERT_IN_CHAIN', tookMs: 5 } },
    'certificate-untrusted',
    'keep',
  ],
  [
    'probe fails, control address too',
    { probe: silent, probeFailures: 5, online: false },
    'offline',
    'wait-for-network',
  ],
  [
    '3 refusals over 30 s',
    { ...young, unauthorized: { count: 3, spanMs: 30_000, reason: '' } },
    'tunnel-deleted',
    'replace-identity',
  ],
  [
    '2 refusals over 30 s',
    { ...young, unauthorized: { count: 2, spanMs: 30_000, reason: '' } },
    'tunnel-credentials-unsettled',
    'keep',
  ],
  [
    '9 refusals within 29 s',
    { ...young, unauthorized: { count: 9, spanMs: 29_000, reason: '' } },
    'tunnel-credentials-unsettled',
    'keep',
  ],
  [
    '3 refusals of a named tunnel',
    { ...young, replaceable: false, unauthorized: { count: 3, spanMs: 30_000, reason: '' } },
    'tunnel-credentials-refused',
    'stop',
  ],
  [
    'refusals while offline give nothing up',
    { ...young, online: false, unauthorized: { count: 9, spanMs: 60_000, reason: '' } },
    'offline',
    'wait-for-network',
  ],
  [
    'NXDOMAIN three times, old name',
    { probe: missing, probeFailures: 3 },
    'tunnel-name-gone',
    'replace-identity',
  ],
  ['NXDOMAIN once, old name', { probe: missing, probeFailures: 1 }, 'tunnel-name-missing', 'keep'],
  [
    'NXDOMAIN, name younger than 60 s',
    { probe: missing, probeFailures: 9, nameAgeMs: 59_000 },
    'tunnel-name-spreading',
    'keep',
  ],
  [
    'NXDOMAIN of a named tunnel',
    { probe: missing, probeFailures: 9, replaceable: false },
    'tunnel-name-missing',
    'keep',
  ],
  [
    'metrics port busy',
    { end: { ...ended, metricsPortBusy: true } },
    'tunnel-metrics-port-busy',
    'restart',
  ],
  [
    'SRV lookup failed',
    { end: { ...ended, edgeLookupFailed: true } },
    'tunnel-edge-unreachable',
    'restart',
  ],
  [
    'registration refused',
    { end: { ...ended, refused: 'Some permanent failure' } },
    'tunnel-registration-refused',
    'restart',
  ],
  ['exit 11', { end: { ...ended, code: 11 } }, 'cloudflared-replaced-itself', 'restart'],
  ['exit 0 unasked', { end: { ...ended, code: 0 } }, 'tunnel-process-ended', 'restart'],
  [
    'killed by somebody',
    { end: { ...ended, code: null, signal: 'SIGKILL' } },
    'tunnel-process-ended',
    'restart',
  ],
  ['ended because we asked', { end: { ...ended, code: 0, asked: true } }, null],
  ['QUIC silent for 12 s', { ...young, ageMs: 12_000 }, 'tunnel-udp-blocked', 'switch-protocol'],
  ['QUIC silent for 11 s', { ...young, ageMs: 11_000 }, null],
  [
    'HTTP/2 silent for 30 s',
    { ...young, protocol: 'http2', ageMs: 30_000 },
    'tunnel-edge-unreachable',
    'switch-protocol',
  ],
  ['/ready 503 for 15 s', { notReadyMs: 15_000 }, 'tunnel-connection-lost', 'restart'],
  ['/ready 503 for 14 s', { notReadyMs: 14_000 }, null],
  [
    '/ready 503 just after waking up',
    { notReadyMs: 1, woken: true },
    'tunnel-connection-lost',
    'restart',
  ],
  ['502', { probe: status(502), probeFailures: 9 }, 'tunnel-origin-down', 'keep'],
  ['524', { probe: status(524), probeFailures: 9 }, 'tunnel-origin-slow', 'keep'],
  ['429 of the address', { probe: status(429), probeFailures: 9 }, 'tunnel-overloaded', 'keep'],
  ['530 twice', { probe: status(530), probeFailures: 2 }, 'tunnel-no-connector', 'restart'],
  ['530 once', { probe: status(530), probeFailures: 1 }, 'tunnel-no-connector', 'keep'],
  [
    'silence twice while /ready is 200',
    { probe: silent, probeFailures: 2, online: true },
    'tunnel-silent',
    'restart',
  ],
  ['silence once', { probe: silent, probeFailures: 1, online: true }, null],
  [
    'any other status',
    { probe: status(404), probeFailures: 1 },
    'tunnel-unexpected-answer',
    'keep',
  ],
]

describe('an observation leads to one cause and one step', () => {
  test.each(cases)('%s', (_what, over, code, step) => {
    const found = diagnose({ ...fine, ...over }, timings)
    expect(found?.code ?? null).toBe(code)
    if (step !== undefined) expect(found?.step).toBe(step)
  })

  test('every row of the table is reached by a case, and has words for the owner', () => {
    const reached = new Set(
      cases.map(([, over]) => table.find((row) => row.when({ ...fine, ...over }, timings))),
    )
    for (const row of table) {
      expect(reached.has(row), `${row.code}: ${row.cause}`).toBe(true)
      expect(catalogue[row.code].what).not.toMatch(/\{/)
      expect(catalogue[row.code].next.length).toBeGreaterThan(10)
    }
  })
})
