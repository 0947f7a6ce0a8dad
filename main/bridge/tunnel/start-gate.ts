/**
 * Whether a process may be started now. Not while the quick service must not be asked, not without a
 * network, and not before the pause after the last end is over; each is shown for what it is.
 */
import type { Clock } from '../base/ports.ts'
import type { AddressProvider } from './address-provider.ts'
import type { Probe } from './probe.ts'
import { creationCauses } from './cause-table.ts'
import type { StatusBoard } from './status-board.ts'
import type { Timings } from './timings.ts'
import type { Nudge } from './waiting.ts'

export interface StartGate {
  /** False: not yet, and it has waited a while. */
  opens(signal: AbortSignal): Promise<boolean>
  /** The next start comes after this pause. */
  pauseFor(ms: number): void
  isOffline(): boolean
  lostNetwork(): void
  foundNetwork(): void
}

export function createStartGate(deps: {
  provider: AddressProvider
  probe: Probe
  board: StatusBoard
  nudge: Nudge
  clock: Clock
  timings: Timings
}): StartGate {
  const { provider, probe, board, nudge, clock, timings } = deps
  let pauseMs = 0
  let offline = false

  async function waitForQuickService(signal: AbortSignal): Promise<boolean> {
    const blocked = provider.blocked()
    if (!blocked) return false
    const { code, cause } = creationCauses[blocked.kind]
    board.problem(code, cause)
    board.state('waiting', {
      reason: 'a new address may not be asked for yet',
      until: blocked.until,
    })
    await nudge.wait(Math.min(timings.tickMs, Math.max(blocked.until - clock.now(), 1)), signal)
    return true
  }

  async function waitForNetwork(signal: AbortSignal): Promise<boolean> {
    if (!offline) return false
    if (await probe.online()) {
      foundNetwork()
      return false
    }
    lostNetwork()
    await nudge.wait(timings.probeRetryMs, signal)
    return true
  }

  async function waitForPause(signal: AbortSignal): Promise<void> {
    if (pauseMs === 0) return
    board.state('waiting', {
      reason: 'a pause before the next start',
      until: clock.now() + pauseMs,
    })
    // What the process before had to say must not cut the pause short; a wake-up may.
    nudge.forget()
    await nudge.wait(pauseMs, signal)
    pauseMs = 0
  }

  function lostNetwork(): void {
    offline = true
    board.problem('offline', 'this computer is offline')
    board.state('waiting', { reason: 'this computer is offline', until: null })
  }

  function foundNetwork(): void {
    if (offline) board.story('The network is back.')
    offline = false
  }

  return {
    async opens(signal) {
      if (await waitForQuickService(signal)) return false
      if (await waitForNetwork(signal)) return false
      await waitForPause(signal)
      return !signal.aborted
    },
    pauseFor(ms) {
      pauseMs = ms
    },
    isOffline: () => offline,
    lostNetwork,
    foundNetwork,
  }
}
