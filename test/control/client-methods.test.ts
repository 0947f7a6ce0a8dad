/** Clients and participants as the owner names them. */
import { expect, it } from 'vitest'
import { openBridge } from './open-bridge.ts'

it('clients.rename gives a client another name, and an empty one brings back its own', async () => {
  const { invoke, topics } = await openBridge()
  const { client } = await invoke('clients.add', { name: 'Editor' })
  const { clientId } = client
  expect(client).toMatchObject({ name: 'Editor', ownName: null, tokens: 0 })
  await invoke('clients.rename', { client: clientId, name: 'Editor at home' })
  expect(topics).toContain('clients')
  expect(await invoke('clients.list')).toMatchObject([
    { clientId, name: 'Editor at home', ownName: 'Editor' },
  ])
  await invoke('clients.rename', { client: 'Editor at home', name: '' })
  expect(await invoke('clients.list')).toMatchObject([{ name: 'Editor', ownName: null }])
})

it('clients.narrow leaves nothing to a client that was never approved', async () => {
  const { invoke } = await openBridge()
  const { client } = await invoke('clients.add', { name: 'Editor' })
  const narrow = invoke('clients.narrow', { client: client.clientId, scopes: ['messages:read'] })
  await expect(narrow).rejects.toMatchObject({ code: 'invalid-input' })
})

it('participants.rename changes what people see everywhere, and not who it is', async () => {
  const { invoke, topics } = await openBridge()
  expect(
    await invoke('participants.rename', { id: 'claude', name: 'Claude at work' }),
  ).toMatchObject({ id: 'claude', name: 'Claude at work' })
  expect(topics).toContain('participants')
  const { inboxes } = await invoke('status.get')
  expect(inboxes).toContainEqual(expect.objectContaining({ name: 'Claude at work' }))
  await expect(invoke('participants.rename', { id: 'stranger', name: 'X' })).rejects.toMatchObject({
    code: 'unknown-participant',
  })
})
