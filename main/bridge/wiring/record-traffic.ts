/** The record of traffic as a part of the bridge: as long as the owner wants it, and the tunnel's story. */
import type { Clock, Log } from '../base/ports.ts'
import type { PublicAddress } from '../address/public-address.ts'
import type { SettingsStore } from '../settings/settings.ts'
import { createTraffic, type Traffic } from '../traffic/traffic.ts'
import type { TrafficRecorder } from '../traffic/types.ts'
import type { TunnelStatus } from '../tunnel/types.ts'

/** Keeps as many rows as the settings say, also when they change. */
export function openTraffic(deps: {
  settings: Pick<SettingsStore, 'get' | 'onChange'>
  clock: Clock
  log: Log
}): Traffic & { stop(): void } {
  const { settings, clock, log } = deps
  let rows = settings.get().retention.trafficRows
  const traffic = createTraffic({ clock, log, rows })
  const stop = settings.onChange(({ retention }) => {
    if (retention.trafficRows === rows) return
    rows = retention.trafficRows
    traffic.resize(rows)
  })
  return { ...traffic, stop }
}

const bad: ReadonlySet<TunnelStatus['state']> = new Set(['failed', 'degraded', 'waiting'])

/** Each line of the tunnel's story is a row. */
export function recordAddress(
  recorder: TrafficRecorder,
  address: Pick<PublicAddress, 'status' | 'onChange'>,
): () => void {
  return address.onChange((story) => {
    if (!story) return
    const { state, lastError } = address.status()
    const inTrouble = bad.has(state)
    recorder.note({
      kind: 'tunnel',
      via: 'bridge',
      method: state,
      target: story.text,
      outcome: inTrouble ? 'failed' : 'ok',
      code: inTrouble ? (lastError?.code ?? null) : null,
    })
  })
}
