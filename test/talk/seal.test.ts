/** A closed letter in the whole bridge: no door of it shows a word before all are in. */
import { ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import { Client as ModernClient, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { expect, it, onTestFinished } from 'vitest'
import type { Log } from '../../main/bridge/base/ports.ts'
import { openBridge } from '../control/open-bridge.ts'
import { faceOf } from '../mcp/clients.ts'
import { openMcpHost } from '../mcp/mcp-host.ts'
import { linkedClient } from './linked-clients.ts'

const seats = [{ participant: 'claude' }, { participant: 'chatgpt' }]
const secret = 'xylophonic'
const letter = { answer: secret, text: `It is ${secret}.`, confidence: 42 }

it('is in nothing the owner, a client that reads everything, a subscriber, the record of traffic, the log file or diagnostics see', async () => {
  const logged: string[] = []
  const note = (event: string, details?: object) =>
    void logged.push(JSON.stringify([event, details]))
  const log: Log = { debug: note, info: note, warn: note, error: note }
  const { dataDir, invoke } = await openBridge({ log })
  const claude = faceOf(await linkedClient(dataDir, 'claude'))
  const attacker = await linkedClient(dataDir, 'chatgpt')
  const chatgpt = faceOf(attacker)
  const notices: string[] = []
  attacker.setNotificationHandler(ResourceUpdatedNotificationSchema, (notification) => {
    notices.push(JSON.stringify(notification))
  })
  const { id: talk } = await invoke('talks.begin', { question: 'Which?', seats })
  const thread = `drawbridge://thread/${talk}`
  for (const uri of [thread, 'drawbridge://inbox/chatgpt', 'drawbridge://inbox/claude'])
    await attacker.subscribeResource({ uri }).catch(() => undefined)
  await claude.call('take_turn', { talk, ...letter, wait_seconds: 0 })
  // One that is refused is no less secret.
  await claude.call('take_turn', { talk, ...letter, text: `${secret} once more`, wait_seconds: 0 })

  const seen = [
    await invoke('talks.get', { id: talk }),
    await invoke('talks.list', { query: secret }),
    await invoke('conversation.thread', { id: talk }),
    await invoke('conversation.log', { thread: talk, includeArchived: true }),
    await invoke('conversation.search', { query: secret }),
    await invoke('diagnostics.make'),
    await invoke('status.get'),
    await invoke('audit.list').catch(() => null),
  ].map((answer) => JSON.stringify(answer))
  for (const format of ['markdown', 'json'] as const) {
    const { id } = await invoke('export.start', { format })
    for (;;) {
      const { text } = await invoke('export.next', { id })
      if (text === null) break
      seen.push(text)
    }
  }
  const { rows } = await invoke('traffic.list', { limit: 1000 })
  expect(rows.some((row) => JSON.stringify(row).includes('take_turn'))).toBe(true)
  seen.push(JSON.stringify(rows))
  for (const { seq } of rows) seen.push(JSON.stringify(await invoke('traffic.get', { seq })))
  for (const [name, args] of [
    ['join_talk', { talk }],
    ['watch_talk', { talk, after: 0, wait_seconds: 0 }],
    ['read_conversation', { thread: talk }],
    ['search', { query: 'xylo' }],
    ['catch_up', { token_budget: 20_000 }],
    ['check_inbox', { include_read: true }],
    ['show_talk', { talk }],
    ['show_inbox', {}],
    ['card_refresh', { show: 'talk', talk }],
  ] as const) {
    const { text, data } = await chatgpt.call(name, args)
    seen.push(text, JSON.stringify(data))
  }
  for (const uri of await chatgpt.resources())
    seen.push(JSON.stringify(await chatgpt.contents(uri)))
  seen.push(JSON.stringify(await chatgpt.contents(thread)), ...notices, ...logged)
  expect(seen.filter((text) => text.includes(secret))).toEqual([])
  // The doors were open: what is said in the open is behind each of them.
  expect(seen.filter((text) => text.includes('Which?')).length).toBeGreaterThan(10)

  await chatgpt.call('take_turn', { talk, ...letter, answer: 'Red', wait_seconds: 0 })
  expect(JSON.stringify(await invoke('talks.get', { id: talk }))).toContain(secret)
  expect(JSON.stringify(await chatgpt.contents(thread))).toContain(secret)
})

it('is not told of by subscriptions/listen', async () => {
  const host = await openMcpHost()
  const connect = async (token: string) => {
    const client = new ModernClient(
      { name: token, version: '1.0.0' },
      { versionNegotiation: { mode: { pin: '2026-07-28' } } },
    )
    onTestFinished(() => client.close())
    const requestInit = { headers: { authorization: `Bearer ${token}` } }
    await client.connect(new StreamableHTTPClientTransport(new URL(host.url), { requestInit }))
    return client
  }
  const [claude, chatgpt] = [await connect('claude'), await connect('chatgpt')]
  const talk = await host.talks.begin({ question: 'Which?', seats })
  const notices: string[] = []
  chatgpt.setNotificationHandler('notifications/resources/updated', (notification) => {
    notices.push(JSON.stringify(notification))
  })
  const subscription = await chatgpt.listen({
    resourceSubscriptions: [`drawbridge://thread/${talk}`, 'drawbridge://inbox/chatgpt'],
  })
  const hand = (client: ModernClient, answer: string) =>
    client.callTool({ name: 'take_turn', arguments: { talk, ...letter, answer, wait_seconds: 0 } })
  await hand(claude, secret)
  await hand(chatgpt, 'Red')
  await expect.poll(() => notices.length).toBeGreaterThan(0)
  expect(notices.join('\n')).not.toContain(secret)
  await subscription.close()
})
