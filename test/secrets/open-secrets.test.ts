/** What other platforms answer, and a keychain that closes while the bridge runs. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLog } from '../../main/bridge/base/ports.ts'
import type { Entries } from '../../main/bridge/secrets/entries.ts'
import { explainKeychain } from '../../main/bridge/secrets/keychain-error.ts'
import { openSecrets } from '../../main/bridge/secrets/open-secrets.ts'
import { waitForKeychain } from '../../main/bridge/secrets/keychain-wait.ts'

let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-secrets-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

/** A keychain in memory that can be closed and that shows what it was given. */
function memoryKeychain(platform: NodeJS.Platform) {
  const kept = new Map<string, string>()
  let closed: string | undefined
  const whenOpen = <T>(work: () => T): Promise<T> =>
    closed === undefined
      ? Promise.resolve(work())
      : Promise.reject(explainKeychain(new Error(closed), platform))
  const entries: Entries = {
    get: (account) => whenOpen(() => kept.get(account)),
    set: (account, value) => whenOpen(() => void kept.set(account, value)),
    delete: (account) => whenOpen(() => void kept.delete(account)),
  }
  return {
    kept,
    close(words: string) {
      closed = words
    },
    open: () =>
      openSecrets({ dataDir, log: silentLog, env: {}, platform, keychain: async () => entries }),
  }
}

describe('secrets in the keychains of other systems', () => {
  it('are cut to what an entry of Windows holds', async () => {
    const keychain = memoryKeychain('win32')
    const store = await keychain.open()
    const value = 'k'.repeat(5_000)
    await store.set('key', value)
    expect(await store.get('key')).toBe(value)
    expect(Math.max(...[...keychain.kept.values()].map(({ length }) => length))).toBe(1_280)
    expect(store.place.description).toBe('the Windows Credential Manager')
  })

  it('are kept in one piece elsewhere', async () => {
    const keychain = memoryKeychain('darwin')
    const store = await keychain.open()
    await store.set('key', 'k'.repeat(5_000))
    expect(keychain.kept.size).toBe(2)
    expect(store.place.description).toBe('the macOS Keychain')
  })

  it('are never replaced by a file on macOS: its keychain may be closed, but it is there', async () => {
    const keychain = memoryKeychain('darwin')
    keychain.close('User interaction is not allowed.')
    await expect(keychain.open()).rejects.toMatchObject({ code: 'keychain-locked' })
    expect(await readdir(dataDir)).toEqual([])
  })

  it('answer with keychain-locked when the keychain closes later, without losing the order', async () => {
    const keychain = memoryKeychain('linux')
    const store = await keychain.open()
    await store.set('key', 'value')
    keychain.close('Secret Service: unlock prompt was dismissed')
    await expect(store.get('key')).rejects.toMatchObject({ code: 'keychain-locked' })
    await expect(store.set('key', 'other')).rejects.toMatchObject({ code: 'keychain-locked' })
    expect([...keychain.kept.values()]).toContain('value')
  })
})

describe('waiting for a keychain', () => {
  it('says that it waits, then gives up as if the keychain were locked', async () => {
    let notices = 0
    const patience = { patienceMs: 40, noticeMs: 5, onNotice: () => notices++ }
    const asked = waitForKeychain(patience, () => new Promise(() => {}))
    await expect(asked).rejects.toMatchObject({ name: 'KeychainError', state: 'locked' })
    expect(notices).toBe(1)
  })

  it('passes an answer on', async () => {
    const patience = { patienceMs: 60_000, noticeMs: 60_000, onNotice: () => {} }
    expect(await waitForKeychain(patience, async () => 'value')).toBe('value')
  })
})
