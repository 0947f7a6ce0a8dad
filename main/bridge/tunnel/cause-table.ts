/**
 * The table the supervisor acts on: what is observed, its one cause, and the one step it leads to.
 * Rows are tried from the top; the first that fits is the diagnosis. The sentence and the action for
 * the owner are the catalogue entry of the row's code.
 */
import type { ErrorCode } from '../base/errors.ts'
import type { Observation } from './observation.ts'
import type { Timings } from './timings.ts'

/** What the supervisor does about a cause. */
export type Step =
  /** Nothing: it passes, or only the owner can act. The process stays. */
  | 'keep'
  /** Start cloudflared again, same identity, after the back-off. */
  | 'restart'
  /** The same without back-off, on the other protocol. */
  | 'switch-protocol'
  /** The same without back-off, without the flag this cloudflared does not know. */
  | 'restart-plain'
  /** Give the identity up and ask for one new tunnel. */
  | 'replace-identity'
  /** Nothing runs until the time the quick service allows the next attempt. */
  | 'wait-for-quick-service'
  | 'wait-for-network'
  /** End it and tell the owner. */
  | 'stop'

interface Row {
  code: ErrorCode
  /** A few words for a status line. */
  cause: string
  step: Step
  when: (seen: Observation, timings: Timings) => boolean
}

const status = (seen: Observation): number | null =>
  seen.probe?.kind === 'status' ? seen.probe.status : null
const flag = (seen: Observation): string | null => seen.end?.unknownFlag ?? null
const fewUnauthorized = 3
/** One lookup that says "no such name" is not enough to give a name up. */
const fewMissing = 3

/** Why no new tunnel may be asked for; used where no process runs that could be observed. */
export const creationCauses = {
  limited: { code: 'tunnel-creation-limited', cause: 'Cloudflare limits new quick tunnels' },
  spaced: { code: 'tunnel-creation-spaced', cause: 'several new addresses were made just now' },
  failed: { code: 'tunnel-creation-failed', cause: 'the quick tunnel service failed' },
  untrusted: { code: 'certificate-untrusted', cause: 'a certificate is not trusted here' },
  unkept: { code: 'tunnel-not-kept', cause: 'a new address could not be stored' },
} as const

