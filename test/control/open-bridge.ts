/** A whole bridge without a host, in a temporary folder on free ports, driven through its contract. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startBridge, type Bridge, type BridgeOptions } from '../../main/bridge/bridge.ts'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { openSettings } from '../../main/bridge/settings/settings.ts'
import type { MethodName, MethodParams, MethodResult, Topic } from '../../main/contract.ts'
import { memorySecrets } from '../fakes/oauth-host.ts'
import { layDatabase } from '../fakes/ready-database.ts'
import { readyKeyPair } from '../fakes/ready-keys.ts'

export interface OpenBridge {
  bridge: Bridge
  dataDir: string
  invoke<M extends MethodName>(method: M, params?: MethodParams<M>): Promise<MethodResult<M>>
  /** Topics of the events so far. */
  topics: Topic[]
  /** Ends it; what the host is asked for by `bridge.stop`. */
  stopRequested(): boolean
}

export async function temporaryDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-control-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  return dataDir
}

export async function openBridge(given: Partial<BridgeOptions> = {}): Promise<OpenBridge> {
  const dataDir = given.dataDir ?? (await temporaryDataDir())
  let stopRequested = false
  layDatabase(join(dataDir, 'bridge.db'))
  const bridge = await startBridge({
    dataDir,
    socketPath: join(dataDir, 'bridge.sock'),
    secrets: memorySecrets(),
    settings: await openSettings(dataDir),
    port: 0,
    address: { mode: 'off', settings: {} },
    env: {},
    linkCommand: { command: 'node', args: [] },
    requestStop: () => {
      stopRequested = true
    },
    version: '0',
    makeKeyPair: readyKeyPair,
    clock: systemClock,
    log: silentLog,
    ...given,
  })
  onTestFinished(() => bridge.stop())
  const topics: Topic[] = []
  bridge.control.onEvent(({ topic }) => topics.push(topic))
  return {
    bridge,
    dataDir,
    topics,
    stopRequested: () => stopRequested,
    async invoke(method, params) {
      return (await bridge.control.invoke(method, params ?? {})) as MethodResult<typeof method>
    },
  }
}
