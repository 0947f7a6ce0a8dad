/**
 * Own URL: somebody else forwards (a reverse proxy, another tunnel). The bridge only looks whether
 * it can really be reached there, and says so.
 */
import { publicOrigin } from '../base/public-url.ts'
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
export const readOwnUrl = (text: string | undefined): string => publicOrigin(text ?? '')

/**
 * Probes until the signal aborts. A stranger's answer is an alarm, but only the owner can act. Where
 * the probe cannot get there, a client that came in by the address proves more than the probe.
 */
export async function watchOwnUrl(
  deps: {
    url: string
    probe: Probe
    board: StatusBoard
    nudge: Nudge
    clock: Clock
    timings: Timings
    /** When a client last made a call through the address. */
    lastCall: () => number | null
  },
  signal: AbortSignal,
): Promise<void> {
  const { url, probe, board, nudge, clock, timings, lastCall } = deps
  const { hostname } = new URL(url)
  const watch = createClockWatch({ clock, timings })
  let failures = 0
  let dueAt = 0
  board.state('verifying')
  while (!signal.aborted) {
    if (watch.jumped() !== null || clock.now() >= dueAt) {
      const result = await probe.check(url)
      if (signal.aborted) return
      const calledAt = lastCall()
      const called =
        result.kind !== 'authentic' &&
        result.kind !== 'mismatch' &&
        calledAt !== null &&
        clock.now() - calledAt < timings.callProvesMs
      if (called) board.called(calledAt)
      else board.probed(result)
      failures = result.kind === 'authentic' ? 0 : failures + 1
      if (called || result.kind === 'authentic') reached()
      else await show(result, failures)
      dueAt = clock.now() + (failures === 0 ? timings.probeEveryMs : timings.probeRetryMs)
    }
    await nudge.wait(timings.tickMs, signal)
  }

  function reached(): void {
    if (board.status().state !== 'ready') board.story(`The bridge can be reached at ${url}.`)
    board.solved()
    board.state('ready')
  }

  async function show(result: ProbeResult, failed: number): Promise<void> {
    if (result.kind === 'name-missing') return unreachable(`no name server knows ${hostname}`)
    if (result.kind === 'unreachable') {
      if (await probe.online()) return unreachable(result.reason)
      board.problem('offline', 'this computer is offline')
      return board.state('waiting', { reason: 'this computer is offline', until: null })
    }
    const diagnosis = diagnose(observed(result, failed), timings)
    if (diagnosis) board.problem(diagnosis.code, diagnosis.cause)
    board.state(diagnosis?.step === 'stop' ? 'failed' : 'degraded')
  }

  function unreachable(reason: string): void {
    board.problem('own-address-unreachable', 'it does not answer from here', { reason })
    board.state('degraded')
  }
}

/** There is no process of ours to look at: only what the probe saw. */
function observed(probe: ProbeResult, probeFailures: number): Observation {
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
    online: null,
    woken: false,
  }
}
