/** Programs linked on this computer are closed and narrowed by the owner, as clients that signed in are. */
import { expect, it } from 'vitest'
import { faceOf } from '../mcp/clients.ts'
import { linkedClient } from '../talk/linked-clients.ts'
import { openBridge } from './open-bridge.ts'

const hello = { to: 'chatgpt', message: 'hello' }

it('a narrowed link may read and not write from its next call on, also when it links again, and others as before', async () => {
  const { dataDir, invoke } = await openBridge()
  const claude = faceOf(await linkedClient(dataDir, 'claude'))
  const chatgpt = faceOf(await linkedClient(dataDir, 'chatgpt'))
  expect((await claude.call('send_message', hello)).text).toContain('m1')
  const readOnly = { participant: 'claude', mayWrite: false, reads: 'whole' } as const
  await invoke('links.bound', readOnly)
  const again = faceOf(await linkedClient(dataDir, 'claude'))
  for (const face of [claude, again]) {
    for (const [tool, input] of [
      ['send_message', hello],
      ['write_file', { name: 'a.md', content: 'a' }],
      ['log_conversation', { message: 'a note' }],
    ] as const) {
      const refused = await face.call(tool, input)
      expect(refused.isError).toBe(true)
      // It cannot sign in for it: only the owner can give it back.
      expect(refused.text).toContain('`drawbridge link writes claude yes`')
      expect(refused.text).toContain('(link-narrowed)')
    }
    expect((await face.call('read_conversation', {})).text).toContain('hello')
  }
  expect(
    (await chatgpt.call('send_message', { to: 'claude', message: 'and I?' })).isError ?? false,
  ).toBe(false)
  expect((await invoke('settings.get')).settings.linkBounds).toEqual([readOnly])

  await invoke('links.bound', { participant: 'claude', mayWrite: true, reads: 'whole' })
  const more = { to: 'chatgpt', message: 'hello again' }
  expect((await claude.call('send_message', more)).isError ?? false).toBe(false)
  expect((await invoke('settings.get')).settings.linkBounds).toEqual([])
})

it('a link narrowed to its own conversation finds nothing of what others wrote to each other', async () => {
  const { dataDir, invoke } = await openBridge()
  const claude = faceOf(await linkedClient(dataDir, 'claude'))
  const chatgpt = faceOf(await linkedClient(dataDir, 'chatgpt'))
  await chatgpt.call('send_message', { to: 'owner', message: 'heliotrope for the owner' })
  await chatgpt.call('send_message', { to: 'claude', message: 'heliotrope for you' })
  const found = async () => (await claude.call('search', { query: 'heliotrope' })).text
  expect(await found()).toContain('for the owner')
  await invoke('links.bound', { participant: 'claude', mayWrite: true, reads: 'own' })
  expect(await found()).not.toContain('for the owner')
  expect(await found()).toContain('for you')
})

it('closing ends the links of one participant, and says how many', async () => {
  const { dataDir, invoke } = await openBridge()
  await linkedClient(dataDir, 'claude')
  await linkedClient(dataDir, 'claude')
  const other = faceOf(await linkedClient(dataDir, 'chatgpt'))
  expect(await invoke('links.close', { participant: 'claude' })).toEqual({ closed: 2 })
  await expect.poll(async () => (await invoke('status.get')).links).toEqual(['chatgpt'])
  expect((await other.call('check_inbox', {})).isError ?? false).toBe(false)
  expect(await invoke('links.close', { participant: 'claude' })).toEqual({ closed: 0 })
})
