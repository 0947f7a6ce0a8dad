/** How much of the program a command loads, as it is shipped: what speaks to the local socket, and no more. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

const out = join(import.meta.dirname, '..', '..', 'out', 'main')
const LIMIT = 250_000

/** The files of ours that a command has loaded by its end. */
function loadedBy(...words: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-loaded-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [preload, report] = [join(folder, 'preload.cjs'), join(folder, 'loaded.json')]
  const write = `require('fs').writeFileSync(${JSON.stringify(report)}, JSON.stringify(Object.keys(require.cache)))`
  writeFileSync(preload, `process.on('exit', () => ${write})`)
  const program = join(out, 'headless.cjs')
  spawnSync(process.execPath, ['--require', preload, program, ...words, '--data', folder])
  const loaded = JSON.parse(readFileSync(report, 'utf8')) as string[]
  return loaded.filter((path) => path.startsWith(out)).map((path) => basename(path))
}

it.each([['send', 'hello', '--to', 'claude'], ['status'], ['inbox', 'claude'], ['held']])(
  'drawbridge %s loads the command line and not the bridge',
  (...words) => {
    const loaded = loadedBy(...words)
    expect(loaded).toContain('headless-main.cjs')
    expect(loaded).not.toContain('headless-up.cjs')
    const code = loaded.map((name) => readFileSync(join(out, name), 'utf8')).join('')
    expect(code.length).toBeLessThan(LIMIT)
    // The schemas of the contract, the SDK, the provider.
    expect(code).not.toMatch(/ZodObject|createMcpHandler|createAuthorizationServer/)
  },
)
