/** Against a real gnome-keyring. macOS and Windows keep to their own keychains, which have no test double. */
import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDesktop } from './desktop.ts'

describe.runIf(process.platform === 'linux')('secrets in the Secret Service', () => {
  it('keeps a secret for a later process and a later session', async () => {
    await using desktop = await createDesktop()
    const dataDir = await desktop.dataDir()
    const first = await desktop.secrets('unlocked', dataDir, [['set', 'key', 'the value']])
    expect(first.place).toEqual({
      kind: 'keychain',
      description: 'the keychain of this desktop (Secret Service)',
    })
    const second = await desktop.secrets('unlocked', dataDir, [['get', 'key']])
    expect(second.results).toEqual(['the value'])
  })

  it('writes no secret into the data folder', async () => {
    await using desktop = await createDesktop()
    const dataDir = await desktop.dataDir()
    const secret = randomBytes(16).toString('hex')
    await desktop.secrets('unlocked', dataDir, [['set', 'key', secret]])
    expect(await readdir(dataDir)).toEqual(['secrets-place.json'])
    expect(await readFile(join(dataDir, 'secrets-place.json'), 'utf8')).not.toContain(secret)
  })

  it('carries 20 kB and characters outside ASCII unchanged', async () => {
    await using desktop = await createDesktop()
    const dataDir = await desktop.dataDir()
    const long = randomBytes(10_000).toString('hex')
    const text = 'Zugbrücke 吊橋 🌉'
    const { results } = await desktop.secrets('unlocked', dataDir, [
      ['set', 'long', long],
      ['set', 'text', text],
      ['get', 'long'],
      ['get', 'text'],
    ])
    expect(results?.slice(2)).toEqual([long, text])
  })

  it('replaces and deletes; deleting what is not there is no error', async () => {
    await using desktop = await createDesktop()
    const dataDir = await desktop.dataDir()
    const { results } = await desktop.secrets('unlocked', dataDir, [
      ['set', 'key', 'one'],
      ['set', 'key', 'two'],
      ['get', 'key'],
      ['delete', 'key'],
      ['get', 'key'],
      ['delete', 'key'],
    ])
    expect([results?.[2], results?.[4]]).toEqual(['two', null])
  })

  it('keeps two data folders of one user apart', async () => {
    await using desktop = await createDesktop()
    const [one, two] = [await desktop.dataDir('one'), await desktop.dataDir('two')]
    await desktop.secrets('unlocked', one, [['set', 'key', 'of one']])
    const other = await desktop.secrets('unlocked', two, [
      ['get', 'key'],
      ['set', 'key', 'of two'],
      ['delete', 'key'],
    ])
    expect(other.results?.[0]).toBeNull()
    const again = await desktop.secrets('unlocked', one, [['get', 'key']])
    expect(again.results).toEqual(['of one'])
  })

  it('refuses a locked keychain that holds the keys, and makes none elsewhere', async () => {
    await using desktop = await createDesktop()
    const dataDir = await desktop.dataDir()
    await desktop.secrets('unlocked', dataDir, [['set', 'key', 'kept']])
    const { error } = await desktop.secrets('locked', dataDir, [['set', 'key', 'new']])
    expect(error?.code).toBe('keychain-locked')
    expect(error?.message).toContain('locked')
    expect(await readdir(dataDir)).toEqual(['secrets-place.json'])
    const { results } = await desktop.secrets('unlocked', dataDir, [['get', 'key']])
    expect(results).toEqual(['kept'])
  })

  it('refuses a locked keychain on the first start too, and names the way without one', async () => {
    await using desktop = await createDesktop()
    await desktop.secrets('unlocked', await desktop.dataDir('somebody'))
    const dataDir = await desktop.dataDir('fresh')
    const { error } = await desktop.secrets('locked', dataDir)
    expect(error?.code).toBe('keychain-locked')
    expect(error?.next).toContain('DRAWBRIDGE_SECRETS=file')
    expect(await readdir(dataDir)).toEqual([])
  })

  it('refuses when the keychain that holds the keys is gone', async () => {
    await using desktop = await createDesktop()
    const dataDir = await desktop.dataDir()
    await desktop.secrets('unlocked', dataDir, [['set', 'key', 'kept']])
    const { error } = await desktop.secrets('no-bus', dataDir)
    expect(error?.code).toBe('keychain-locked')
    expect(error?.next).toContain('signing keys of this data folder are in it')
  })

  it('refuses in time when the keychain stops answering', async () => {
    await using desktop = await createDesktop()
    const dataDir = await desktop.dataDir()
    const { error } = await desktop.secrets('unlocked', dataDir, [
      ['set', 'key', 'kept'],
      ['freeze-keychain'],
      ['get', 'key'],
    ])
    expect(error?.code).toBe('keychain-locked')
    expect(error?.message).toContain('does not answer')
  })

  it('takes a file, and says so, where there is no D-Bus', async () => {
    await using desktop = await createDesktop()
    const dataDir = await desktop.dataDir()
    const { place, results } = await desktop.secrets('no-bus', dataDir, [
      ['set', 'key', 'value'],
      ['get', 'key'],
    ])
    expect(results?.[1]).toBe('value')
    expect(place?.kind).toBe('file')
    expect(place?.warning).toContain('No keychain was found on this computer')
  })

  it('takes a file where the desktop has no keyring set up', async () => {
    await using desktop = await createDesktop()
    const { place } = await desktop.secrets('none', await desktop.dataDir())
    expect(place?.kind).toBe('file')
  })

  it('stays with the file when a keychain appears later', async () => {
    await using desktop = await createDesktop()
    const dataDir = await desktop.dataDir()
    await desktop.secrets('no-bus', dataDir, [['set', 'key', 'in the file']])
    const { place, results } = await desktop.secrets('unlocked', dataDir, [['get', 'key']])
    expect(place?.kind).toBe('file')
    expect(results).toEqual(['in the file'])
  })

  it('moves the secrets from the file to the keychain when asked to', async () => {
    await using desktop = await createDesktop()
    const dataDir = await desktop.dataDir()
    await desktop.secrets('no-bus', dataDir, [['set', 'key', 'moved']])
    const asked = { DRAWBRIDGE_SECRETS: 'keychain' }
    const moved = await desktop.secrets('unlocked', dataDir, [['get', 'key']], asked)
    expect(moved.place?.kind).toBe('keychain')
    expect(moved.results).toEqual(['moved'])
    expect(await readdir(dataDir)).toEqual(['secrets-place.json'])
    const later = await desktop.secrets('unlocked', dataDir, [['get', 'key']])
    expect(later.results).toEqual(['moved'])
  })

  it('takes the file when asked to, whatever the desktop offers', async () => {
    await using desktop = await createDesktop()
    const asked = { DRAWBRIDGE_SECRETS: 'file' }
    const { place } = await desktop.secrets('unlocked', await desktop.dataDir(), [], asked)
    expect(place?.kind).toBe('file')
    // Told where they are, and not warned of it at every start.
    expect(place?.description).toContain('a file only you can read')
    expect(place?.warning).toBeUndefined()
  })

  it('refuses instead of taking the file when the keychain was asked for', async () => {
    await using desktop = await createDesktop()
    const dataDir = await desktop.dataDir()
    const asked = { DRAWBRIDGE_SECRETS: 'keychain' }
    const { error } = await desktop.secrets('no-bus', dataDir, [], asked)
    expect(error?.code).toBe('keychain-locked')
    expect(await readdir(dataDir)).toEqual([])
  })
})
