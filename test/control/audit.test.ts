/** The audit trail as the owner reads it. */
import { expect, it } from 'vitest'
import { openBridge } from './open-bridge.ts'

it('names the client of an entry as the owner knows it, also when it is gone', async () => {
  const { invoke, topics } = await openBridge()
  const { client } = await invoke('clients.add', { name: 'Editor' })
  await invoke('clients.rename', { client: client.clientId, name: 'Editor at home' })
  await expect
    .poll(async () => (await invoke('audit.list', {})).map(({ kind, client }) => [kind, client]))
    .toContainEqual(['client.added', 'Editor at home'])
  await invoke('clients.revoke', { client: client.clientId })
  await expect
    .poll(async () => (await invoke('audit.list', {})).map(({ kind, client }) => [kind, client]))
    .toContainEqual(['client.revoked', 'Editor at home'])
  expect(topics).toContain('audit')
})

it('comes newest first, in pages', async () => {
  const { invoke } = await openBridge()
  for (const position of ['raised', 'lowered', 'raised'] as const) {
    await invoke('bridge.move', { position })
  }
  await expect
    .poll(async () => (await invoke('audit.list', { limit: 3 })).map(({ kind }) => kind))
    .toEqual(['bridge.raised', 'bridge.lowered', 'bridge.raised'])
  const all = await invoke('audit.list', {})
  const [newest] = all
  const before = await invoke('audit.list', { before: newest?.seq ?? 0, limit: 1 })
  expect(before).toEqual([all[1]])
})
