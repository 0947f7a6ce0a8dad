/** What the owner types, against a running bridge. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { audit } from '../../main/cli/audit-command.ts'
import * as bridge from '../../main/cli/bridge-commands.ts'
import * as clients from '../../main/cli/client-commands.ts'
import { log as showLog } from '../../main/cli/log-command.ts'
import * as data from '../../main/cli/data-commands.ts'
import { tunnel } from '../../main/cli/tunnel-commands.ts'
import { doctor } from '../../main/cli/doctor-commands.ts'
import type { CommandContext } from '../../main/cli/context.ts'
import type { Terminal } from '../../main/cli/terminal.ts'
import { listeningWords } from '../../main/cli/listening.ts'
import { heardClient } from '../../main/contract/who-listens.ts'
import { openBridge } from '../control/open-bridge.ts'
import { openLadderWorld } from '../doctor/ladder-world.ts'
import { printed } from './commands.ts'

const localMinute = /\d{4}-\d\d-\d\d \d\d:\d\d/

describe('raise and lower', () => {
  it('say what they did, and status tells while it is raised', async () => {
    const { dataDir, invoke } = await openBridge()
    expect(await printed(dataDir, (context) => bridge.move(context, 'raised'))).toContain(
      'nothing crosses until you lower it',
    )
    expect((await invoke('status.get')).position).toBe('raised')
    expect(await printed(dataDir, bridge.status)).toContain('The bridge is raised')
    await printed(dataDir, (context) => bridge.move(context, 'lowered'))
    expect(await printed(dataDir, bridge.status)).not.toContain('raised')
  })

  it('answer programs with the position', async () => {
    const { dataDir } = await openBridge()
    const raise = (context: Parameters<typeof bridge.move>[0]) => bridge.move(context, 'raised')
    expect(JSON.parse(await printed(dataDir, raise, { json: true }))).toEqual({
      position: 'raised',
    })
  })
})

it('audit lists what was decided, the newest last, in local time', async () => {
  const { dataDir, invoke } = await openBridge()
  await invoke('clients.add', { name: 'Editor' })
  await invoke('bridge.move', { position: 'raised' })
  await expect
    .poll(async () => printed(dataDir, (context) => audit(context, undefined)))
    .toMatch(/client: added +Editor[^]*bridge: raised/)
  const text = await printed(dataDir, (context) => audit(context, 1))
  expect(text).toMatch(localMinute)
  expect(text.trim().split('\n')).toHaveLength(1)
})

it('backup says where the copy is', async () => {
  const { dataDir } = await openBridge()
  const { path } = JSON.parse(await printed(dataDir, data.backup, { json: true }))
  expect(existsSync(join(path, 'bridge.db'))).toBe(true)
  expect(await printed(dataDir, data.backup)).toMatch(/^Backed up [\d.]+ KiB to .*backups/)
})

describe('purge', () => {
  it('wants a number of days', async () => {
    const { dataDir } = await openBridge()
    await expect(
      printed(dataDir, async (context) =>
        data.purge(context, undefined, { oldVersions: false, yes: true }),
      ),
    ).rejects.toThrow('--older-than DAYS')
  })

  it('says what it removed', async () => {
    const { dataDir, invoke } = await openBridge()
    const purge = (context: CommandContext) =>
      data.purge(context, 0, { oldVersions: true, yes: true })
    expect(await printed(dataDir, purge)).toBe('There was nothing to remove.\n')
    await invoke('files.write', { name: 'a', content: '1' })
    await invoke('files.write', { name: 'a', content: '2' })
    expect(await printed(dataDir, purge)).toBe(
      'Removed for good: 0 archived texts, 1 versions of files. Freed 4.0 KiB.\n',
    )
  })

  it('removes nothing without a yes, typed or said', async () => {
    const { dataDir, invoke } = await openBridge()
    await invoke('files.write', { name: 'a', content: '1' })
    await invoke('files.write', { name: 'a', content: '2' })
    const asked: string[] = []
    const answering = (answer: string | null) => (): Terminal => ({
      interactive: answer !== null,
      say: () => {},
      ask: async (question) => {
        asked.push(question)
        return answer ?? ''
      },
      secret: async () => '',
      rest: async () => '',
      close: () => {},
    })
    const purge = (answer: string | null) =>
      printed(dataDir, (context) =>
        data.purge(context, 30, { oldVersions: true, yes: false }, answering(answer)),
      )
    await expect(purge(null)).rejects.toThrow('Say --yes')
    expect(await purge('')).toBe('Nothing was removed.\n')
    expect(asked).toEqual([expect.stringContaining('more than 30 days ago')])
    expect(await invoke('files.read', { name: 'a', version: 1 })).toMatchObject({ content: '1' })
    expect(await purge('y')).toMatch(/^(?:Removed for good|There was nothing)/)
  })
})

it('log and clients speak plainly', async () => {
  const { dataDir, invoke } = await openBridge()
  await invoke('clients.add', { name: 'Editor' })
  await invoke('conversation.send', { to: ['claude'], text: 'Good morning' })
  const log = await printed(dataDir, (context) => showLog(context, {}))
  expect(log).toMatch(/^\[1\] \d{4}-\d\d-\d\d \d\d:\d\d · owner → claude\n {4}Good morning\n$/)
  expect(await printed(dataDir, clients.clients)).toContain('added by you')
})

it('clients says who has to be connected again, and why', async () => {
  const world = await openLadderWorld()
  await world.client('chatgpt').connect()
  await world.bridge.stop()
  const { dataDir } = await openBridge({ dataDir: world.dataDir })
  const listed = await printed(dataDir, clients.clients)
  expect(listed).toMatch(/^Connect ChatGPT again: .{10,}$/m)
})

it('clients says how each is woken, and what to say so that ChatGPT is', async () => {
  const world = await openLadderWorld()
  await world.client('chatgpt').connect()
  const before = await printed(world.dataDir, clients.clients)
  expect(before).toContain('not woken')
  expect(before).toMatch(
    /^ChatGPT is woken by letters once you say in a chat:\n {2}Use the Drawbridge/m,
  )
  const way = { participant: 'chatgpt', way: 'claude-code', target: '/home/ann' } as const
  await world.invoke('wake.set', way)
  expect(await printed(world.dataDir, clients.clients)).toContain('woken in an open Claude Code')
})

it('deny --others shuts out all of a kind, and admit lets in the one with the digits', async () => {
  const world = await openLadderWorld()
  const admit = (...digits: string[]) =>
    printed(world.dataDir, (context) => clients.admit(context, digits))
  await expect(admit('48217730')).rejects.toThrow('No sign-ins are shut')
  await expect(async () => admit('4821')).rejects.toThrow('Type all eight digits')

  const client = world.client('chatgpt')
  await client.discover()
  await client.register()
  const number = await client.authorize()
  expect(await printed(world.dataDir, (context) => clients.deny(context, [number], true))).toMatch(
    /^Denied[^]*Others like it are refused for ten minutes[^]*drawbridge admit DIGITS/,
  )
  expect(await client.authorize()).toBe('')
  expect(await world.invoke('approvals.list')).toEqual([])
  expect(await admit('4821', '7730')).toContain('Only that one is let through')
  await expect
    .poll(async () => printed(world.dataDir, (context) => audit(context, undefined)))
    .toContain('approval: admitted')
})

describe('who listens', () => {
  const now = new Date(2026, 10, 30, 15, 0).getTime()
  const heard = (state: 'waiting' | 'lately' | 'away', ms: number) => {
    const at = new Date(now - ms).toISOString()
    return { state, since: at, lastSeen: at }
  }

  it('is said in words that tell waiting, called lately and away apart', () => {
    expect(listeningWords(heard('waiting', 0), now)).toBe('listening now')
    expect(listeningWords(heard('lately', 120_000), now)).toBe('called 2 minutes ago')
    expect(listeningWords(heard('away', 58 * 60_000), now)).toBe('away since 14:02')
    expect(listeningWords(heard('away', 24 * 3_600_000), now)).toBe('away since 2026-11-29 15:00')
    expect(listeningWords(undefined, now)).toBe('has not called yet')
  })

  it('counts the client where it listens most, when it speaks as several', () => {
    const one = (participant: string, state: 'waiting' | 'away') => ({
      participant,
      ...heard(state, 0),
      clients: [{ id: 'c', name: 'C', ...heard(state, 0) }],
    })
    expect(heardClient([one('a', 'away'), one('b', 'waiting')], 'c')?.state).toBe('waiting')
    expect(heardClient([one('a', 'away')], 'd')).toBeUndefined()
  })

  it('is told by status, clients and participants alike', async () => {
    const world = await openLadderWorld()
    await world.client('chatgpt').connect()
    expect(await printed(world.dataDir, bridge.status)).toMatch(
      /ChatGPT's inbox: .* · called just now/,
    )
    expect(await printed(world.dataDir, clients.clients)).toMatch(/ChatGPT .* called just now/)
    const people = await printed(world.dataDir, clients.participants)
    expect(people).toMatch(/^chatgpt +ChatGPT +called just now$/m)
    expect(people).toMatch(/^claude +Claude +has not called yet$/m)
    expect(people).toMatch(/^owner +Owner *$/m)
    const found = await printed(world.dataDir, (context) => doctor(context, [], {}))
    expect(found).toMatch(/ChatGPT: .*, called just now/)
  })
})

it('keys rotate confirms that it did', async () => {
  const { dataDir } = await openBridge()
  expect(await printed(dataDir, (context) => bridge.keys(context, ['rotate']))).toContain(
    'Rotated: new tokens are signed with the key named current',
  )
  expect(await printed(dataDir, (context) => bridge.keys(context, []))).not.toContain('Rotated')
})

it('url prints the address alone, and says beside it that the cloud cannot reach it', async () => {
  const { dataDir, invoke } = await openBridge()
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => said.mockRestore())
  const { localMcpUrl } = await invoke('status.get')
  await printed(dataDir, bridge.url, { json: true })
  expect(said).not.toHaveBeenCalled()
  expect(await printed(dataDir, bridge.url)).toBe(`${localMcpUrl}\n`)
  expect(said.mock.calls).toEqual([
    [expect.stringMatching(/^ChatGPT .*cannot reach.*--tunnel quick or --public-url URL\.\n$/)],
  ])
})

it('tunnel says each thing once, and times as the clock on the wall has them', async () => {
  const { dataDir, invoke } = await openBridge()
  const { detail } = await invoke('tunnel.status')
  const text = await printed(dataDir, (context) => tunnel(context, [], undefined))
  expect(text.split(detail)).toHaveLength(2)
  expect(text).toMatch(localMinute)
  expect(text).not.toMatch(/\dT\d\d:/)
})

describe('revoke', () => {
  const revoke = (dataDir: string, name: string, all: boolean) =>
    printed(dataDir, (context) => clients.revoke(context, [name], all))

  it('names the ids to choose from where several clients have the name', async () => {
    const { dataDir, invoke } = await openBridge()
    await invoke('clients.add', { name: 'Codex' })
    const { client } = await invoke('clients.add', { name: 'Codex' })
    await expect(revoke(dataDir, 'Codex', false)).rejects.toThrow(
      `${client.clientId} (never used, added `,
    )
    await revoke(dataDir, client.clientId, false)
    expect(await invoke('clients.list')).toHaveLength(1)
  })

  it('ends with --all every client of that name and no other', async () => {
    const { dataDir, invoke } = await openBridge()
    for (const name of ['Codex', 'Codex', 'Editor']) await invoke('clients.add', { name })
    const text = await revoke(dataDir, 'codex', true)
    expect(text.match(/^Codex \(.*\) has no access any more\.$/gm)).toHaveLength(2)
    expect(await invoke('clients.list')).toMatchObject([{ name: 'Editor' }])
    await expect(revoke(dataDir, 'Codex', true)).rejects.toMatchObject({ code: 'unknown-client' })
  })
})
