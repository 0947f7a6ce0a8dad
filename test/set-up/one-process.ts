/**
 * A unit test stays in its process. One that starts Node or a browser fails, with the hint that it
 * belongs to the project `whole`; a shell or `ps` for a moment is allowed.
 */
import childProcess from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'
import { promisify } from 'node:util'

type Start = ((...args: unknown[]) => unknown) & { [promisify.custom]?: Start }

const starters = ['execFile', 'execFileSync', 'fork', 'spawn', 'spawnSync'] as const
const heavy = /^(node|npm|npx|chrom|google-chrome|dbus|cloudflared|electron)/i
const marker = Symbol.for('drawbridge.one-process')

const guard =
  (name: string, start: Start): Start =>
  (...args) => {
    if (name === 'fork' || heavy.test(basename(String(args[0])))) {
      throw new Error(`A unit test started ${String(args[0])}: name its file *.whole.test.ts.`)
    }
    return start(...args)
  }

// Runs before every file, in a process that several files share.
if (!Reflect.has(childProcess, marker)) {
  for (const name of starters) {
    const start = childProcess[name] as Start
    const guarded = guard(name, start)
    const promised = start[promisify.custom]
    if (promised) guarded[promisify.custom] = guard(name, promised)
    Object.assign(childProcess, { [name]: guarded })
  }
  Object.assign(childProcess, { [marker]: true })
  syncBuiltinESMExports()
}
