/**
 * `npm run demo:programs -- --codex-queue`: a thread of the real Codex that no window shows takes its turn in a talk,
 * because the bridge put one line into its queue. The server that resumes it is Codex's own, run here in the foreground: as a
 * daemon it would bring an updater that stays.
 */
import { execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { startBridgeProcess } from '../../demo/bridge-process.ts'
import type { MethodResult } from '../../main/contract.ts'
import { contents } from './contents.ts'
import { installPrograms } from './install.ts'
import { seatPrograms } from './seat-programs.ts'
import { startStubModel } from './stub-model.ts'

const longestMs = 2 * 60_000
const link = join(import.meta.dirname, '../../out/main/stdio.cjs')
const run = promisify(execFile)

/** True when the turn was handed in by the resumed thread. */
export async function wakeCodex(say: (line: string) => void): Promise<boolean> {
  const work = await mkdtemp(join(tmpdir(), 'drawbridge-codex-'))
  const [dataDir, home] = [join(work, 'data'), join(work, 'home')]
  await mkdir(dataDir)
  await mkdir(join(home, '.codex'), { recursive: true })
  const program = seatPrograms['codex']
  if (!program) throw new Error('There is no Codex among the programs')
  const model = await startStubModel(contents[1] ?? {})
  const [bin = ''] = await installPrograms(
    process.env['DRAWBRIDGE_PROGRAMS'] ?? join(work, 'programs'),
    [program],
  )
  // The bridge finds Codex, and Codex its settings, where they are for their owner.
  process.env['HOME'] = home
  process.env['PATH'] = `${dirname(bin)}${delimiter}${process.env['PATH'] ?? ''}`
  await writeFile(join(home, '.codex', 'config.toml'), configOf(model.url, dataDir))
  const bridge = await startBridgeProcess(dataDir)
  const server = spawn(bin, ['app-server', '--listen', 'unix://'], { stdio: 'ignore' })
  try {
    const words = ['exec', '--json', '--skip-git-repo-check', 'Wait until you are told.']
    const begun = run(bin, words, { cwd: home })
    begun.child.stdin?.end()
    const thread = /"thread_id":"([^"]+)"/.exec((await begun).stdout)?.[1] ?? ''
    say(`A thread of Codex ${program.version}, closed: ${thread}`)
    say(await bridge.command('wake', 'set', 'chatgpt', '--through', 'codex', '--thread', thread))
    await until(async () => (await daemonOf(bin)) === 'running')
    say(await bridge.command('wake', 'test', 'chatgpt'))
    const question = 'Which day should the bridge be painted, Saturday or Sunday?'
    const between = ['--between', 'claude,chatgpt', '--json']
    const talk = JSON.parse(await bridge.command('talk', 'start', question, ...between)) as {
      id: string
    }
    const begunAt = performance.now()
    await until(async () => {
      const talks = JSON.parse(await bridge.command('talk', '--json')) as MethodResult<'talks.list'>
      return talks.some(({ id, turn }) => id === talk.id && turn.join() === 'claude')
    })
    say(`Handed in after ${((performance.now() - begunAt) / 1000).toFixed(1)} s.`)
    say(await bridge.command('wake', 'log'))
    say(`Its model: ${model.made.join(', ')}`)
    return true
  } finally {
    server.kill('SIGKILL')
    await bridge.stop()
    model.close()
    await rm(work, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function daemonOf(bin: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(bin, ['app-server', 'daemon', 'version'])
    return (JSON.parse(stdout) as { status: string }).status
  } catch {
    return undefined
  }
}

async function until(is: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + longestMs
  while (!(await is())) {
    if (Date.now() > end) throw new Error('It took too long')
    await delay(250)
  }
}

/** The same for a window of Codex: a model on loopback, and the bridge among its servers. */
const configOf = (model: string, dataDir: string): string => `
model = "gpt-5.4"
model_provider = "loopback"
approval_policy = "never"
check_for_update_on_startup = false
[analytics]
enabled = false
[features]
apps = false
plugins = false
[model_providers.loopback]
name = "loopback"
base_url = "${model}/v1"
wire_api = "responses"
[mcp_servers.drawbridge]
command = ${JSON.stringify(process.execPath)}
args = ${JSON.stringify([link, '--as', 'chatgpt', '--data', dataDir])}
default_tools_approval_mode = "approve"
tool_timeout_sec = 120
`