export const table: readonly Row[] = [
  {
    code: 'tunnel-wrong-answerer',
    cause: 'somebody else answers under the address',
    step: 'stop',
    when: (seen) => seen.probe?.kind === 'mismatch',
  },
  {
    code: 'cloudflared-unusable',
    cause: 'cloudflared could not be started',
    step: 'stop',
    when: (seen) => typeof seen.end?.startError === 'string',
  },
  {
    code: 'tunnel-token-invalid',
    cause: 'the token of the named tunnel is not valid',
    step: 'stop',
    when: (seen) => seen.end?.tokenInvalid === true,
  },
  {
    code: 'cloudflared-flag-unknown',
    cause: 'this cloudflared does not know a flag',
    step: 'restart-plain',
    when: (seen) => flag(seen) === 'quick-service' || flag(seen) === 'no-prechecks',
  },
  {
    code: 'cloudflared-unusable',
    cause: 'this cloudflared does not know a flag it must know',
    step: 'stop',
    when: (seen) => flag(seen) !== null,
  },
  {
    ...creationCauses.unkept,
    step: 'wait-for-quick-service',
    when: (seen) => seen.creation?.kind === 'unkept',
  },
  {
    ...creationCauses.limited,
    step: 'wait-for-quick-service',
    when: (seen) => seen.creation?.kind === 'limited',
  },
  {
    ...creationCauses.spaced,
    step: 'wait-for-quick-service',
    when: (seen) => seen.creation?.kind === 'spaced',
  },
  {
    ...creationCauses.untrusted,
    step: 'wait-for-quick-service',
    when: (seen) => seen.creation?.kind === 'untrusted',
  },
  {
    // The connection may be fine: only our own look at it is cut open by somebody.
    ...creationCauses.untrusted,
    step: 'keep',
    when: (seen) => seen.probe?.kind === 'untrusted' && seen.end === null && seen.notReadyMs === 0,
  },
  {
    code: 'offline',
    cause: 'this computer is offline',
    step: 'wait-for-network',
    when: (seen) => seen.online === false,
  },
  {
    ...creationCauses.failed,
    step: 'wait-for-quick-service',
    when: (seen) => seen.creation?.kind === 'failed',
  },
  {
    code: 'tunnel-deleted',
    cause: 'Cloudflare forgot the tunnel',
    step: 'replace-identity',
    when: (seen, timings) =>
      seen.replaceable &&
      seen.unauthorized.count >= fewUnauthorized &&
      seen.unauthorized.spanMs >= timings.unauthorizedSpanMs,
  },
  {
    code: 'tunnel-name-gone',
    cause: 'the name is gone from DNS',
    step: 'replace-identity',
    when: (seen, timings) =>
      seen.replaceable &&
      seen.probe?.kind === 'name-missing' &&
      seen.probeFailures >= fewMissing &&
      seen.nameAgeMs > timings.freshNameMs,
  },
  {
    code: 'tunnel-credentials-refused',
    cause: 'Cloudflare refuses the named tunnel',
    step: 'stop',
    when: (seen, timings) =>
      !seen.replaceable &&
      seen.unauthorized.count >= fewUnauthorized &&
      seen.unauthorized.spanMs >= timings.unauthorizedSpanMs,
  },
  {
    code: 'tunnel-metrics-port-busy',
    cause: 'a local port was taken',
    step: 'restart',
    when: (seen) => seen.end?.metricsPortBusy === true,
  },
  {
    code: 'tunnel-edge-unreachable',
    cause: 'the way to Cloudflare is blocked',
    step: 'restart',
    when: (seen) => seen.end?.edgeLookupFailed === true,
  },
  {
    code: 'tunnel-registration-refused',
    cause: 'Cloudflare refused the connection',
    step: 'restart',
    when: (seen) => typeof seen.end?.refused === 'string',
  },
  {
    code: 'cloudflared-replaced-itself',
    cause: 'cloudflared updated itself',
    step: 'restart',
    when: (seen) => seen.end?.code === 11 || seen.end?.code === 10,
  },
  {
    code: 'tunnel-process-ended',
    cause: 'cloudflared ended unexpectedly',
    step: 'restart',
    when: (seen) => seen.end !== null && !seen.end.asked,
  },
  {
    code: 'tunnel-credentials-unsettled',
    cause: 'Cloudflare refused the saved tunnel, so far',
    step: 'keep',
    when: (seen) => seen.unauthorized.count > 0,
  },
  {
    code: 'tunnel-udp-blocked',
    cause: 'the network blocks QUIC (UDP 7844)',
    step: 'switch-protocol',
    when: (seen, timings) =>
      !seen.everRegistered && seen.protocol === 'quic' && seen.ageMs >= timings.quicSilenceMs,
  },
  {
    code: 'tunnel-edge-unreachable',
    cause: 'the way to Cloudflare is blocked',
    step: 'switch-protocol',
    when: (seen, timings) =>
      !seen.everRegistered && seen.protocol === 'http2' && seen.ageMs >= timings.http2SilenceMs,
  },
  {
    code: 'tunnel-connection-lost',
    cause: 'the connection to Cloudflare is gone',
    step: 'restart',
    when: (seen, timings) =>
      seen.everRegistered &&
      (seen.notReadyMs >= timings.notReadyMs || (seen.woken && seen.notReadyMs > 0)),
  },
  {
    code: 'tunnel-name-spreading',
    cause: 'the new name is still spreading',
    step: 'keep',
    when: (seen, timings) =>
      seen.probe?.kind === 'name-missing' && seen.nameAgeMs <= timings.freshNameMs,
  },
  {
    code: 'tunnel-name-missing',
    cause: 'the name is not in DNS',
    step: 'keep',
    when: (seen) => seen.probe?.kind === 'name-missing',
  },
  {
    code: 'tunnel-origin-slow',
    cause: 'an answer took longer than 100 s',
    step: 'keep',
    when: (seen) => status(seen) === 524,
  },
  {
    code: 'tunnel-origin-down',
    cause: 'the bridge itself did not answer the tunnel',
    step: 'keep',
    when: (seen) => status(seen) === 502,
  },
  {
    code: 'tunnel-overloaded',
    cause: 'too many requests at once',
    step: 'keep',
    when: (seen) => status(seen) === 429,
  },
  {
    code: 'tunnel-no-connector',
    cause: 'Cloudflare knows the name but not the connection',
    step: 'restart',
    when: (seen) => status(seen) === 530 && (seen.probeFailures >= 2 || seen.woken),
  },
  {
    code: 'tunnel-no-connector',
    cause: 'Cloudflare does not see the connection yet',
    step: 'keep',
    when: (seen) => status(seen) === 530,
  },
  {
    code: 'tunnel-silent',
    cause: 'connected, but nothing comes through',
    step: 'restart',
    when: (seen) =>
      seen.notReadyMs === 0 &&
      seen.probe?.kind === 'unreachable' &&
      (seen.probeFailures >= 2 || seen.woken),
  },
  {
    code: 'tunnel-unexpected-answer',
    cause: 'the address answers, but not as it should',
    step: 'keep',
    when: (seen) => status(seen) !== null,
  },
]
