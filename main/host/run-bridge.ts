/**
 * What both hosts (plain Node, Electron) do to run a bridge: the data folder and its lock, settings,
 * secrets, the bridge itself, a look at the network, and small memory at rest.
 */
import { startBridge, type Bridge } from '../bridge/bridge.ts'
import { localSocketPath, openDataFolder } from '../bridge/data/data-folder.ts'
import { finishReset } from '../bridge/data/reset.ts'
import { acquireInstanceLock } from '../bridge/data/instance-lock.ts'
import { systemClock, type Log, type SecretPlace, type Stages } from '../bridge/base/ports.ts'
import { openSecrets } from '../bridge/secrets/open-secrets.ts'
import { openSettings, type SettingsStore } from '../bridge/settings/settings.ts'
import { collectWhenIdle } from '../small-heap.ts'
import { addressChoice, type AskedAddress, type ProgramFolders } from './address-choice.ts'
import { watchNetwork } from './network-watch.ts'
import { useProxies, type ResolveProxy } from './use-proxies.ts'
import { version } from './version.ts'

export interface HostOptions {
  dataDir: string
  /** What was asked for at this start; it counts more than the settings. */
  asked: AskedAddress & { port?: number | undefined }
  folders: ProgramFolders
  /** How a program on this computer starts its stdio link. */
  linkCommand: { command: string; args: string[]; env?: Record<string, string> }
  /** Whether the desktop shows tray icons; left out where there is none. */
  hasTray?: () => boolean
  /** Of Chromium, in the desktop app. */
  resolveProxy?: ResolveProxy
  /** Asks the host to end. */
  requestStop: () => void
  log: Log
  /** Hears what the start is at. */
  stages?: Stages
}

export interface RunningBridge {
  dataDir: string
  bridge: Bridge
  settings: SettingsStore
  secretPlace: SecretPlace
  /** Ends everything, in the opposite order. */
  stop(): Promise<void>
}

/** A stop that hangs must not keep the owner waiting. */
export const stopDeadlineMs = 4_500

/** Throws BridgeError, with nothing left open. */
export async function runBridge(options: HostOptions): Promise<RunningBridge> {
  const { asked, folders, linkCommand, hasTray, requestStop, log, stages } = options
  const proxyFor = useProxies(process.env, log, options.resolveProxy)
  await using starting = new AsyncDisposableStack()
  stages?.enter('Opening the data folder')
  const { path: dataDir } = await openDataFolder({ flag: options.dataDir })
  const lock = await acquireInstanceLock(dataDir)
  starting.defer(() => lock.release())
  // A reset that was asked for, when the bridge did not come to it as it ended.
  stages?.enter('Finishing the reset that was asked for')
  await finishReset(dataDir)
  const settings = await openSettings(dataDir)
  stages?.enter('Opening the keychain; the system may be asking you to unlock it')
  const secrets = await openSecrets({ dataDir, log, env: process.env, platform: process.platform })
  stages?.enter('Opening the conversation')
  const bridge = await startBridge({
    dataDir,
    socketPath: localSocketPath(dataDir),
    secrets,
    settings,
    port: asked.port ?? settings.get().port,
    address: addressChoice(asked, settings.get(), folders),
    env: process.env,
    proxyFor,
    linkCommand,
    ...(hasTray && { hasTray }),
    requestStop,
    version,
    clock: systemClock,
    log,
    ...(stages && { stages }),
  })
  starting.defer(() => finishReset(dataDir))
  starting.defer(() => bridge.stop())
  starting.defer(watchNetwork(() => bridge.address.lookAgain()))
  starting.defer(collectWhenIdle(() => bridge.releaseMemory()))
  const running = starting.move()
  return {
    dataDir,
    bridge,
    settings,
    secretPlace: secrets.place,
    stop: () => running.disposeAsync(),
  }
}
