/** Changing the file of another program on the real file system: preview, write, undo to the byte. */
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackups, type Backups } from '../../main/bridge/connect/edit/backups.ts'
import {
  applyEdit,
  previewEdit,
  readEntry,
  rejectedPart,
  type ConfigEntry,
} from '../../main/bridge/connect/edit/config-file.ts'
import type { ConfigFormat } from '../../main/bridge/connect/edit/config-format.ts'
import { jsonFormat } from '../../main/bridge/connect/edit/json-format.ts'
import { strictReader } from '../../main/bridge/connect/edit/json-reader.ts'
import { tomlFormat } from '../../main/bridge/connect/edit/toml-format.ts'
import { undoEdit } from '../../main/bridge/connect/edit/undo-edit.ts'
import { corpus } from './config-corpus.ts'

const value = { url: 'https://name.example/mcp' }
const noon = Date.parse('2026-11-21T12:00:00Z')
const formats: Record<'json' | 'toml', ConfigFormat> = { json: jsonFormat, toml: tomlFormat }

let home: string
let backups: Backups

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'connect-'))
  backups = createBackups({ dataDir: join(home, 'data'), clock: { now: () => noon } })
  await mkdir(join(home, 'data'))
})
afterEach(() => rm(home, { recursive: true }))

const entryIn = (file: string, format: ConfigFormat = jsonFormat): ConfigEntry => ({
  file,
  format,
  path: ['mcpServers', 'drawbridge'],
})

/** As the product does it: look, keep, write. */
async function change(entry: ConfigEntry): Promise<string> {
  const preview = await previewEdit(entry, value)
  await backups.keep('cursor', { ...preview, entry: value })
  return (await applyEdit(entry, value, preview.token)).file
}

async function undo(format: ConfigFormat = jsonFormat, force = false) {
  const record = await backups.newest('cursor')
  if (!record) throw new Error('nothing was kept')
  return undoEdit({ record, format, path: ['mcpServers', 'drawbridge'], force })
}

describe('a preview', () => {
  it('shows the change as a diff and changes nothing', async () => {
    const file = join(home, 'mcp.json')
    await writeFile(file, '{\n  "theme": "dark"\n}\n')
    const { diff, creates } = await previewEdit(entryIn(file), value)
    expect(creates).toBe(false)
    expect(diff).toContain('+  "mcpServers": {')
    expect(await readFile(file, 'utf8')).toBe('{\n  "theme": "dark"\n}\n')
  })

  it('says that a missing file will be made', async () => {
    expect(await previewEdit(entryIn(join(home, 'none', 'mcp.json')), value)).toMatchObject({
      creates: true,
    })
    expect(await readdir(home)).toEqual(['data'])
  })

  it('is empty when the entry is there already, however it is written', async () => {
    const file = join(home, 'mcp.json')
    await writeFile(file, `{"mcpServers":{"drawbridge":{ "url" : "${value.url}" }}}`)
    expect(await previewEdit(entryIn(file), value)).toMatchObject({ diff: '' })
  })
})

