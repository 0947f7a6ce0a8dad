/** The built bridge as its owner runs it: a real process in a temporary folder on free ports. */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

const out = join(import.meta.dirname, '..', '..', 'out', 'main')
const program = join(out, 'headless.cjs')
export const stdioProgram = join(out, 'stdio.cjs')

export interface RunningBridge {
  dataDir: string
  mcpUrl: string
  panelUrl: string
  child: ChildProcess
  /** Runs a command against it. */
  cli(...args: string[]): Promise<CommandResult>
  /** Runs a command with --json and gives what it printed. Throws when it fails. */
  json<T>(...args: string[]): Promise<T>
  /** Ends it and waits until it has. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export interface CommandResult {
  code: number
  stdout: string
  stderr: string
}

/** No keychain, no display, no colour: the same on every machine. */
export const plainEnvironment = {
  ...process.env,
  DRAWBRIDGE_SECRETS: 'file',
  CI: 'true',
}

export function temporaryDataFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'drawbridge-e2e-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

export function runCommand(dataDir: string, ...args: string[]): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, ...args, '--data', dataDir],
      { env: plainEnvironment },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr })
      },
    )
  })
}

export async function startBridge(
  options: { dataDir?: string; args?: string[] } = {},
): Promise<RunningBridge> {
  const dataDir = options.dataDir ?? temporaryDataFolder()
  const ports = options.args?.includes('--port') ? [] : ['--port', '0']
  const tunnel = options.args?.includes('--public-url') ? [] : ['--tunnel', 'off']
  const child = spawn(
    process.execPath,
    [
      program,
      'up',
      '--json',
      '--no-open',
      ...tunnel,
      ...ports,
      '--control-port',
      '0',
      '--data',
      dataDir,
    ].concat(options.args ?? []),
    { env: plainEnvironment, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return exited
  }
  onTestFinished(() => stop('SIGKILL').then(() => undefined))
  const ready = await readyEvent(child, exited)
  const cli = (...args: string[]) => runCommand(dataDir, ...args)
  return {
    dataDir,
    mcpUrl: ready.mcpUrl,
    panelUrl: ready.panelUrl,
    child,
    cli,
    async json<T>(...args: string[]) {
      const { code, stdout, stderr } = await cli(...args, '--json')
      if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`)
      return JSON.parse(stdout) as T
    },
    stop,
  }
}

interface Ready {
  event: string
  mcpUrl: string
  panelUrl: string
  dataDir: string
}

function readyEvent(child: ChildProcess, exited: Promise<number | null>): Promise<Ready> {
  let complaints = ''
  child.stderr?.on('data', (data) => {
    complaints += String(data)
  })
  return new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error('no stdout')
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = JSON.parse(line) as Ready
      if (event.event === 'ready') resolve(event)
    })
    void exited.then((code) => reject(new Error(`The bridge ended (${code}): ${complaints}`)))
  })
}
