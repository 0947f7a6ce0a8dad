/**
 * Gets the supervisor its process: a new one, or in keeper mode the one that outlived the app, once
 * it has proven to be ours. A leftover that may not be adopted is ended first.
 */
import { join } from 'node:path'
import type { Clock, Log } from '../base/ports.ts'
import type { AddressProvider } from './address-provider.ts'
import { adoptChild, startChild, type Child } from './child.ts'
import { endProcess, untilGone } from './end-process.ts'
import type { FoundCloudflared } from './find-cloudflared.ts'
import { writeConfig } from './launch.ts'
import { createRecordFile } from './process-record.ts'
import type { Timings } from './timings.ts'
import type { Protocol, Spawn, TunnelStatus } from './types.ts'

export interface ChildKeeper {
  open(options: { protocol: Protocol; without: Set<string> }): Promise<{
    child: Child
    adopted: boolean
    program: NonNullable<TunnelStatus['cloudflared']>
  }>
  /** Records the process once it has said who it is, and remembers unknown flags. */
  note(child: Child): Promise<void>
  end(child: Child): Promise<void>
  /** At the end of the app: ends it, or leaves it running in keeper mode. */
  part(child: Child): Promise<void>
  endEverythingNextTime(): void
}

export function createChildKeeper(deps: {
  dataDir: string
  provider: AddressProvider
  program: () => Promise<FoundCloudflared>
  keeper: boolean
  localPort: () => number
  env: NodeJS.ProcessEnv
  spawn: Spawn
  platform: NodeJS.Platform
  timings: Timings
  clock: Clock
  log: Log
  onChange: () => void
}): ChildKeeper {
  const { dataDir, provider, keeper, localPort, env, spawn, platform, timings, clock, onChange } =
    deps
  const record = createRecordFile(dataDir)
  const log = join(dataDir, 'cloudflared.log')
  const childDeps = { spawn, platform, timings, now: () => clock.now(), onChange }
  let leftoverSeen = false
  let recorded: Child | null = null
  let endAll = false
  let flagsMissing: Set<string> | null = null

  /** The process an earlier run left: adopted if everything fits, ended otherwise. */
  async function fromBefore(): Promise<Child | null> {
    if (leftoverSeen) return null
    leftoverSeen = true
    const found = await record.recognise()
    if (!found) return null
    const fits = found.tunnelId === provider.tunnelId() && found.forwardsTo === localPort()
    if (keeper && fits) {
      const { pid, metricsPort, connectorId } = found
      return adoptChild(childDeps, { pid, log, metricsPort, connectorId })
    }
    deps.log.info('tunnel.leftover-ended', { pid: found.pid })
    const { graceMs, killAfterMs } = timings
    const gone = untilGone(found.pid)
    await endProcess({ pid: found.pid, gone, platform, spawn, graceMs, killAfterMs })
    await record.clear()
    return null
  }

  async function note(child: Child): Promise<void> {
    const { metricsPort, connectorId } = child.facts
    const tunnelId = provider.tunnelId()
    if (recorded === child || child.pid === null || child.end() !== null) return
    if (metricsPort === null || connectorId === null || tunnelId === null) return
    recorded = child
    const { path: binary } = await deps.program()
    const startedAt = new Date(clock.now()).toISOString()
    const port = localPort()
    try {
      const { pid } = child
      await record.write({
        pid,
        startedAt,
        binary,
        metricsPort,
        tunnelId,
        connectorId,
        localPort: port,
      })
    } catch (error) {
      // Without the record a leftover cannot be recognised; the tunnel works all the same.
      deps.log.warn('tunnel.record-failed', { reason: String(error) })
    }
  }

  async function end(child: Child): Promise<void> {
    const unknown = child.end()?.unknownFlag
    if (typeof unknown === 'string') flagsMissing?.add(unknown)
    await child.stop()
    await record.clear()
  }

  return {
    async open({ protocol, without }) {
      flagsMissing = without
      const program = await deps.program()
      const shown = (child: Child) => ({
        path: program.path,
        version: program.version,
        pid: child.pid,
      })
      const kept = await fromBefore()
      if (kept) return { child: kept, adopted: true, program: shown(kept) }
      await writeConfig(dataDir)
      const launch = await provider.launch({
        dataDir,
        env,
        version: program.version,
        timings,
        protocol,
        localPort: localPort(),
        without,
      })
      const child = startChild(childDeps, {
        binary: program.path,
        ...launch,
        keeperLog: keeper ? log : null,
      })
      recorded = null
      return { child, adopted: false, program: shown(child) }
    },
    note,
    end,
    async part(child) {
      if (!keeper || endAll || child.end() !== null) return end(child)
      await note(child)
      child.leave()
    },
    endEverythingNextTime() {
      endAll = true
    },
  }
}