describe('writing', () => {
  it('is refused when the file changed since the preview', async () => {
    const file = join(home, 'mcp.json')
    await writeFile(file, '{}')
    const { token } = await previewEdit(entryIn(file), value)
    await writeFile(file, '{"new":1}')
    await expect(applyEdit(entryIn(file), value, token)).rejects.toMatchObject({
      code: 'config-changed',
    })
    expect(await readFile(file, 'utf8')).toBe('{"new":1}')
  })

  it('keeps the permissions of the file', async () => {
    const file = join(home, 'mcp.json')
    await writeFile(file, '{}')
    await chmod(file, 0o640)
    await change(entryIn(file))
    expect((await stat(file)).mode & 0o777).toBe(0o640)
  })

  it('follows a link, also through a linked folder, and leaves the links', async () => {
    await mkdir(join(home, 'dotfiles'))
    await writeFile(join(home, 'dotfiles', 'mcp.json'), '{}')
    await symlink(join(home, 'dotfiles'), join(home, 'cursor'))
    await symlink('mcp.json', join(home, 'dotfiles', 'link.json'))
    const written = await change(entryIn(join(home, 'cursor', 'link.json')))
    expect(written).toBe(join(home, 'dotfiles', 'mcp.json'))
    expect(await readlink(join(home, 'dotfiles', 'link.json'))).toBe('mcp.json')
    expect(await readEntry(entryIn(join(home, 'dotfiles', 'mcp.json')))).toEqual(value)
  })

  it('writes where a link leads, also when nothing is there yet', async () => {
    await mkdir(join(home, 'dotfiles'))
    await symlink(join('dotfiles', 'mcp.json'), join(home, 'mcp.json'))
    expect(await change(entryIn(join(home, 'mcp.json')))).toBe(join(home, 'dotfiles', 'mcp.json'))
    expect(await readlink(join(home, 'mcp.json'))).toBe(join('dotfiles', 'mcp.json'))
    expect(await readEntry(entryIn(join(home, 'dotfiles', 'mcp.json')))).toEqual(value)
  })

  it('leaves no temporary file behind', async () => {
    await change(entryIn(join(home, 'new', 'mcp.json')))
    expect(await readdir(join(home, 'new'))).toEqual(['mcp.json'])
  })

  it('refuses what is no file at all', async () => {
    await mkdir(join(home, 'mcp.json'))
    await expect(previewEdit(entryIn(join(home, 'mcp.json')), value)).rejects.toMatchObject({
      code: 'config-unreadable',
    })
  })
})

