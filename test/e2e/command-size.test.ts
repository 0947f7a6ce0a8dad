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

/** What a command has loaded by its end: of ours the names and all of the code, and of Node. */
function loadedBy(
  file: string,
  ...words: string[]
): { names: string[]; code: string; ofNode: string[] } {
  const [preload, report] = [join(folder, 'preload.cjs'), join(folder, 'loaded.json')]
  const write = `require('fs').writeFileSync(${JSON.stringify(report)}, JSON.stringify({ ours: Object.keys(require.cache), ofNode: process.moduleLoadList }))`
  writeFileSync(preload, `process.on('exit', () => ${write})`)
  const program = join(out, file)
  const ran = spawnSync(
    process.execPath,
    ['--require', preload, program, ...words, '--data', folder],
    { encoding: 'utf8', input: '' },
  )
  expect(ran).toMatchObject({ status: 0, stderr: '' })
  const { ours, ofNode } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, string[]>
  const names = (ours ?? []).filter((path) => path.startsWith(out)).map((path) => basename(path))
  return {
    names,
    code: names.map((name) => readFileSync(join(out, name), 'utf8')).join(''),
    ofNode: (ofNode ?? []).map((name) => name.replace('NativeModule ', '')),
  }
}

it.each([['send', 'hello', '--to', 'claude'], ['status'], ['inbox', 'claude'], ['panel']])(
  'drawbridge %s loads what it needs and neither the other commands nor the words of errors',
  (...words) => {
    const { names, code, ofNode } = loadedBy('headless.cjs', ...words)
    expect(names).toEqual(['headless.cjs', 'headless-rolldown-runtime.cjs'])
    expect(ofNode).toContain('net')
    expect(ofNode).not.toContain('fs/promises')
    expect(code.length).toBeLessThan(LIMIT)
  },
)

it('drawbridge held loads the other commands and not the bridge', () => {
  const { names, code } = loadedBy('headless.cjs', 'held')
  expect(names).toContain('headless-other-commands.cjs')
  expect(names).not.toContain('headless-up.cjs')
  expect(code.length).toBeLessThan(OTHER_LIMIT)
  // The schemas of the contract, the SDK, the provider.
  expect(code).not.toMatch(/ZodObject|createMcpHandler|createAuthorizationServer/)
})

it('the link loads nothing that only starting a bridge needs', () => {
  const { names, ofNode } = loadedBy('stdio.cjs', '--as', 'claude')
  expect(names).toEqual(['stdio.cjs'])
  expect(ofNode).toContain('net')
  expect(ofNode.filter((name) => /^(?:child_process|fs\/promises)$/.test(name))).toEqual([])
})
