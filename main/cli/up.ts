/** `drawbridge up`: runs the bridge in the foreground until it is told to stop. */
import { join } from 'node:path'
import { requestBytes, startBridge, type Bridge } from '../bridge/bridge.ts'
import { localSocketPath, openDataFolder } from '../bridge/data-folder.ts'
import { createControlListener, type ControlListener } from '../bridge/http/control.ts'
import { acquireInstanceLock } from '../bridge/instance-lock.ts'
import { systemClock } from '../bridge/ports.ts'
import { tunnelSentence } from '../bridge/tunnel-words.ts'
import { collectWhenIdle } from '../small-heap.ts'
import { openSecrets } from '../bridge/secrets/open-secrets.ts'
import type { AddressChoice } from '../bridge/public-address.ts'
import { openSettings } from '../bridge/settings.ts'
import type { Settings } from '../contract/settings-schema.ts'
import { readLastStart, rememberStart } from './last-start.ts'
import { stderrLog } from './log.ts'
import { watchNetwork } from './network-watch.ts'
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
    process.stdout.write(welcome(bridge.mcpUrl(), panelUrl, howForChatgpt(bridge), running.warning))
  }
  if (!options.background) tellAboutAddress(bridge, options.json)
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

async function start(given: UpOptions, requestStop: () => void): Promise<Running> {
  await using starting = new AsyncDisposableStack()
  const log = stderrLog(given.verbose)
  const { path: dataDir } = await openDataFolder({ flag: given.dataDir })
  const options = given.background ? { ...given, ...(await readLastStart(dataDir)) } : given
  const lock = await acquireInstanceLock(dataDir)
  starting.defer(() => lock.release())
  const stored = await openSettings(dataDir)
  const settings = stored.get()
  const secrets = await openSecrets({ dataDir, log, env: process.env, platform: process.platform })
  const bridge = await startBridge({
    dataDir,
    socketPath: localSocketPath(dataDir),
    secrets,
    settings: stored,
    port: options.port ?? settings.port,
    address: addressChoice(options, settings),
    env: process.env,
    linkCommand: {
      command: process.execPath,
      args: [join(import.meta.dirname, 'stdio.cjs'), '--data', dataDir],
    },
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
  if (!options.background) {
    const { port, controlPort, tunnel, publicUrl } = options
    await rememberStart(dataDir, { port, controlPort, tunnel, publicUrl })
  }
  starting.defer(watchNetwork(() => bridge.address.lookAgain()))
  starting.defer(collectWhenIdle(() => bridge.releaseMemory()))
  const running = starting.move()
  return { bridge, panel, warning: secrets.place.warning, stop: () => running.disposeAsync() }
}

/** A flag counts more than a setting; an address of the owner's own more than a tunnel. */
function addressChoice(options: UpOptions, settings: Settings): AddressChoice {
  const { tunnelHostname, tunnelKeeper, cloudflared } = settings
  const common = {
    keeper: tunnelKeeper,
    hostname: tunnelHostname ?? undefined,
    binary: cloudflared ?? undefined,
    modulesDir: join(import.meta.dirname, '..', '..', 'node_modules'),
  }
  const publicUrl = options.publicUrl ?? (options.tunnel === undefined ? settings.publicUrl : null)
  return publicUrl === null
    ? { mode: options.tunnel ?? settings.tunnel, settings: common }
    : { mode: 'own-url', settings: { ...common, publicUrl: publicOrigin(publicUrl) } }
}

/** One line whenever the address begins to work, changes or is in trouble. */
function tellAboutAddress(bridge: Bridge, json: boolean): void {
  let told = ''
  const tell = () => {
    const { state, publicUrl, lastError } = bridge.address.status()
    if (!['ready', 'degraded', 'failed', 'waiting'].includes(state)) return
    const now = `${state} ${publicUrl} ${state === 'ready' ? '' : lastError?.code}`
    if (now === told) return
    told = now
    const detail = tunnelSentence(bridge.address.status())
    if (json) say({ event: 'address', state, mcpUrl: bridge.mcpUrl(), detail })
    else
      process.stdout.write(
        `  ${state === 'ready' ? `Address for ChatGPT: ${bridge.mcpUrl()}` : detail}\n`,
      )
  }
  bridge.address.onChange(tell)
  tell()
}

const say = (event: Record<string, unknown>): void => {
  process.stdout.write(`${JSON.stringify(event)}\n`)
}

function howForChatgpt(bridge: Bridge): string {
  if (bridge.mcpUrl().startsWith('https:')) return 'add the address as a custom MCP server (OAuth)'
  return bridge.address.status().mode === 'off'
    ? 'needs a public address: start with --tunnel quick or --public-url'
    : 'needs a public address; it is told here as soon as there is one'
}

const welcome = (
  mcpUrl: string,
  panelUrl: string,
  chatgpt: string,
  warning: string | undefined,
): string => `
  Drawbridge is open.

  Address for MCP clients   ${mcpUrl}
  Panel                     ${panelUrl}

  Claude Desktop      needs no sign-in; the panel shows what to put into its settings
  Claude Code, Codex  add the address as an MCP server, then approve it in the panel
  ChatGPT             ${chatgpt}
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
