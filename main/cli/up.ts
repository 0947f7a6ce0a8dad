/** `drawbridge up`: runs the bridge in the foreground until it is told to stop. */
import { join } from 'node:path'
import type { Bridge } from '../bridge/bridge.ts'
import { requestBytes } from '../bridge/settings/request-size.ts'
import { createControlListener, type ControlListener } from '../bridge/http/control.ts'
import { systemClock } from '../bridge/base/ports.ts'
import { tunnelSentence } from '../bridge/address/tunnel-sentence.ts'
import { lineLog } from '../host/log.ts'
import { runBridge, stopDeadlineMs } from '../host/run-bridge.ts'
import { createStages } from '../host/stages.ts'
import { readLastStart, rememberStart } from './last-start.ts'
import { canOpenBrowser, openPanel } from './open-panel.ts'

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
  if (!options.background) printAddress(bridge, options.json)
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
  const sayAside = (line: string): void => void process.stderr.write(`${line}\n`)
  const log = lineLog(sayAside, given.verbose)
  const stages = createStages(given.background ? () => {} : sayAside)
  starting.defer(() => stages.end())
  const { dataDir } = given
  const options = given.background ? { ...given, ...(await readLastStart(dataDir)) } : given
  const host = await runBridge({
    dataDir,
    asked: options,
    folders: { modulesDir: join(import.meta.dirname, '..', '..', 'node_modules') },
    linkCommand: {
      command: process.execPath,
      args: [join(import.meta.dirname, 'stdio.cjs'), '--data', dataDir],
    },
    requestStop,
    log,
    stages,
  })
  starting.defer(() => host.stop())
  stages.enter('Opening the panel')
  const { bridge, secretPlace } = host
  const settings = host.settings.get()
  const panel = createControlListener({
    control: bridge.control,
    rendererDir: join(import.meta.dirname, '..', 'renderer'),
    port: options.controlPort ?? settings.controlPort,
    get requestLimitBytes() {
      return requestBytes(host.settings.get().limits)
    },
    log,
    clock: systemClock,
  })
  starting.defer(() => panel.stop())
  const { url } = await panel.start()
  bridge.setPanel({ url, link: () => panel.launchUrl() })
  if (!options.background) {
    const { port, controlPort, tunnel, publicUrl } = options
    await rememberStart(dataDir, { port, controlPort, tunnel, publicUrl })
    // What is chosen in the panel counts more than the flags of this start.
    const { tunnel: before, publicUrl: urlBefore } = settings
    host.settings.onChange((now) => {
      if (now.tunnel === before && now.publicUrl === urlBefore) return
      rememberStart(dataDir, { port, controlPort }).catch((error: unknown) => {
        log.warn('start.not-remembered', { error: String(error) })
      })
    })
  }
  stages.end()
  const running = starting.move()
  return { bridge, panel, warning: secretPlace.warning, stop: () => running.disposeAsync() }
}

/** One line whenever the address begins to work, changes or is in trouble. */
function printAddress(bridge: Bridge, json: boolean): void {
  let printed = ''
  const print = () => {
    const { state, publicUrl, lastError } = bridge.address.status()
    if (!['ready', 'degraded', 'failed', 'waiting'].includes(state)) return
    const now = `${state} ${publicUrl} ${state === 'ready' ? '' : lastError?.code}`
    if (now === printed) return
    printed = now
    const detail = tunnelSentence(bridge.address.status())
    if (json) say({ event: 'address', state, mcpUrl: bridge.mcpUrl(), detail })
    else
      process.stdout.write(
        `  ${state === 'ready' ? `Address for ChatGPT: ${bridge.mcpUrl()}` : detail}\n`,
      )
  }
  bridge.address.onChange(print)
  print()
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

  Claude Desktop      drawbridge connect claude-desktop, or the panel under Set-up
  Claude Code, Codex  drawbridge connect claude-code, drawbridge connect codex
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