describe('a file its own client rejects', () => {
  const strict = (file: string): ConfigEntry => ({ ...entryIn(file), reader: strictReader })

  it.each([
    ['a comment', '{\n  // mine\n  "a": 1\n}\n', 'line 2, column 3: a comment'],
    ['a trailing comma', '{\n  "a": [1, 2,],\n}\n', 'line 2, column 13: a trailing comma'],
    ['a byte order mark', '\uFEFF{\n  "a": 1\n}\n', 'it begins with a byte order mark'],
    ['all of them', '\uFEFF{ /* x */ "a": "// no, /* comment */ ,}", /* y */ }', 'byte order mark'],
  ])('%s: it is said, and written without', async (_what, text, problem) => {
    const file = join(home, 'mcp.json')
    await writeFile(file, text)
    expect(await rejectedPart(strict(file))).toContain(problem)
    const { rejected } = await previewEdit(strict(file), value)
    expect(rejected).toContain(problem)
    const { token } = await previewEdit(strict(file), value)
    await applyEdit(strict(file), value, token)
    const clean: unknown = JSON.parse(await readFile(file, 'utf8'))
    expect(clean).toMatchObject({ a: expect.anything(), mcpServers: { drawbridge: value } })
    expect(await rejectedPart(strict(file))).toBeUndefined()
  })

  it('is left as it is where the client reads it', async () => {
    const file = join(home, 'mcp.json')
    await writeFile(file, '\uFEFF{ // mine\n}')
    expect(await rejectedPart(entryIn(file))).toBeUndefined()
    const reader = { bom: true, comments: true, trailingCommas: false }
    expect(await rejectedPart({ ...entryIn(file), reader })).toBeUndefined()
    const { after } = await previewEdit({ ...entryIn(file), reader }, value)
    expect(after.toString('utf8')).toMatch(/^\uFEFF\{ \/\/ mine/)
  })

  it('is written clean also when the entry is right already', async () => {
    const file = join(home, 'mcp.json')
    await writeFile(file, `\uFEFF${JSON.stringify({ mcpServers: { drawbridge: value } })}`)
    const preview = await previewEdit(strict(file), value)
    expect(preview).toMatchObject({ diff: '', rejected: expect.stringContaining('byte order') })
    await applyEdit(strict(file), value, preview.token)
    expect((await readFile(file))[0]).toBe('{'.codePointAt(0))
  })
})

describe('undoing', () => {
  it.each(corpus.filter(({ editable }) => editable))(
    'brings back every byte of $format: $name',
    async (sample) => {
      const file = join(home, 'config')
      await writeFile(file, sample.bytes)
      await change(entryIn(file, formats[sample.format]))
      expect(await undo(formats[sample.format])).toBe('restored')
      expect(await readFile(file)).toEqual(sample.bytes)
    },
  )

  it('brings back every byte of any file it was able to edit', async () => {
    const file = join(home, 'any.json')
    const text = fc.json().map((json) => (json.startsWith('{') ? json : `{"a":${json}}`))
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('', '\n', '\r\n', '\n// end'), async (json, end) => {
        await writeFile(file, json + end)
        const preview = await previewEdit(entryIn(file), value).catch(() => undefined)
        if (!preview) return
        await backups.keep('cursor', { ...preview, entry: value })
        await applyEdit(entryIn(file), value, preview.token)
        await undo()
        expect(await readFile(file, 'utf8')).toBe(json + end)
      }),
      { numRuns: 50 },
    )
  })

  it('removes a file that was not there before', async () => {
    const file = join(home, 'mcp.json')
    await change(entryIn(file))
    expect(await undo()).toBe('removed')
    expect(await readdir(home)).toEqual(['data'])
  })

  it('takes out only our entry when others have written the file since', async () => {
    const file = join(home, 'mcp.json')
    await writeFile(file, '{"theme":"dark"}')
    await change(entryIn(file))
    // As its client writes it anew: other spaces, further keys, and a server of its own.
    const theirs = {
      theme: 'light',
      mcpServers: { drawbridge: { ...value, enabled: true }, other: {} },
    }
    await writeFile(file, `${JSON.stringify(theirs, null, 2)}\n`)
    expect(await undo()).toBe('entry-removed')
    expect(await readFile(file, 'utf8')).toBe(
      `${JSON.stringify({ theme: 'light', mcpServers: { other: {} } }, null, 2)}\n`,
    )
  })

  it('gives an entry of before back, and leaves what came since', async () => {
    const file = join(home, 'mcp.json')
    await writeFile(file, '{"mcpServers":{"drawbridge":{"url":"http://old"}}}')
    await change(entryIn(file))
    const now = { mcpServers: { drawbridge: value }, since: 1 }
    await writeFile(file, JSON.stringify(now))
    expect(await undo()).toBe('entry-restored')
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      mcpServers: { drawbridge: { url: 'http://old' } },
      since: 1,
    })
  })

  it('is refused when somebody changed our entry; by force it goes, and nothing else', async () => {
    const file = join(home, 'mcp.json')
    await writeFile(file, '{}')
    await change(entryIn(file))
    const edited = '{"mcpServers":{"drawbridge":{"url":"https://mine"},"other":{}},"theirs":1}'
    await writeFile(file, edited)
    await expect(undo()).rejects.toMatchObject({ code: 'config-changed-since' })
    expect(await readFile(file, 'utf8')).toBe(edited)
    expect(await undo(jsonFormat, true)).toBe('entry-removed')
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      mcpServers: { other: {} },
      theirs: 1,
    })
  })

  it('says when the entry is gone already, also with the whole file', async () => {
    const file = join(home, 'mcp.json')
    await writeFile(file, '{}')
    await change(entryIn(file))
    await writeFile(file, '{"theirs":1}')
    expect(await undo(jsonFormat, true)).toBe('not-there')
    expect(await readFile(file, 'utf8')).toBe('{"theirs":1}')
    await rm(file)
    expect(await undo()).toBe('not-there')
  })

  it('keeps a copy with the time in its name, for the owner only', async () => {
    const file = join(home, 'mcp.json')
    await writeFile(file, '{}')
    await change(entryIn(file))
    const folder = join(home, 'data', 'client-backups')
    expect(await readdir(folder)).toContain('cursor-2026-11-21T12-00-00-000Z-mcp.json')
    expect(
      (await stat(join(folder, 'cursor-2026-11-21T12-00-00-000Z-mcp.json'))).mode & 0o777,
    ).toBe(0o600)
  })
})
