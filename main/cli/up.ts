/** `drawbridge up`: runs the bridge in the foreground until it is told to stop. */
import { join } from 'node:path'
import { requestBytes, startBridge, type Bridge } from '../bridge/bridge.ts'
import { localSocketPath, openDataFolder } from '../bridge/data-folder.ts'
import { BridgeError } from '../bridge/errors.ts'
import { createControlListener, type ControlListener } from '../bridge/http/control.ts'
import { acquireInstanceLock } from '../bridge/instance-lock.ts'
import { systemClock } from '../bridge/ports.ts'
import { openSecrets } from '../bridge/secrets/open-secrets.ts'
import { openSettings } from '../bridge/settings.ts'
import { stderrLog } from './log.ts'
import { canOpenBrowser, openPanel } from './open-panel.ts'
import { publicOrigin } from './public-url.ts'
import { version } from './version.ts'

export interface UpOptions {
  dataDir: string
  port: number | undefined
  controlPort: number | undefined
  tunnel: 'off' | 'quick' | 'named' | undefined
  publicUrl: string | undefined
  json: boolean
  open: boolean | undefined
  verbose: boolean
  /** Started by the stdio link: nobody reads what is printed, and it ends up in a file. */
  background: boolean
}

/** Everything that runs, in the order it has to stop. */
interface Running {
  bridge: Bridge
  panel: ControlListener
  /** What the owner should know about where secrets are. */
  warning: string | undefined
  stop(): Promise<void>
}

/** A stop that hangs must not keep the owner waiting. */
const stopDeadlineMs = 4_500

/** Starts, tells how to go on, and resolves after a clean stop. Throws BridgeError. */
export async function up(options: UpOptions): Promise<void> {
  const stopping = stopRequests()
  const running = await start(options, stopping.ask)
  const { bridge, panel } = running
  const panelUrl = panel.launchUrl()
  if (options.json) {
    say({ event: 'ready', mcpUrl: bridge.mcpUrl(), panelUrl, dataDir: options.dataDir })
  } else if (!options.background) {
    process.stdout.write(welcome(bridge.mcpUrl(), panelUrl, running.warning))
  }
  const open =
    options.open ?? (process.stdout.isTTY && canOpenBrowser(process.env, process.platform))
  if (open) await openPanel(options.dataDir, panel.launchUrl())

  await stopping.asked
  if (options.json) say({ event: 'stopping' })
  else process.stdout.write('\nStopping…\n')
  const force = setTimeout(() => process.exit(1), stopDeadlineMs)
  await running.stop()
  clearTimeout(force)
}

async function start(options: UpOptions, requestStop: () => void): Promise<Running> {
  await using starting = new AsyncDisposableStack()
  const log = stderrLog(options.verbose)
  const { path: dataDir } = await openDataFolder({ flag: options.dataDir })
  const lock = await acquireInstanceLock(dataDir)
  starting.defer(() => lock.release())
  const settings = (await openSettings(dataDir)).get()
  const tunnel = options.tunnel ?? settings.tunnel
  if (tunnel !== 'off') throw new BridgeError('tunnel-unavailable', { mode: tunnel })
  const publicUrl = options.publicUrl ?? settings.publicUrl
  const secrets = await openSecrets({ dataDir, log, env: process.env, platform: process.platform })
  const bridge = await startBridge({
    dataDir,
    socketPath: localSocketPath(dataDir),
    secrets,
    limits: settings.limits,
    signIn: settings.signIn,
    port: options.port ?? settings.port,
    publicUrl: publicUrl === null ? undefined : publicOrigin(publicUrl),
    requestStop,
    version,
    clock: systemClock,
    log,
  })
  starting.defer(() => bridge.stop())
  const panel = createControlListener({
    control: bridge.control,
    rendererDir: join(import.meta.dirname, '..', 'renderer'),
    port: options.controlPort ?? settings.controlPort,
    requestLimitBytes: requestBytes(settings.limits),
    log,
    clock: systemClock,
  })
  starting.defer(() => panel.stop())
  const { url } = await panel.start()
  bridge.setPanel({ url, link: () => panel.launchUrl() })
  const running = starting.move()
  return { bridge, panel, warning: secrets.place.warning, stop: () => running.disposeAsync() }
}

const say = (event: Record<string, unknown>): void => {
  process.stdout.write(`${JSON.stringify(event)}\n`)
}

const welcome = (mcpUrl: string, panelUrl: string, warning: string | undefined): string => `
  Drawbridge is open.

  Address for MCP clients   ${mcpUrl}
  Panel                     ${panelUrl}

  ChatGPT, Claude Code, Cursor…  add the address as a custom MCP server (OAuth), then approve it
                                 in the panel or with: drawbridge approve NUMBER
  Claude Desktop                 see "Claude Desktop" in the README; it needs no sign-in
  Ctrl-C stops the bridge.
${warning === undefined ? '' : `\n  Note: ${warning}\n`}
`

interface Stopping {
  asked: Promise<void>
  ask: () => void
}

/** Resolves at the first request to stop, by signal or command; a second signal ends the process. */
function stopRequests(): Stopping {
  const { promise, resolve } = Promise.withResolvers<void>()
  let signalled = false
  const onSignal = () => {
    if (signalled) process.exit(1)
    signalled = true
    resolve()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  return { asked: promise, ask: resolve }
}
