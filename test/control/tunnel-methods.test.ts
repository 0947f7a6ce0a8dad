/** Choosing the address, and fetching cloudflared, through the contract. */
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createFetchCloudflared } from '../../main/bridge/control/fetch-cloudflared.ts'
import { systemClock as clock } from '../../main/bridge/base/ports.ts'
import { createTasks } from '../../main/bridge/base/tasks.ts'
import { openBridge, temporaryDataDir } from './open-bridge.ts'

describe('tunnel.choose', () => {
  it('takes an address of the owner’s own at once, and keeps it for the next start', async () => {
    const { invoke, dataDir } = await openBridge()
    const url = 'https://bridge.example.invalid'
    const chosen = await invoke('tunnel.choose', { mode: 'own-url', url: `${url}/mcp` })
    expect(chosen).toMatchObject({ mode: 'own-url', publicUrl: url })
    expect((await invoke('status.get')).mcpUrl).toBe(`${url}/mcp`)
    expect(await chosenIn(dataDir)).toMatchObject({ publicUrl: url })
    // It was carried out, so no restart is needed for it.
    expect((await invoke('settings.get')).afterRestart).toEqual([])
  })

  it('goes back to none', async () => {
    const { invoke, dataDir } = await openBridge()
    await invoke('tunnel.choose', { mode: 'own-url', url: 'https://bridge.example.invalid' })
    expect(await invoke('tunnel.choose', { mode: 'off' })).toMatchObject({
      mode: 'off',
      publicUrl: null,
    })
    expect((await invoke('status.get')).mcpUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/)
    expect(await chosenIn(dataDir)).toEqual({ tunnel: 'off' })
  })

  it.each([undefined, 'http://plain.example', 'https://a.example/deep/path', 'nonsense'])(
    'refuses %s as an address, and changes nothing',
    async (url) => {
      const { invoke } = await openBridge()
      const choose = invoke('tunnel.choose', { mode: 'own-url', ...(url && { url }) })
      await expect(choose).rejects.toMatchObject({ code: 'public-url-invalid' })
      expect(await invoke('tunnel.status')).toMatchObject({ mode: 'off' })
    },
  )
})

const chosenIn = async (dataDir: string): Promise<unknown> =>
  JSON.parse(await readFile(join(dataDir, 'settings.json'), 'utf8'))

describe('fetching cloudflared', () => {
  // A program that says its version, as the real one does.
  const program = Buffer.from('#!/bin/sh\necho "cloudflared version 9.9.9 (built 2026)"\n')
  const platformKey = `${process.platform}-${process.arch}`

  it.skipIf(process.platform !== 'linux')(
    'shows its progress as a task, once for all who ask',
    async () => {
      const dataDir = await temporaryDataDir()
      const tasks = createTasks({ clock })
      let requests = 0
      const fetchCloudflared = createFetchCloudflared({
        dataDir,
        tasks,
        fetch: async () => {
          requests += 1
          const length = String(program.length)
          return new Response(program, { headers: { 'content-length': length } })
        },
        release: releaseOf(program),
      })
      await Promise.all([fetchCloudflared(), fetchCloudflared()])
      expect(requests).toBe(1)
      expect(tasks.list()).toMatchObject([
        { kind: 'download', state: 'done', done: program.length, total: program.length },
      ])
      expect((await stat(join(dataDir, 'bin', '9.9.9', 'cloudflared'))).size).toBe(program.length)
    },
  )

  it('says as a task why it failed', async () => {
    const tasks = createTasks({ clock })
    const fetchCloudflared = createFetchCloudflared({
      dataDir: await temporaryDataDir(),
      tasks,
      fetch: async () => new Response(gzipSync('something else')),
      release: releaseOf(program),
    })
    await expect(fetchCloudflared()).rejects.toMatchObject({ code: 'cloudflared-download-failed' })
    expect(tasks.list()).toMatchObject([
      { state: 'failed', detail: expect.stringContaining('SHA-256') },
    ])
  })

  function releaseOf(content: Buffer) {
    const sha256 = createHash('sha256').update(content).digest('hex')
    return {
      version: '9.9.9',
      base: 'https://downloads.example',
      assets: { [platformKey]: { file: 'cloudflared', sha256 } },
    }
  }
})
