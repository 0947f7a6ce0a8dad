/** What the shipped bridge has loaded once it answers: nothing that waits for a sign-in, and text of one byte a character. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startBridgeProcess } from '../../demo/bridge-process.ts'

const out = join(import.meta.dirname, '..', '..', 'out', 'main')
const LIMIT = 2_000_000

interface Loaded {
  /** The files of ours that were loaded. */
  names: string[]
  /** What V8's young generation had grown to. */
  youngBytes: number
  /** When it said so. */
  at: number
}

/** What a bridge says of itself as it ends, after `use`; `now` is what it says until then. */
async function loadedBy(
  use: (mcpUrl: string, now: () => Loaded | undefined) => Promise<unknown>,
): Promise<Loaded> {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-loaded-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [preload, report] = [join(folder, 'preload.cjs'), join(folder, 'loaded.json')]
  writeFileSync(
    preload,
    `const v8 = require('v8')
    const say = () => {
      const young = v8.getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
      const found = { paths: Object.keys(require.cache), youngBytes: young.space_size, at: Date.now() }
      require('fs').writeFileSync(${JSON.stringify(`${report}.new`)}, JSON.stringify(found))
      require('fs').renameSync(${JSON.stringify(`${report}.new`)}, ${JSON.stringify(report)})
    }
    setInterval(say, 100).unref()
    process.on('exit', say)`,
  )
  const bridge = await startBridgeProcess(folder, { flags: ['--require', preload] })
  const now = (): Loaded | undefined => {
    if (!existsSync(report)) return undefined
    const { paths, ...rest } = JSON.parse(readFileSync(report, 'utf8')) as {
      paths: string[]
      youngBytes: number
      at: number
    }
    const names = paths.filter((path) => path.startsWith(out)).map((path) => basename(path))
    return { names, ...rest }
  }
  await use(bridge.mcpUrl, now).finally(() => bridge.stop())
  const last = now()
  if (!last) throw new Error('The bridge has said nothing of itself')
  return last
}

const codeOf = (names: string[]) =>
  names.map((name) => readFileSync(join(out, name), 'utf8')).join('')

it('answers without the provider, the routes of sign-in, or the setting up of clients', async () => {
  const { names } = await loadedBy((mcpUrl) => fetch(new URL('/healthz', mcpUrl)))
  expect(names).toContain('headless-up.cjs')
  expect(names).not.toContain('headless-sign-in-sites.cjs')
  const code = codeOf(names)
  expect(code.length).toBeLessThan(LIMIT)
  expect(code).not.toMatch(/interactionPolicy|mime-db|application\/vnd\.dvb/)
})

it('loads them when somebody begins to sign in', async () => {
  const { names } = await loadedBy(async (mcpUrl) => {
    const answer = await fetch(new URL('/.well-known/oauth-authorization-server', mcpUrl))
    expect(answer.status).toBe(200)
  })
  expect(names).toContain('headless-sign-in-sites.cjs')
})

it('makes the young generation small once the start is over, and keeps it so under load', async () => {
  const small = 4 * 1024 * 1024
  const { youngBytes } = await loadedBy(async (mcpUrl, now) => {
    const started = Date.now()
    const young = () => {
      const said = now()
      return said && said.at > started ? said.youngBytes : undefined
    }
    await expect.poll(young, { timeout: 60_000 }).toBeLessThanOrEqual(small)
    for (let call = 0; call < 100; call += 1) {
      await Promise.all(Array.from({ length: 10 }, () => fetch(new URL('/healthz', mcpUrl))))
    }
  })
  expect(youngBytes).toBeGreaterThan(0)
  expect(youngBytes).toBeLessThanOrEqual(small)
})

it('makes the schemas of the contract when its owner first asks something', async () => {
  const { names } = await loadedBy((mcpUrl) => fetch(new URL('/healthz', mcpUrl)))
  expect(names).not.toContain('headless-contract.cjs')
})

it('is written in ASCII, which V8 keeps in one byte a character', () => {
  const programs = readdirSync(out).filter((name) => /\.c?js$/.test(name))
  expect(programs.length).toBeGreaterThan(5)
  expect(
    programs.filter((name) => /[^\0-\x7F]/.test(readFileSync(join(out, name), 'latin1'))),
  ).toEqual([])
})
