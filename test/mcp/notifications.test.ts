/** Who asked to be told learns that an inbox, a thread or a file has changed. */
import { Client as ModernClient, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js'
import {
  ResourceListChangedNotificationSchema,
  ResourceUpdatedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { expect, it, onTestFinished } from 'vitest'
import { createLocalLinks } from '../../main/bridge/mcp/link/local-link.ts'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { wire } from '../fakes/wire.ts'
import { openMcpHost } from './mcp-host.ts'

const info = { name: 'listener', version: '1.0.0' }

it('tells a 2026-07-28 client over HTTP (subscriptions/listen)', async () => {
  const host = await openMcpHost()
  const client = new ModernClient(info, { versionNegotiation: { mode: { pin: '2026-07-28' } } })
  onTestFinished(() => client.close())
  const requestInit = { headers: { authorization: 'Bearer claude' } }
  await client.connect(new StreamableHTTPClientTransport(new URL(host.url), { requestInit }))
  const seen: string[] = []
  client.setNotificationHandler('notifications/resources/updated', ({ params }) => {
    seen.push(params.uri)
  })
  const subscription = await client.listen({
    resourceSubscriptions: ['drawbridge://inbox/claude', 'drawbridge://file/plan.md'],
  })
  await host.conversation.send('chatgpt', { to: ['claude'], text: 'hello' })
  await host.conversation.send('claude', { to: ['chatgpt'], text: 'not for the listener' })
  await host.conversation.writeFile('chatgpt', { name: 'plan.md', content: 'x' })
  await expect.poll(() => seen).toEqual(['drawbridge://inbox/claude', 'drawbridge://file/plan.md'])
  await subscription.close()
})

it('tells an initialize-era client over the link, by its subscriptions', async () => {
  const host = await openMcpHost()
  const links = createLocalLinks({
    makeServer: host.makeServer,
    conversation: host.conversation,
    requestLimits: () => ({ small: 1024 * 1024, large: 1024 * 1024, largeTools: ['write_file'] }),
    log: silentLog,
  })
  onTestFinished(() => links.close())
  const [theirs, ours] = wire()
  links.serve(ours, 'claude')
  const client = new FirstClient(info)
  // The transport only reads and writes lines, so the client side can use it as well.
  await client.connect(new StdioServerTransport(theirs, theirs))
  const updated: string[] = []
  let listChanges = 0
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => {
    updated.push(params.uri)
  })
  client.setNotificationHandler(ResourceListChangedNotificationSchema, () => {
    listChanges += 1
  })
  await client.subscribeResource({ uri: 'drawbridge://inbox/claude' })
  const { message } = await host.conversation.send('chatgpt', { to: ['claude'], text: 'one' })
  await expect.poll(() => updated).toEqual(['drawbridge://inbox/claude'])
  await expect.poll(() => listChanges).toBe(1)
  await client.unsubscribeResource({ uri: 'drawbridge://inbox/claude' })
  await host.conversation.send('chatgpt', { to: ['claude'], text: 'two', replyTo: message.id })
  await host.conversation.writeFile('chatgpt', { name: 'a.txt', content: 'x' })
  await expect.poll(() => listChanges).toBe(2)
  expect(updated).toEqual(['drawbridge://inbox/claude'])
})
