import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLog } from '../../main/bridge/base/ports.ts'
import type { SecretStore } from '../../main/bridge/base/ports.ts'
import { openSecrets } from '../../main/bridge/secrets/open-secrets.ts'

let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-secrets-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const open = (asked = 'file'): Promise<SecretStore> =>
  openSecrets({
    dataDir,
    log: silentLog,
    env: { DRAWBRIDGE_SECRETS: asked },
    platform: process.platform,
  })

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777

describe('secrets in a file', () => {
  it('are there for the next start', async () => {
    const store = await open()
    await store.set('key', 'välue')
    await store.set('other', 'x')
    await store.delete('other')
    const next = await open()
    expect(await next.get('key')).toBe('välue')
    expect(await next.get('other')).toBeUndefined()
  })

  it.runIf(process.platform !== 'win32')('are readable by their owner only', async () => {
    const store = await open()
    await store.set('key', 'value')
    expect(await modeOf(join(dataDir, 'secrets.json'))).toBe(0o600)
  })

  it.runIf(process.platform !== 'win32')('are closed again when a copy opened them', async () => {
    await (await open()).set('key', 'value')
    await chmod(join(dataDir, 'secrets.json'), 0o644)
    await open()
    expect(await modeOf(join(dataDir, 'secrets.json'))).toBe(0o600)
  })

  it('all arrive when they are written at once, and no temporary file stays', async () => {
    const store = await open()
    const names = Array.from({ length: 20 }, (_, index) => `key-${index}`)
    await Promise.all(names.map((name) => store.set(name, name)))
    const next = await open()
    expect(await Promise.all(names.map((name) => next.get(name)))).toEqual(names)
    expect((await readdir(dataDir)).sort()).toEqual(['secrets-place.json', 'secrets.json'])
  })

  it('are not overwritten when they cannot be read, and the error quotes none of them', async () => {
    await (await open()).set('key', 'value')
    const broken = '{"key":"hunter2"'
    await writeFile(join(dataDir, 'secrets.json'), broken)
    const refused = await open().catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'data-folder-unusable' })
    expect(String(refused)).not.toContain('hunter2')
    expect(await readFile(join(dataDir, 'secrets.json'), 'utf8')).toBe(broken)
  })

  it('refuse a value of several lines: keychains do not keep them faithfully', async () => {
    const store = await open()
    await expect(store.set('key', 'one\ntwo')).rejects.toThrow('single line')
    expect(await store.get('key')).toBeUndefined()
  })

  it('refuse a setting that nobody understands', async () => {
    await expect(open('vault')).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('refuse a record of the place that cannot be understood, instead of beginning anew', async () => {
    await writeFile(join(dataDir, 'secrets-place.json'), '{"secrets":"somewhere"}')
    await expect(open()).rejects.toMatchObject({ code: 'data-folder-unusable' })
  })
})
