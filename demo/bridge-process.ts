/** The built bridge as a child process, and commands against it. */
import { execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const builtProgram = join(import.meta.dirname, '..', 'out', 'main', 'headless.js')
const run = promisify(execFile)
// The demonstration must not leave anything in the owner's keychain.
const env = { ...process.env, DRAWBRIDGE_SECRETS: 'file' }

export interface BridgeProcess {
  mcpUrl: string
  pid: number
  /** Runs a `drawbridge` command and gives what it printed. */
  command(...args: string[]): Promise<string>
  stop(): Promise<void>
}

/** `program`: another build than this one, to compare with. */
export async function startBridgeProcess(
  dataDir: string,
  program = builtProgram,
): Promise<BridgeProcess> {
  const args = [
    'up',
    '--json',
    '--no-open',
    '--tunnel',
    'off',
    '--port',
    '0',
    '--control-port',
    '0',
    '--data',
    dataDir,
  ]
  const child = spawn(process.execPath, [program, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
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
      (await run(process.execPath, [program, ...words, '--data', dataDir], { env })).stdout,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
