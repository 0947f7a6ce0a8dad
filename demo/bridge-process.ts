/** The built bridge as a child process, and commands against it. */
import { execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { endWithUs } from './end-with-us.ts'

export const builtProgram = join(import.meta.dirname, '..', 'out', 'main', 'headless.cjs')
const run = promisify(execFile)
// The demonstration must not leave anything in the owner's keychain.
const env = () => ({ ...process.env, DRAWBRIDGE_SECRETS: 'file' })

/** The data folder is an option, and those stand before two dashes. */
function inFolder(words: string[], dataDir: string): string[] {
  const end = words.indexOf('--')
  return end < 0 ? [...words, '--data', dataDir] : words.toSpliced(end, 0, '--data', dataDir)
}

export interface BridgeProcess {
  mcpUrl: string
  pid: number
  /** Runs a `drawbridge` command and gives what it printed. */
  command(...args: string[]): Promise<string>
  /** Settles when the process is gone, whoever ended it. */
  ended: Promise<void>
  stop(): Promise<void>
  /** As a power cut ends it: nothing is finished, nothing is said. */
  kill(): Promise<void>
}

/**
 * `program`: another build than this one, to compare with. `port`: the one of an earlier start, so that
 * its clients find it again; any free one when left out. `flags`: of Node.
 */
export async function startBridgeProcess(
  dataDir: string,
  {
    program = builtProgram,
    port = 0,
    flags = [],
  }: { program?: string | undefined; port?: number; flags?: string[] | undefined } = {},
): Promise<BridgeProcess> {
  const args = [
    'up',
    '--json',
    '--no-open',
    '--tunnel',
    'off',
    '--port',
    String(port),
    '--control-port',
    '0',
    '--data',
    dataDir,
  ]
  const child = endWithUs(
    spawn(process.execPath, [...flags, program, ...args], {
      env: env(),
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const mcpUrl = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = JSON.parse(line) as { event: string; mcpUrl: string }
      if (event.event === 'ready') resolve(event.mcpUrl)
    })
    void ended.then(() => reject(new Error('The bridge ended before it was ready')))
  })
  return {
    mcpUrl,
    pid: child.pid ?? 0,
    command: async (...words) =>
      (await run(process.execPath, [program, ...inFolder(words, dataDir)], { env: env() })).stdout,
    ended,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
