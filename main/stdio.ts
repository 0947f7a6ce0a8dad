/** Claude's link: `node stdio.cjs [--as claude] [--data DIR]`. Started by Claude Desktop and Claude Code. */
import { parseArgs } from 'node:util'
import { join } from 'node:path'
import { dataPath } from './data-path.ts'
import { runRelay } from './relay.ts'

const { values } = parseArgs({
  options: { as: { type: 'string', default: 'claude' }, data: { type: 'string' } },
})

runRelay({
  dataDir: dataPath({ flag: values.data }),
  participant: values.as,
  bridgeProgram: join(__dirname, 'headless.js'),
  stdin: process.stdin,
  stdout: process.stdout,
}).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`drawbridge: ${error instanceof Error ? error.message : String(error)}\n`)
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
