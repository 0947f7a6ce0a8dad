/**
 * Claude's link: `node stdio.cjs [--as claude] [--data DIR] [--run ID]`. Started by Claude Desktop and Claude Code
 * with the installed app in Node's place, and with `--bundle` by Claude Desktop itself, out of the
 * bundle: there the program that runs this is Claude, which must never be started again.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dataPath, startApp, startHeadless, type Command } from './data-path.ts'
import { answerWithProblem, runRelay } from './relay.ts'

const { values } = parseArgs({
  options: {
    as: { type: 'string', default: 'claude' },
    data: { type: 'string' },
    bundle: { type: 'boolean', default: false },
    run: { type: 'string' },
  },
})
const dataDir = dataPath({ flag: values.data })
const { stdin, stdout, env, execPath } = process

/** An AppImage is at another place each time it runs; where its file is, it says in APPIMAGE. */
function startCommand(): Command {
  if (values.bundle) return startApp({ flag: values.data })
  const headless = join(__dirname, 'headless.cjs')
  if (existsSync(headless)) return startHeadless(headless, dataDir)
  return startApp({ flag: values.data, program: env['APPIMAGE'] ?? execPath })
}

runRelay({ dataDir, participant: values.as, run: values.run, startCommand, stdin, stdout }).then(
  () => process.exit(0),
  async (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    process.stderr.write(`drawbridge: ${message}\n`)
    await answerWithProblem({ stdin, stdout }, message)
    process.exit(1)
  },
)

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
  process.once(signal, () => process.exit(0))

// A host that dies without closing our stdin would leave this process behind; a new parent shows it.
// Windows recycles process ids, so there the closed pipe has to do.
if (process.platform !== 'win32') {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0)
  }, 5_000).unref()
}
