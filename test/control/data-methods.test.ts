/** The data folder as a whole: copied, cleared, moved aside, described. */
import { cpSync, existsSync, readdirSync } from 'node:fs'
import { cp, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { makeBackup } from '../../main/bridge/data/backup.ts'
import { finishReset, requestReset } from '../../main/bridge/data/reset.ts'
import { systemClock } from '../../main/bridge/base/ports.ts'
import { memorySecrets } from '../fakes/oauth-host.ts'
import { openBridge, temporaryDataDir } from './open-bridge.ts'

/** A folder with the marks of several things in it. */
async function livedIn(dataDir?: string) {
  const opened = await openBridge(dataDir === undefined ? {} : { dataDir })
  const { invoke } = opened
  await invoke('conversation.send', { to: ['claude'], text: 'Remember the lighthouse' })
  await invoke('files.write', { name: 'plan.md', content: 'the plan' })
  await invoke('files.write', { name: 'plan.md', content: 'the better plan' })
  await invoke('clients.add', { name: 'Editor of Ada' })
  await invoke('settings.update', { patch: { limits: { fileBytes: 4_096 } } })
  return opened
}

describe('data.backup', () => {
  it('can be put in place of the data folder, with everything in it', async () => {
    const { invoke } = await livedIn()
    const { path, bytes } = await invoke('data.backup')
    expect(bytes).toBeGreaterThan(10_000)
    const dataDir = await temporaryDataDir()
    await cp(path, dataDir, { recursive: true })
    const restored = await openBridge({ dataDir })
    const log = await restored.invoke('conversation.log', {})
    expect(log.map(({ text }) => text)).toContain('Remember the lighthouse')
    const read = (version: number) => restored.invoke('files.read', { name: 'plan.md', version })
    expect((await read(1)).content).toBe('the plan')
    expect((await read(2)).content).toBe('the better plan')
    expect(await restored.invoke('clients.list')).toMatchObject([{ name: 'Editor of Ada' }])
    expect((await restored.invoke('settings.get')).settings.limits.fileBytes).toBe(4_096)
    expect(await restored.invoke('conversation.verify')).toMatchObject({ ok: true })
  })

  it('is whole while others write', async () => {
    const { invoke } = await livedIn()
    const writing = (async () => {
      for (let n = 0; n < 50; n++) {
        await invoke('files.write', { name: `f${n}.txt`, content: `content ${n}` })
      }
    })()
    const { path } = await invoke('data.backup')
    await writing
    const dataDir = await temporaryDataDir()
    await cp(path, dataDir, { recursive: true })
    const restored = await openBridge({ dataDir })
    for (const { name } of await restored.invoke('files.list')) {
      await restored.invoke('files.read', { name })
    }
    expect(await restored.invoke('conversation.verify')).toMatchObject({ ok: true })
  })

  it('says that the database is damaged, in the answer and in the copy', async () => {
    const source = join(await temporaryDataDir(), 'bridge.db')
    const made = new DatabaseSync(source)
    made.exec('CREATE TABLE t (a TEXT); CREATE INDEX i ON t (a)')
    const row = made.prepare('INSERT INTO t VALUES (?)')
    for (let index = 0; index < 200; index += 1) row.run(`${index}${'x'.repeat(200)}`)
    made.close()
    const file = await open(source, 'r+')
    await file.write(Buffer.alloc(4_096, 0x5a), 0, 4_096, 8_192)
    await file.close()
    const dataDir = await temporaryDataDir()
    const backup = (from: string) =>
      makeBackup(
        {
          dataDir,
          store: { backup: (to) => cp(from, to) },
          conversation: { contents: () => [] },
          secrets: { kind: 'keychain', description: 'the keychain' },
          version: '1',
          clock: systemClock,
        },
        { progress() {} },
      )
    const { path, damage } = await backup(source)
    expect(damage).toMatch(/./)
    expect(await readFile(join(path, 'README.md'), 'utf8')).toContain('**The database was damaged')
  })

  it('leaves no keys behind when it is killed, and at the next start nothing at all', async () => {
    const dataDir = await temporaryDataDir()
    await writeFile(join(dataDir, 'secrets.json'), '{"key":"secret"}')
    // Killed while shared files are copied: the keys are not there yet.
    const killed = makeBackup(
      {
        dataDir,
        store: { backup: (to) => writeFile(to, '') },
        conversation: { contents: () => ['ab'.repeat(32)] },
        secrets: { kind: 'file', description: 'a file' },
        version: '1',
        clock: systemClock,
      },
      {
        progress() {
          const [partial = ''] = readdirSync(join(dataDir, 'backups'))
          const there = readdirSync(join(dataDir, 'backups', partial))
          expect(there).toContain('bridge.db')
          expect(there).not.toContain('secrets.json')
          // What a kill would leave at this moment, under a name that the rest does not touch.
          cpSync(join(dataDir, 'backups', partial), join(dataDir, 'backups', '.x.partial'), {
            recursive: true,
          })
        },
      },
    )
    await killed
    await rm(join(dataDir, 'secrets.json'))
    expect(existsSync(join(dataDir, 'backups', '.x.partial'))).toBe(true)
    await openBridge({ dataDir })
    await expect.poll(() => existsSync(join(dataDir, 'backups', '.x.partial'))).toBe(false)
  })

  it('has no secrets that are kept elsewhere, and says what is missing', async () => {
    const secrets = {
      ...memorySecrets(),
      place: { kind: 'keychain', description: 'the keychain' },
    } as const
    const { invoke, dataDir } = await openBridge({ secrets })
    await writeFile(join(dataDir, 'secrets.json'), '{"left":"over"}')
    const { path } = await invoke('data.backup')
    const names = await readdir(path)
    expect(names).not.toContain('secrets.json')
    expect(names).not.toContain('link.json')
    const readme = await readFile(join(path, 'README.md'), 'utf8')
    expect(readme).toContain('**not** in this backup: they are in the keychain')
    expect(readme).toContain('Putting it back')
  })

  it('has the secrets that lie in the folder anyway', async () => {
    const { invoke, dataDir } = await openBridge()
    await writeFile(join(dataDir, 'secrets.json'), '{"a":"secret"}')
    const { path } = await invoke('data.backup')
    expect(await readFile(join(path, 'secrets.json'), 'utf8')).toBe('{"a":"secret"}')
    if (process.platform !== 'win32') {
      expect((await stat(path)).mode & 0o077).toBe(0)
      expect((await stat(join(path, 'bridge.db'))).mode & 0o077).toBe(0)
    }
  })

  it('that fails leaves nothing behind, and is a failed task', async () => {
    const { invoke, dataDir } = await openBridge()
    // Something in the way that no copy can replace.
    await writeFile(join(dataDir, 'backups'), 'not a folder')
    await expect(invoke('data.backup')).rejects.toMatchObject({ code: 'backup-failed' })
    expect(await invoke('tasks.list')).toMatchObject([{ kind: 'backup', state: 'failed' }])
    await rm(join(dataDir, 'backups'))
    await mkdir(join(dataDir, 'backups', '.2020.partial'), { recursive: true })
    await invoke('data.backup')
    expect(await readdir(join(dataDir, 'backups'))).toHaveLength(1)
    expect(await invoke('tasks.list')).toMatchObject([{ state: 'done' }, { state: 'failed' }])
  })
})

describe('data.purge', () => {
  it('removes what was archived and deleted, and frees the room of the contents', async () => {
    const { invoke } = await livedIn()
    await invoke('files.delete', { name: 'plan.md' })
    expect(await invoke('data.purge', { olderThanDays: 1 })).toMatchObject({ contents: 0 })
    expect(await invoke('data.purge', { olderThanDays: 0 })).toEqual({
      entries: 0,
      contents: 2,
      bytes: 8_192,
    })
    expect(await invoke('conversation.verify')).toMatchObject({ ok: true })
  })

  it('happens by itself when the owner does not want it kept any longer', async () => {
    const clock = { now: () => Date.now() }
    const { invoke } = await openBridge({ clock })
    await invoke('files.write', { name: 'old.md', content: 'old' })
    await invoke('files.delete', { name: 'old.md' })
    clock.now = () => Date.now() + 40 * 86_400_000
    await invoke('settings.update', { patch: { retention: { archivedDays: 30 } } })
    await expect
      .poll(async () => (await invoke('files.versions', { name: 'old.md' })).length)
      .toBe(1)
  })
})

describe('data.reset', () => {
  it('wants the word, and does nothing without it', async () => {
    const { invoke, dataDir, stopRequested } = await livedIn()
    await expect(invoke('data.reset', { confirm: 'yes' })).rejects.toMatchObject({
      code: 'invalid-input',
    })
    expect(existsSync(join(dataDir, 'reset.json'))).toBe(false)
    expect(stopRequested()).toBe(false)
  })

  it('ends the bridge, and moves everything aside once it has ended', async () => {
    const { invoke, dataDir, bridge, stopRequested } = await livedIn()
    const { movedTo } = await invoke('data.reset', { confirm: 'RESET' })
    await expect.poll(stopRequested).toBe(true)
    await bridge.stop()
    await finishReset(dataDir)
    expect(await readdir(movedTo)).toEqual(
      expect.arrayContaining(['bridge.db', 'files', 'settings.json']),
    )
    expect((await readdir(dataDir)).filter((name) => !name.startsWith('bridge.lock'))).toEqual([
      'before-reset',
    ])
    const fresh = await openBridge({ dataDir })
    expect(await fresh.invoke('clients.list')).toEqual([])
    // Nothing was destroyed: what was moved aside is a data folder.
    const old = await temporaryDataDir()
    await cp(movedTo, old, { recursive: true })
    const before = await openBridge({ dataDir: old })
    expect(await before.invoke('clients.list')).toMatchObject([{ name: 'Editor of Ada' }])
  })

  it('goes on at the next start with what was interrupted', async () => {
    const dataDir = await temporaryDataDir()
    await writeFile(join(dataDir, 'settings.json'), '{}')
    await writeFile(join(dataDir, 'bridge.db'), 'x')
    const movedTo = await requestReset(dataDir, systemClock)
    // As far as it came before the power failed.
    await mkdir(movedTo, { recursive: true })
    await writeFile(join(movedTo, 'bridge.db'), 'x')
    await rm(join(dataDir, 'bridge.db'))
    await finishReset(dataDir)
    expect((await readdir(movedTo)).sort()).toEqual(['bridge.db', 'settings.json'])
    expect(await readdir(dataDir)).toEqual(['before-reset'])
  })

  it('moves nothing by a note it does not understand', async () => {
    const dataDir = await temporaryDataDir()
    await writeFile(join(dataDir, 'settings.json'), '{}')
    await writeFile(join(dataDir, 'reset.json'), '{"to":"../../elsewhere"}')
    await finishReset(dataDir)
    expect(await readdir(dataDir)).toContain('settings.json')
  })
})

describe('diagnostics.make', () => {
  it('says versions, states and kinds, and nothing of people, places or texts', async () => {
    const dataDir = await temporaryDataDir()
    const chosen = {
      publicUrl: 'https://ada.example',
      cloudflared: '/home/ada/bin/cloudflared',
      identity: {
        provider: 'auth0',
        saved: { provider: 'auth0', issuer: 'https://ada.eu.auth0.com/', clientId: 'cid-of-ada' },
        owner: { issuer: 'https://ada.eu.auth0.com/', subject: 'sub|ada', boundAt: 'now' },
      },
      unknownToThisVersion: 'ada',
    }
    await writeFile(join(dataDir, 'settings.json'), JSON.stringify(chosen))
    const { invoke, bridge } = await livedIn(dataDir)
    await fetch(bridge.mcpUrl(), { method: 'POST', headers: { 'user-agent': 'ada/1.0' } })
    const { fileName, text } = await invoke('diagnostics.make')
    expect(fileName).toMatch(/^drawbridge-diagnostics-[\w-]+\.json$/)
    expect(JSON.parse(text)).toMatchObject({
      format: 'drawbridge-diagnostics',
      program: { node: process.versions.node, platform: process.platform },
      bridge: { version: '0', position: 'lowered', files: 1, tunnel: { mode: 'off' } },
      settings: { hasPublicUrl: true, hasOwnCloudflared: true, identity: { hasOwner: true } },
      clients: [{ registeredBy: 'manual', approved: false }],
      keys: expect.arrayContaining([expect.objectContaining({ state: 'current' })]),
      ladders: [{ rungs: { reached: 'done', metadata: 'not-yet' }, verdict: null }],
      audit: expect.arrayContaining([expect.objectContaining({ kind: 'client.added' })]),
    })
    for (const personal of ['ada', 'Ada', 'lighthouse', 'plan', dataDir]) {
      expect(text.replaceAll('metadata', '')).not.toContain(personal)
    }
  })
})
