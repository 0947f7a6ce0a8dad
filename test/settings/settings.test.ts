import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSettings } from '../../main/bridge/settings/settings.ts'

let dataDir: string
let path: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-settings-'))
  path = join(dataDir, 'settings.json')
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const written = async (): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'))

describe('settings', () => {
  it('have defaults, and no file until something is chosen', async () => {
    const settings = await openSettings(dataDir)
    expect(settings.get()).toMatchObject({
      port: 7420,
      controlPort: 7421,
      tunnel: 'quick',
      publicUrl: null,
      limits: {
        messageBytes: 256 * 1024,
        fileBytes: 25 * 1024 * 1024,
        storageBytes: 2 * 1024 ** 3,
      },
    })
    expect(await readdir(dataDir)).toEqual([])
  })

  it('keep what was chosen, and only that, in a private file', async () => {
    const settings = await openSettings(dataDir)
    await settings.update({ port: 8000, limits: { fileBytes: 2048 } })
    expect(await written()).toEqual({ port: 8000, limits: { fileBytes: 2048 } })
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
    const again = (await openSettings(dataDir)).get()
    expect(again).toMatchObject({
      port: 8000,
      limits: { fileBytes: 2048, messageBytes: 256 * 1024, storageBytes: 2 * 1024 ** 3 },
    })
  })

  it('go back to the default with null', async () => {
    const settings = await openSettings(dataDir)
    await settings.update({ port: 8000, publicUrl: 'https://bridge.example' })
    expect((await settings.update({ port: null, publicUrl: null })).port).toBe(7420)
    expect(await written()).toEqual({})
  })

  it('keep keys of a newer version, inside and out', async () => {
    await writeFile(path, '{"theme":"dark","limits":{"threads":5}}')
    await (await openSettings(dataDir)).update({ limits: { fileBytes: 4096 }, controlPort: 0 })
    expect(await written()).toEqual({
      theme: 'dark',
      limits: { threads: 5, fileBytes: 4096 },
      controlPort: 0,
    })
  })

  it('tell those who listen, after the change is on disk, until they stop', async () => {
    const settings = await openSettings(dataDir)
    const seen: number[] = []
    const stop = settings.onChange(({ port }) => seen.push(port))
    await settings.update({ port: 8001 })
    stop()
    await settings.update({ port: 8002 })
    expect(seen).toEqual([8001])
  })

  it('lose nothing when they are changed several times at once', async () => {
    const settings = await openSettings(dataDir)
    await Promise.all([
      settings.update({ port: 8001 }),
      settings.update({ controlPort: 8002 }),
      settings.update({ limits: { messageBytes: 5000 } }),
    ])
    expect(await written()).toEqual({
      port: 8001,
      controlPort: 8002,
      limits: { messageBytes: 5000 },
    })
  })

  it('refuse a change that makes no sense, and stay as they were', async () => {
    const settings = await openSettings(dataDir)
    await settings.update({ port: 8001 })
    await expect(settings.update({ port: 70_000 })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('port'),
    })
    await expect(settings.update({ publicUrl: 'ftp://x.example' })).rejects.toMatchObject({
      code: 'invalid-input',
    })
    expect(settings.get().port).toBe(8001)
    expect(await written()).toEqual({ port: 8001 })
  })

  it.each([
    ['not JSON', '{"port": 7420,', 'not JSON'],
    ['not an object', '[1]', 'not an object'],
    ['a wrong value', '{"limits":{"fileBytes":"big"}}', 'limits.fileBytes'],
  ])('refuse a file that is %s, name the problem, and leave it', async (_what, text, problem) => {
    await writeFile(path, text)
    await expect(openSettings(dataDir)).rejects.toMatchObject({
      code: 'settings-invalid',
      message: expect.stringContaining(problem),
    })
    expect(await readFile(path, 'utf8')).toBe(text)
  })
})
