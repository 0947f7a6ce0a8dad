/** Settings through the contract: whole or not at all, at once where they can be. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBridge } from './open-bridge.ts'

describe('settings.update', () => {
  it('changes nothing when anything in it is wrong', async () => {
    const { invoke, dataDir } = await openBridge()
    const before = await invoke('settings.get')
    const patch = { limits: { fileBytes: 5_000 }, port: 70_000 }
    await expect(invoke('settings.update', { patch })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('port'),
    })
    expect(await invoke('settings.get')).toEqual(before)
    await expect(readFile(join(dataDir, 'settings.json'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('tells those who watch, and says where the settings are', async () => {
    const { invoke, dataDir, topics } = await openBridge()
    const shown = await invoke('settings.update', { patch: { panel: { theme: 'dark' } } })
    expect(shown).toMatchObject({
      settings: { panel: { theme: 'dark' } },
      path: join(dataDir, 'settings.json'),
      afterRestart: [],
    })
    expect(topics).toContain('settings')
  })

  it('applies limits to the next write', async () => {
    const { invoke } = await openBridge()
    const write = () => invoke('files.write', { name: 'a.txt', content: 'x'.repeat(3_000) })
    await write()
    await invoke('settings.update', { patch: { limits: { fileBytes: 2_048 } } })
    await expect(write()).rejects.toMatchObject({ code: 'file-too-large' })
    await invoke('settings.update', { patch: { limits: { fileBytes: null, messageBytes: 1_024 } } })
    await write()
    const send = invoke('conversation.send', { to: ['claude'], text: 'x'.repeat(2_000) })
    await expect(send).rejects.toMatchObject({ code: 'message-too-large' })
  })

  it('applies the position', async () => {
    const { invoke } = await openBridge()
    await invoke('settings.update', { patch: { position: 'raised' } })
    expect((await invoke('status.get')).position).toBe('raised')
  })

  it('lists what counts only from the next start, until it is as it runs again', async () => {
    const { invoke } = await openBridge()
    const change = (patch: Record<string, unknown>) => invoke('settings.update', { patch })
    expect((await change({ port: 8_123, signIn: { accessTokenMinutes: 5 } })).afterRestart).toEqual(
      ['port', 'signIn.accessTokenMinutes'],
    )
    expect((await change({ port: null })).afterRestart).toEqual(['signIn.accessTokenMinutes'])
    expect((await change({ signIn: null })).afterRestart).toEqual([])
  })

  it('is in the audit trail by its names, without the values', async () => {
    const { invoke } = await openBridge()
    await invoke('settings.update', {
      patch: { publicUrl: 'https://secret-name.example', limits: { fileBytes: 4_096 } },
    })
    await expect
      .poll(async () => invoke('audit.list', {}))
      .toContainEqual(
        expect.objectContaining({
          kind: 'settings.changed',
          detail: { names: 'publicUrl, limits.fileBytes' },
        }),
      )
  })
})

describe('who may sign in', () => {
  it('is no setting: only its own methods change it, and record that', async () => {
    const { invoke } = await openBridge()
    const owner = { issuer: 'https://evil.example/', subject: 'me', boundAt: 'now' }
    for (const identity of [{ owner }, { people: [] }, { provider: 'oidc' }, null, 'x']) {
      await expect(invoke('settings.update', { patch: { identity } })).rejects.toMatchObject({
        code: 'invalid-input',
      })
    }
    await invoke('settings.update', { patch: { identity: { callbackPort: 7_500 } } })
    const { identity } = (await invoke('settings.get')).settings
    expect(identity).toMatchObject({ owner: null, callbackPort: 7_500 })
  })
})
