/** Whether the other listens, as a model is told it by send_message and bridge_status. */
import { expect, it, vi } from 'vitest'
import { listeningText } from '../../main/bridge/mcp/words/listening.ts'
import { connectFirst } from './clients.ts'
import { openMcpHost } from './mcp-host.ts'

it('says of one who waits that it was waiting, and has no unread for long', async () => {
  const host = await openMcpHost()
  const claude = await connectFirst(host.url, 'claude')
  const chatgpt = await connectFirst(host.url, 'chatgpt')
  const waiting = chatgpt.call('wait_for_message', { timeout_seconds: 20 })
  await vi.waitFor(() => expect(host.presence.of('chatgpt').state).toBe('waiting'))

  const status = await claude.call('bridge_status')
  expect(status.text).toContain('ChatGPT is waiting for messages now.')
  const sent = await claude.call('send_message', { to: 'chatgpt', message: 'Are you there?' })
  expect(sent.text).toContain('ChatGPT was waiting for it.')
  expect(sent.data['recipients']).toMatchObject([{ id: 'chatgpt', listening: 'waiting' }])
  await waiting
  const after = await claude.call('bridge_status')
  expect(after.data['participants']).toMatchObject([
    { id: 'chatgpt', listening: 'lately', unread: 0, last_seen: expect.any(String) },
    { id: 'claude', listening: 'lately' },
    { id: 'owner', listening: 'person', last_seen: null },
  ])
})

it('says of one who never called that its person can wake it', async () => {
  const host = await openMcpHost()
  const claude = await connectFirst(host.url, 'claude')
  const sent = await claude.call('send_message', { to: ['chatgpt', 'owner'], message: 'Hello' })
  expect(sent.text).toContain('ChatGPT has never looked (1 unread); your person can wake it')
  expect(sent.text).toContain('The owner reads in Drawbridge (1 unread).')
  expect(sent.data['recipients']).toEqual([
    { id: 'chatgpt', listening: 'away', last_seen: null, unread: 1 },
    { id: 'owner', listening: 'person', last_seen: null, unread: 1 },
  ])
})

it('does not count a wait for another thread as hearing this one', async () => {
  const host = await openMcpHost()
  const end = host.presence.waits('chatgpt', { id: 'c', name: 'c' }, 't999')
  const claude = await connectFirst(host.url, 'claude')
  const sent = await claude.call('send_message', { to: 'chatgpt', message: 'Hello' })
  expect(sent.text).toContain('ChatGPT is waiting for messages of another thread')
  end()
})

it('names the time one was last seen, with the date on another day, and a wake under way', () => {
  const at = new Date(2026, 10, 30, 15, 0).getTime()
  const seen = (lastSeen: number) => ({
    id: 'chatgpt',
    name: 'ChatGPT',
    unread: 7,
    presence: { state: 'away', since: lastSeen, lastSeen, waitsFor: [], clients: [], at } as const,
  })
  const [today, yesterday] = [new Date(2026, 10, 30, 14, 2), new Date(2026, 10, 29, 14, 2)]
  expect(listeningText(seen(today.getTime()))).toContain('has not looked since 14:02 (7 unread)')
  expect(listeningText(seen(yesterday.getTime()))).toContain('since 2026-11-29 14:02')
  expect(listeningText({ ...seen(today.getTime()), wakeOnItsWay: true })).toBe(
    'ChatGPT is not looking; a wake is on its way to it (7 unread). Wait for the answer.',
  )
})
