/** The Go SDK's echo as a process, where Go is on this computer: built in a temporary folder, and pinned. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { endWithUs } from '../demo/end-with-us.ts'

const run = promisify(execFile)
const sdk = 'github.com/modelcontextprotocol/go-sdk v1.8.0'

/** Undefined where there is no Go, or the module cannot be had. */
export async function openGoEcho(): Promise<
  { url: string; pid: number; close(): Promise<void> } | undefined
> {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-go-'))
  const gone = () => rm(folder, { recursive: true, force: true })
  try {
    await writeFile(join(folder, 'go.mod'), `module echo\n\ngo 1.25\n\nrequire ${sdk}\n`)
    await copyFile(join(import.meta.dirname, 'go-echo', 'main.go'), join(folder, 'main.go'))
    await run('go', ['mod', 'tidy'], { cwd: folder, timeout: 300_000 })
    await run('go', ['build', '-o', 'echo', '.'], { cwd: folder, timeout: 300_000 })
  } catch (error) {
    process.stderr.write(`The Go SDK is not measured: ${String(error).split('\n', 1)[0]}\n`)
    await gone()
    return undefined
  }
  const child = endWithUs(spawn(join(folder, 'echo'), { stdio: ['ignore', 'pipe', 'inherit'] }))
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return {
    url,
    pid: child.pid ?? 0,
    async close() {
      child.kill()
      await gone()
    },
  }
}
