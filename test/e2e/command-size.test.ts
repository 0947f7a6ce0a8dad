/** How much of the program a command loads, as it is shipped: what speaks to the local socket, and no more. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBridgeProcess, type BridgeProcess } from '../../demo/bridge-process.ts'

const out = join(import.meta.dirname, '..', '..', 'out', 'main')
const LIMIT = 50_000
/** With the words of every error. */
const OTHER_LIMIT = 200_000

let folder: string
let bridge: BridgeProcess

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'drawbridge-loaded-'))
  bridge = await startBridgeProcess(folder)
})

afterAll(async () => {
  await bridge.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** What a command has loaded of ours by its end: the names, and all of the code. */
function loadedBy(...words: string[]): { names: string[]; code: string } {
  const [preload, report] = [join(folder, 'preload.cjs'), join(folder, 'loaded.json')]
  const write = `require('fs').writeFileSync(${JSON.stringify(report)}, JSON.stringify(Object.keys(require.cache)))`
  writeFileSync(preload, `process.on('exit', () => ${write})`)
  const program = join(out, 'headless.cjs')
  const ran = spawnSync(
    process.execPath,
    ['--require', preload, program, ...words, '--data', folder],
    { encoding: 'utf8' },
  )
  expect(ran).toMatchObject({ status: 0, stderr: '' })
  const loaded = JSON.parse(readFileSync(report, 'utf8')) as string[]
  const names = loaded.filter((path) => path.startsWith(out)).map((path) => basename(path))
  return { names, code: names.map((name) => readFileSync(join(out, name), 'utf8')).join('') }
}

it.each([['send', 'hello', '--to', 'claude'], ['status'], ['inbox', 'claude'], ['panel']])(
  'drawbridge %s loads what it needs and neither the other commands nor the words of errors',
  (...words) => {
    const { names, code } = loadedBy(...words)
    expect(names).toEqual(['headless.cjs', 'headless-rolldown-runtime.cjs'])
    expect(code.length).toBeLessThan(LIMIT)
  },
)

it('drawbridge held loads the other commands and not the bridge', () => {
  const { names, code } = loadedBy('held')
  expect(names).toContain('headless-other-commands.cjs')
  expect(names).not.toContain('headless-up.cjs')
  expect(code.length).toBeLessThan(OTHER_LIMIT)
  // The schemas of the contract, the SDK, the provider.
  expect(code).not.toMatch(/ZodObject|createMcpHandler|createAuthorizationServer/)
})
