/** Raising and lowering through the contract. */
import { expect, it } from 'vitest'
import { createPosition } from '../../main/bridge/settings/position.ts'
import { openBridge } from './open-bridge.ts'

it('bridge.move raises at once, tells it, and is kept for the next start', async () => {
  const first = await openBridge()
  expect((await first.invoke('status.get')).position).toBe('lowered')
  expect((await first.invoke('bridge.move', { position: 'raised' })).position).toBe('raised')
  expect(first.topics).toContain('status')
  await first.bridge.stop()
  const { invoke } = await openBridge({ dataDir: first.dataDir })
  expect((await invoke('status.get')).position).toBe('raised')
})

it('the owner reads and writes while the bridge is raised', async () => {
  const { invoke } = await openBridge()
  await invoke('bridge.move', { position: 'raised' })
  await invoke('conversation.send', { to: ['claude'], text: 'For later' })
  await invoke('files.write', { name: 'a.md', content: 'x' })
  expect((await invoke('conversation.inbox', { participant: 'claude' })).messages).toHaveLength(1)
})

it('a disk that is full does not keep the bridge down', async () => {
  const position = createPosition({
    get: () => ({ position: 'lowered' }) as never,
    update: () => Promise.reject(new Error('ENOSPC')),
    onChange: () => () => {},
  })
  await expect(position.move('raised')).rejects.toThrow('ENOSPC')
  expect(position.get()).toBe('raised')
})
