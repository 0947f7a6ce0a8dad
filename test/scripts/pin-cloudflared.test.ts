/** Pinning another cloudflared: from a release on this computer, into a copy of the table. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const pinned = join(root, 'main', 'bridge', 'tunnel', 'cloudflared-release.json')

interface Table {
  version: string
  assets: Record<string, { file: string; sha256: string; programSha256?: string }>
}

const readTable = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Table
const sum = (content: Buffer): string => createHash('sha256').update(content).digest('hex')
const program = (file: string): Buffer => Buffer.from(`the program of ${file}`)

/** The file as it is released: the macOS ones are archives of one program. */
function released(file: string): Buffer {
  if (!file.endsWith('.tgz')) return program(file)
  const header = Buffer.alloc(512)
  header.write('cloudflared')
  header.write(program(file).length.toString(8).padStart(11, '0'), 124)
  header.write('0', 156)
  return gzipSync(Buffer.concat([header, program(file), Buffer.alloc(1024)]))
}

interface Release {
  notes?: string
  digest?: (file: string) => string | undefined
}

/** Runs the script against a release that says what is given of its files. */
async function pin(version: string, { notes = '', digest = () => undefined }: Release = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-pin-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const table = join(folder, 'table.json')
  cpSync(pinned, table)
  const files = Object.values(readTable(table).assets).map(({ file }) => file)
  let asked = 0
  const server = createServer((req, res) => {
    asked++
    const path = (req.url ?? '').slice(1)
    if (path.startsWith('file/')) {
      res.end(released(path.slice('file/'.length)))
      return
    }
    const assets = files.map((name) => ({
      name,
      browser_download_url: `${url}/file/${name}`,
      digest: digest(name),
    }))
    res.end(JSON.stringify({ body: notes, assets }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const script = join(root, 'scripts', 'pin-cloudflared.mjs')
  const args = [script, version, '--api', `${url}/tags`, '--table', table]
  const { code, output } = await new Promise<{ code: number; output: string }>((done) => {
    execFile(process.execPath, args, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    )
  })
  return { code, output, table: readTable(table), asked }
}

const notesOf = (change: (sha256: string) => string = (sha256) => sha256): string =>
  Object.values(readTable(pinned).assets)
    .map(({ file }) => `${file}: ${change(sum(released(file)))}`)
    .join('\n')

it('writes the sums of the files, and of the programs inside the archives', async () => {
  const { code, output, table } = await pin('2026.10.4', {
    notes: `### SHA256 Checksums:\n${notesOf()}\n`,
    digest: (file) => `sha256:${sum(released(file))}`,
  })
  expect(output).toContain('cloudflared 2026.10.4 is pinned')
  expect(code).toBe(0)
  expect(table.version).toBe('2026.10.4')
  for (const { file, sha256, programSha256 } of Object.values(table.assets)) {
    expect(sha256).toBe(sum(released(file)))
    expect(programSha256).toBe(file.endsWith('.tgz') ? sum(program(file)) : undefined)
  }
})

it.each<[string, Release]>([
  ['says nothing of their sums', {}],
  ['says another sum in its notes', { notes: notesOf((sha256) => sha256.replace(/^./, 'x')) }],
  [
    'says two different sums',
    { notes: notesOf(), digest: () => `sha256:${sum(Buffer.from('another file'))}` },
  ],
])('pins nothing when the release %s', async (_what, release) => {
  const { code, output, table } = await pin('2026.10.4', release)
  expect(output).toContain('SHA-256')
  expect(code).toBe(1)
  expect(table).toEqual(readTable(pinned))
})

it('asks nobody for what is no version', async () => {
  const { code, asked } = await pin('../../../evil')
  expect(code).toBe(1)
  expect(asked).toBe(0)
})
