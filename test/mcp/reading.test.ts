/** Two programs of one participant over the wire: each has its own unread, and a thread of its own. */
import { duplexPair } from 'node:stream'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { expect, it, onTestFinished } from 'vitest'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { createLocalLinks } from '../../main/bridge/mcp/link/local-link.ts'
import { tools } from '../../main/bridge/mcp/tools/all.ts'
import { connectFirst, faceOf } from './clients.ts'
import { openMcpHost, type McpHost } from './mcp-host.ts'

/** A program of this computer that calls itself `name` and speaks as claude. */
async function link(host: McpHost, name: string) {
  const [ours, theirs] = duplexPair()
  const links = createLocalLinks({
    makeServer: host.makeServer,
    conversation: host.conversation,
    requestLimits: () => ({ small: 1024 * 1024, large: 1024 * 1024, largeTools: ['write_file'] }),
    log: silentLog,
  })
  links.serve(ours, 'claude')
  const client = new Client({ name, version: '1' })
  await client.connect(new StdioServerTransport(theirs, theirs))
  onTestFinished(async () => {
    await client.close()
    await links.close()
  })
  return faceOf(client)
}

const textsOf = (data: Record<string, unknown>) =>
  (data['messages'] as { text: string }[]).map(({ text }) => text)

it('links are told apart by the name they gave, also after they reconnect', async () => {
  const host = await openMcpHost()
  const [code, desktop] = [await link(host, 'claude-code'), await link(host, 'claude-ai')]
  await code.call('check_inbox')
  await desktop.call('check_inbox')
  await host.conversation.send('chatgpt', { to: ['claude'], text: 'for both' })
  expect(textsOf((await code.call('check_inbox')).data)).toEqual(['for both'])
  const own = (await desktop.call('bridge_status')).data['participants']
  expect(own).toContainEqual(expect.objectContaining({ id: 'claude', unread: 1 }))
  const again = await link(host, 'claude-code')
  expect(textsOf((await again.call('check_inbox')).data)).toEqual([])
  expect(textsOf((await desktop.call('wait_for_message')).data)).toEqual(['for both'])
  expect(
    host.presence
      .of('claude')
      .clients.map(({ id }) => id)
      .toSorted(),
  ).toEqual(['link:claude-ai', 'link:claude-code'])
})

it('a wait for a thread leaves what comes in another one unread', async () => {
  const host = await openMcpHost()
  const claude = await connectFirst(host.url, 'claude')
  const asked = await claude.call('send_message', { to: 'chatgpt', message: 'Which colour?' })
  const { thread } = asked.data
  await host.conversation.send('chatgpt', { to: ['claude'], text: 'about something else' })
  const nothing = await claude.call('wait_for_message', { thread, timeout_seconds: 0 })
  expect(nothing.text).toContain(`wait_for_message with thread: "${String(thread)}", after:`)
  const waiting = claude.call('wait_for_message', { thread, timeout_seconds: 20 })
  await host.conversation.send('chatgpt', {
    to: ['claude'],
    text: 'green',
    thread: String(thread),
  })
  expect(textsOf((await waiting).data)).toEqual(['green'])
  expect(textsOf((await claude.call('check_inbox')).data)).toEqual(['about something else'])
})

it('looking is declared read-only, telling a sender something is not', () => {
  const readOnly = tools
    .filter(({ wire }) => wire.annotations?.readOnlyHint)
    .map(({ name }) => name)
  expect(readOnly).toEqual(expect.arrayContaining(['check_inbox', 'wait_for_message', 'catch_up']))
  expect(readOnly).not.toContain('acknowledge')
  expect(readOnly).not.toContain('clear_inbox')
})

it('what an answer that was lost had handed out is named by the next look, and shown again', async () => {
  const host = await openMcpHost()
  const claude = await connectFirst(host.url, 'claude')
  await host.conversation.send('chatgpt', { to: ['claude'], text: 'lost on the way' })
  await claude.call('check_inbox')
  const repeated = await claude.call('check_inbox')
  expect(repeated.text).toBe(
    'No new messages. 1 message not acknowledged yet: include_read shows them again.',
  )
  expect(textsOf((await claude.call('check_inbox', { include_read: true })).data)).toEqual([
    'lost on the way',
  ])
})
