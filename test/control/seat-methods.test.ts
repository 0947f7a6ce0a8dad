/** Waking through the contract: who can be woken how, what is refused, and what is written down. */
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openBridge } from './open-bridge.ts'

it('says of each participant how it can be woken', async () => {
  const { invoke, dataDir, topics } = await openBridge({ env: { HOME: '/no/home' } })
  const before = await invoke('wake.list')
  const doors = before.map(({ participant, doors }) => [participant, doors] as const)
  expect(Object.fromEntries(doors)).toEqual({ claude: [], chatgpt: [] })
  const folder = join(dataDir, 'plans')
  const set = await invoke('wake.set', {
    participant: 'claude',
    way: 'claude-code',
    target: folder,
  })
  expect(set).toEqual({
    participant: 'claude',
    doors: ['claude-code'],
    ways: [{ way: 'claude-code', target: folder }],
  })
  const { problem, wake } = await invoke('wake.test', { participant: 'claude', way: 'claude-code' })
  expect(problem?.code).toBe('wake-failed')
  expect(wake).toMatchObject({ cause: 'test', door: 'claude-code', outcome: 'failed' })
  expect(topics).toContain('seats')
  await invoke('wake.set', { participant: 'claude', way: 'claude-code', target: null })
  const again = invoke('wake.test', { participant: 'claude', way: 'claude-code' })
  await expect(again).rejects.toThrow('cannot be woken')
})

it('remembers over a restart what the owner chose', async () => {
  const first = await openBridge({ env: { HOME: '/no/home' } })
  const { dataDir } = first
  const way = { participant: 'claude', way: 'claude-code', target: '/home/ann' } as const
  await first.invoke('wake.set', way)
  await first.bridge.stop()
  const second = await openBridge({ dataDir, env: { HOME: '/no/home' } })
  const claude = (await second.invoke('wake.list')).find((one) => one.participant === 'claude')
  expect(claude?.ways).toEqual([{ way: 'claude-code', target: '/home/ann' }])
})

it('lets no program speak for the owner, and nobody wake a stranger', async () => {
  const { invoke } = await openBridge({ env: { HOME: '/no/home' } })
  const folder = import.meta.dirname
  const seat = { program: 'codex', folder } as const
  await expect(invoke('seats.set', { participant: 'owner', ...seat })).rejects.toThrow('owner')
  const way = { way: 'claude-code', target: folder } as const
  await expect(invoke('wake.set', { participant: 'owner', ...way })).rejects.toThrow('owner')
  await expect(invoke('wake.set', { participant: 'nobody', ...way })).rejects.toThrow('nobody')
  await expect(invoke('wake.now', { participant: 'chatgpt' })).rejects.toThrow('Nothing waits')
  await invoke('conversation.send', { to: ['chatgpt'], text: 'Hello.' })
  await expect(invoke('wake.now', { participant: 'chatgpt' })).rejects.toThrow('cannot be woken')
  expect(await invoke('seats.stop', { participant: 'chatgpt' })).toEqual({ stopped: false })
})

it('takes a thread of Codex by its id and nothing that could be an option, and says why it could not be told', async () => {
  const { invoke } = await openBridge({ env: { HOME: '/no/home', PATH: '/no/path' } })
  const way = { participant: 'chatgpt', way: 'codex' } as const
  await expect(invoke('wake.set', { ...way, target: '--remote=ws://elsewhere' })).rejects.toThrow()
  const target = '01a22cda-233d-7ec0-bb31-e40fbc277876'
  expect(await invoke('wake.set', { ...way, target })).toEqual({
    participant: 'chatgpt',
    doors: ['codex'],
    ways: [{ way: 'codex', target }],
  })
  const { problem } = await invoke('wake.test', way)
  expect(problem?.sentence).toBe('Codex could not be notified: it is not installed.')
  const steps = await invoke('doctor.system')
  expect(steps.find(({ id }) => id === 'applications')).toMatchObject({
    state: 'failed',
    problem: { code: 'wake-failed' },
  })
})
