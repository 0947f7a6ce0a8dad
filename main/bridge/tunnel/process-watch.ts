/**
 * The life of one cloudflared process as it is watched: its lines, its /ready, and the probe through
 * the public address, put together to one observation. It looks and never acts.
 */
import type { AddressProvider } from './address-provider.ts'
import type { Child } from './child.ts'
import type { Observation } from './observation.ts'
import { readReady } from './metrics.ts'
import type { Clock } from '../base/ports.ts'
import type { Probe, ProbeResult } from './probe.ts'
import type { Timings } from './timings.ts'
import type { Protocol } from './types.ts'

export interface ProcessWatch {
  child: Child
  protocol: Protocol
  look(): Promise<Observation>
  /** Everything is looked at anew, at once: sleep, network change, clock jump. */
  wake(): void
}

export function createProcessWatch(deps: {
  child: Child
  protocol: Protocol
  provider: AddressProvider
  probe: Probe
  clock: Clock
  timings: Timings
  onProbe: (result: ProbeResult) => void
}): ProcessWatch {
  const { child, protocol, provider, probe, clock, timings, onProbe } = deps
  const { facts } = child
  const startedAt = clock.now()
  let woken = false
  let online: boolean | null = null
  let onlineAt = 0
  let notReadySince: number | null = null
  let readyAt = 0
  let result: ProbeResult | null = null
  let failures = 0
  let nextProbeAt = 0

  const silent = () =>
    clock.now() - startedAt >=
    (protocol === 'quic' ? timings.quicSilenceMs : timings.http2SilenceMs)

  async function lookAtReady(): Promise<void> {
    const now = clock.now()
    if (facts.metricsPort === null || (!woken && now - readyAt < timings.readyEveryMs)) return
    readyAt = now
    const ready = await readReady(facts.metricsPort)
    if (ready === true) {
      facts.everRegistered = true
      notReadySince = null
    } else if (facts.everRegistered) notReadySince ??= now
  }

  async function lookThroughAddress(): Promise<void> {
    const url = provider.publicUrl()
    if (!facts.everRegistered || notReadySince !== null || url === null) return
    if (!woken && clock.now() < nextProbeAt) return
    const verified = result?.kind === 'authentic'
    result = await probe.check(url)
    const good = result.kind === 'authentic'
    failures = good ? 0 : failures + 1
    nextProbeAt =
      clock.now() +
      (good
        ? timings.probeEveryMs
        : verified || failures > 3
          ? timings.probeRetryMs
          : timings.verifyEveryMs)
    onProbe(result)
  }

  /** Asked only where something looks wrong; a quiet tunnel makes no extra traffic. */
  async function lookAtNetwork(): Promise<void> {
    const doubt =
      online === false ||
      child.end() !== null ||
      notReadySince !== null ||
      result?.kind === 'unreachable' ||
      (!facts.everRegistered && silent())
    if (!doubt) return void (online = null)
    if (!woken && online !== null && clock.now() - onlineAt < timings.probeRetryMs) return
    onlineAt = clock.now()
    const before = online
    online = await probe.online()
    // The network is back: what follows is as urgent as after sleep.
    if (before === false && online) await lookAgain()
  }

  async function lookAgain(): Promise<void> {
    woken = true
    failures = 0
    await lookAtReady()
    await lookThroughAddress()
  }

  return {
    child,
    protocol,
    async look() {
      if (child.end() === null) {
        // A line is quicker than the schedule, both for a loss and for the return.
        if (facts.lost !== (notReadySince !== null)) readyAt = 0
        await lookAtReady()
        await lookThroughAddress()
      }
      await lookAtNetwork()
      const now = clock.now()
      const first = facts.unauthorized[0]
      const seen: Observation = {
        replaceable: provider.replaceable,
        end: child.end(),
        creation: provider.blocked(),
        protocol,
        ageMs: now - startedAt,
        everRegistered: facts.everRegistered,
        unauthorized: {
          count: facts.unauthorized.length,
          spanMs: first === undefined ? 0 : now - first,
          reason: facts.unauthorizedReason,
        },
        notReadyMs: notReadySince === null ? 0 : Math.max(1, now - notReadySince),
        nameAgeMs: now - (provider.nameCreatedAt() ?? 0),
        probe: result,
        probeFailures: failures,
        online,
        woken,
      }
      woken = false
      return seen
    },
    wake() {
      woken = true
      failures = 0
      // Refusals from before a sleep are no evidence of what Cloudflare thinks now.
      facts.unauthorized.length = 0
    },
  }
}
