/** What the shipped bridge has loaded once it answers: nothing that waits for a sign-in, and text of one byte a character. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startBridgeProcess } from '../../demo/bridge-process.ts'

const out = join(import.meta.dirname, '..', '..', 'out', 'main')
const LIMIT = 2_000_000

/** The files of ours that a bridge had loaded by its end, after `use`. */
async function loadedBy(use: (mcpUrl: string) => Promise<unknown>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-loaded-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [preload, report] = [join(folder, 'preload.cjs'), join(folder, 'loaded.json')]
  const write = `require('fs').writeFileSync(${JSON.stringify(report)}, JSON.stringify(Object.keys(require.cache)))`
  writeFileSync(preload, `process.on('exit', () => ${write})`)
  const bridge = await startBridgeProcess(folder, { flags: ['--require', preload] })
  await use(bridge.mcpUrl).finally(() => bridge.stop())
  const loaded = JSON.parse(readFileSync(report, 'utf8')) as string[]
  return loaded.filter((path) => path.startsWith(out)).map((path) => basename(path))
}

const codeOf = (names: string[]) =>
  names.map((name) => readFileSync(join(out, name), 'utf8')).join('')

it('answers without the provider, the routes of sign-in, or the setting up of clients', async () => {
  const loaded = await loadedBy((mcpUrl) => fetch(new URL('/healthz', mcpUrl)))
  expect(loaded).toContain('headless-up.cjs')
  expect(loaded).not.toContain('headless-sign-in-sites.cjs')
  const code = codeOf(loaded)
  expect(code.length).toBeLessThan(LIMIT)
  expect(code).not.toMatch(/interactionPolicy|mime-db|application\/vnd\.dvb/)
})

it('loads them when somebody begins to sign in', async () => {
  const loaded = await loadedBy(async (mcpUrl) => {
    const answer = await fetch(new URL('/.well-known/oauth-authorization-server', mcpUrl))
    expect(answer.status).toBe(200)
  })
  expect(loaded).toContain('headless-sign-in-sites.cjs')
})

it('is written in ASCII, which V8 keeps in one byte a character', () => {
  const programs = readdirSync(out).filter((name) => /\.c?js$/.test(name))
  expect(programs.length).toBeGreaterThan(5)
  expect(
    programs.filter((name) => /[^\0-\x7F]/.test(readFileSync(join(out, name), 'latin1'))),
  ).toEqual([])
})
