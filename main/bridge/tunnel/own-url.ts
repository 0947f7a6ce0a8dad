/**
 * Own URL: somebody else forwards (a reverse proxy, another tunnel). The bridge only looks whether
 * it can really be reached there, and says so.
 */
import { BridgeError } from '../base/errors.ts'
import type { Clock } from '../base/ports.ts'
import { createClockWatch } from './clock-watch.ts'
import { diagnose } from './diagnosis.ts'
import type { Observation } from './observation.ts'
import type { Probe, ProbeResult } from './probe.ts'
import type { StatusBoard } from './status-board.ts'
import type { Timings } from './timings.ts'
import type { Nudge } from './waiting.ts'

export const ownUrlStability =
  'This address is as permanent as whatever forwards it: Drawbridge only checks that it leads here.'

/** The address in its one spelling. Throws `public-url-invalid`. */
export function readOwnUrl(text: string | undefined): string {
  if (text === undefined)
    throw new BridgeError('public-url-invalid', { url: '', reason: 'it is empty' })
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url) throw new BridgeError('public-url-invalid', { url: text, reason: 'it is not a URL' })
  if (url.protocol !== 'https:')
    throw new BridgeError('public-url-invalid', { url: text, reason: 'it is not https' })
  if (url.pathname !== '/' || url.search !== '') {
    throw new BridgeError('public-url-invalid', { url: text, reason: 'it has a path' })
  }
  return url.origin
}

/** Probes until the signal aborts. A stranger's answer is an alarm, but only the owner can act. */
export async function watchOwnUrl(
  deps: {
    url: string
    probe: Probe
    board: StatusBoard
    nudge: Nudge
    clock: Clock
    timings: Timings
  },
  signal: AbortSignal,
): Promise<void> {
  const { url, probe, board, nudge, clock, timings } = deps
  const watch = createClockWatch({ clock, timings })
  let failures = 0
  let dueAt = 0
  board.state('verifying')
  while (!signal.aborted) {
    if (watch.jumped() !== null || clock.now() >= dueAt) {
      const result = await probe.check(url)
      if (signal.aborted) return
      board.probed(result)
      failures = result.kind === 'authentic' ? 0 : failures + 1
      const online = result.kind === 'unreachable' ? await probe.online() : null
      show(result, failures, online)
      dueAt = clock.now() + (failures === 0 ? timings.probeEveryMs : timings.probeRetryMs)
    }
    await nudge.wait(timings.tickMs, signal)
  }

  function show(result: ProbeResult, failed: number, online: boolean | null): void {
    if (result.kind === 'authentic') {
      if (board.status().state !== 'ready') board.story(`The bridge can be reached at ${url}.`)
      board.solved()
      return board.state('ready')
    }
    const diagnosis = diagnose(observed(result, failed, online), timings)
    if (diagnosis) board.problem(diagnosis.code, diagnosis.cause)
    if (diagnosis?.code === 'offline') {
      return board.state('waiting', { reason: 'this computer is offline', until: null })
    }
    board.state(diagnosis?.step === 'stop' ? 'failed' : 'degraded')
  }
}

/** There is no process of ours to look at: only what the probe saw. */
function observed(probe: ProbeResult, probeFailures: number, online: boolean | null): Observation {
  return {
    replaceable: false,
    end: null,
    creation: null,
    protocol: 'http2',
    ageMs: 0,
    everRegistered: true,
    unauthorized: { count: 0, spanMs: 0, reason: '' },
    notReadyMs: 0,
    nameAgeMs: Number.MAX_SAFE_INTEGER,
    probe,
    probeFailures,
    online,
    woken: false,
  }
}
