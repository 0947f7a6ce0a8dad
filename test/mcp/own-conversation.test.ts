/**
 * What a client reads that the owner limits to its own conversation: what it wrote and was sent. Each
 * test is something its model may try to learn what others said.
 */
import type { Duplex } from 'node:stream'
import { Client as ModernClient, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import { StdioServerTransport as ModernLines } from '@modelcontextprotocol/server/stdio'
import { describe, expect, it, onTestFinished } from 'vitest'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { createLocalLinks } from '../../main/bridge/mcp/link/local-link.ts'
import { wire } from '../fakes/wire.ts'
import { connectFirst } from './clients.ts'
import { openMcpHost, type McpHost } from './mcp-host.ts'

/** Claude and the owner talk; a guest comes into one thread late, and has one of its own. */
async function aTalkOfOthers() {
  const host = await openMcpHost()
  const { conversation } = host
  await conversation.addParticipant('guest', 'Guest')
  const send = async (from: string, to: string[], text: string, thread?: string) =>
    (await conversation.send(from, { to, text, thread })).message
  const secret = await send('claude', ['owner'], 'Nightingale is the secret word')
  const shared = await send('claude', ['owner'], 'Nightingale began this thread')
  const invited = await send('claude', ['guest'], 'Welcome, guest, no birds here', shared.thread)
  await send('owner', ['claude'], 'Nightingale again, without the guest', shared.thread)
  const own = await send('guest', ['claude'], 'The guest asks something')
  await conversation.note('claude', 'Nightingale noted by Claude')
  await conversation.note('guest', 'Noted by the guest')
  await conversation.writeFile('claude', { name: 'open.md', content: 'shared with everybody' })
  return { host, secret, shared, invited, own }
}

const asGuest = (host: McpHost, access = 'guest') => connectFirst(host.url, `${access}~own`)

describe('a client that reads only its own', () => {
  it('reads in the conversation what it wrote, was sent, and what is shared', async () => {
    const { host } = await aTalkOfOthers()
    const guest = await asGuest(host)
    const { text, data } = await guest.call('read_conversation')
    expect(data).toMatchObject({
      earlier: false,
      entries: [
        { text: 'Welcome, guest, no birds here' },
        { text: 'The guest asks something' },
        { text: 'Noted by the guest' },
        { kind: 'file-written', ref: 'open.md' },
      ],
    })
    expect(text).not.toContain('Nightingale')
    const whole = await connectFirst(host.url, 'guest')
    expect((await whole.call('read_conversation')).text).toContain('Nightingale')
  })

  it('pages backwards through its own without meeting anything else', async () => {
    const { host } = await aTalkOfOthers()
    const guest = await asGuest(host, 'guest.messages_read')
    const texts: unknown[] = []
    let before: number | undefined
    for (let page = 0; page < 3; page += 1) {
      const { data } = await guest.call('read_conversation', { lines: 1, before })
      const entries = data['entries'] as { seq: number; text: string }[]
      texts.push(...entries.map(({ text }) => text))
      before = entries[0]?.seq
      expect(data['earlier']).toBe(page < 2)
    }
    expect(texts).toEqual([
      'Noted by the guest',
      'The guest asks something',
      'Welcome, guest, no birds here',
    ])
  })

  it('is told of a thread of others what it would be told of none', async () => {
    const { host, secret } = await aTalkOfOthers()
    const guest = await asGuest(host)
    for (const thread of [secret.thread, 't999']) {
      const asked = await guest.call('read_conversation', { thread })
      expect(asked).toMatchObject({
        isError: true,
        text: expect.stringContaining('unknown-thread'),
      })
      const noted = await guest.call('log_conversation', { message: 'hello?', thread })
      expect(noted.text).toContain('unknown-thread')
      const sent = await guest.call('send_message', { to: 'claude', message: 'hello?', thread })
      expect(sent.text).toContain('unknown-thread')
      await expect(guest.read(`drawbridge://thread/${thread}`)).rejects.toThrow(/not found/i)
    }
    const answered = await guest.call('send_message', {
      to: 'claude',
      message: 'x',
      reply_to: secret.id,
    })
    expect(answered.text).toContain('unknown-message')
  })

  it('reads of a thread it came into late its own part only', async () => {
    const { host, shared } = await aTalkOfOthers()
    const guest = await asGuest(host)
    const log = await guest.call('read_conversation', { thread: shared.thread })
    expect(log.data['entries']).toMatchObject([{ text: 'Welcome, guest, no birds here' }])
    const { text = '' } = await guest.read(`drawbridge://thread/${shared.thread}`)
    expect(JSON.parse(text)).toMatchObject({
      messages: [{ text: 'Welcome, guest, no birds here' }],
      earlier: null,
    })
  })

  it('sees listed the threads it takes part in, by the first words it was to read', async () => {
    const { host, shared, own } = await aTalkOfOthers()
    const guest = await asGuest(host, 'guest.messages_read')
    expect(await guest.listed()).toMatchObject([
      { uri: 'drawbridge://inbox/guest' },
      { uri: `drawbridge://thread/${own.thread}`, title: 'Thread "The guest asks something"' },
      {
        uri: `drawbridge://thread/${shared.thread}`,
        title: 'Thread "Welcome, guest, no birds here"',
      },
      { name: 'card' },
    ])
  })

  it('finds nothing of others, and fetches none of it by its id', async () => {
    const { host, secret, own } = await aTalkOfOthers()
    const guest = await asGuest(host)
    expect((await guest.call('search', { query: 'Nightingale' })).data['results']).toEqual([])
    expect((await guest.call('search', { query: 'Nightin' })).data['results']).toEqual([])
    const ids = async (query: string) =>
      ((await guest.call('search', { query })).data['results'] as { id: string }[]).map(
        ({ id }) => id,
      )
    expect(await ids('asks something')).toEqual([`message:${own.id}`])
    expect(await ids('everybody')).toEqual(['file:open.md'])
    for (const id of [`message:${secret.id}`, 'log:1', 'log:6']) {
      const fetched = await guest.call('fetch', { id })
      expect(fetched).toMatchObject({
        isError: true,
        text: expect.stringContaining('unknown-result'),
      })
    }
    expect((await guest.call('fetch', { id: `message:${own.id}` })).data).toMatchObject({
      text: 'The guest asks something',
    })
    expect((await guest.call('fetch', { id: 'log:7' })).data['text']).toBe('Noted by the guest')
  })

  it('without files:read neither finds nor reads what was done with files', async () => {
    const { host } = await aTalkOfOthers()
    const guest = await asGuest(host, 'guest.messages_read')
    expect((await guest.call('search', { query: 'everybody' })).data['results']).toEqual([])
    expect((await guest.call('fetch', { id: 'log:8' })).isError).toBe(true)
    expect((await guest.call('read_conversation')).text).not.toContain('open.md')
  })

  it('catches up with its own', async () => {
    const { host } = await aTalkOfOthers()
    const { text } = await (await asGuest(host)).call('catch_up')
    expect(text).toContain('Welcome, guest')
    expect(text).not.toContain('Nightingale')
  })

  it('cannot archive what others said', async () => {
    const { host } = await aTalkOfOthers()
    const cleared = await (await asGuest(host)).call('clear_conversation')
    expect(cleared.isError).toBe(true)
    expect(cleared.text).toContain('own-conversation-only')
    expect(host.conversation.log()).toHaveLength(8)
  })

  it('goes on in its own threads as ever', async () => {
    const { host, shared, invited } = await aTalkOfOthers()
    const guest = await asGuest(host)
    const sent = await guest.call('send_message', {
      to: 'claude',
      message: 'thanks',
      reply_to: invited.id,
    })
    expect(sent.data).toMatchObject({ thread: shared.thread })
    const noted = await guest.call('log_conversation', { message: 'x', thread: shared.thread })
    expect(noted.isError).toBeUndefined()
  })
})

describe('who listens for changes', () => {
  async function listen(host: McpHost, token: string, resourceSubscriptions: string[]) {
    const client = new ModernClient(
      { name: 'listener', version: '1.0.0' },
      { versionNegotiation: { mode: { pin: '2026-07-28' } } },
    )
    onTestFinished(() => client.close())
    const requestInit = { headers: { authorization: `Bearer ${token}` } }
    await client.connect(new StreamableHTTPClientTransport(new URL(host.url), { requestInit }))
    const notices: string[] = []
    client.setNotificationHandler('notifications/resources/updated', ({ params }) => {
      notices.push(params.uri)
    })
    client.setNotificationHandler('notifications/resources/list_changed', () => {
      notices.push('list')
    })
    const subscription = await client.listen({ resourceSubscriptions, resourcesListChanged: true })
    return { notices, subscription }
  }

  it('without files:read is not told that a file changed', async () => {
    const { host } = await aTalkOfOthers()
    const { notices, subscription } = await listen(host, 'guest.messages_read~own', [
      'drawbridge://file/open.md',
      'drawbridge://inbox/guest',
    ])
    expect(subscription.honoredFilter.resourceSubscriptions).toEqual(['drawbridge://inbox/guest'])
    await host.conversation.writeFile('claude', { name: 'open.md', content: 'y' })
    await host.conversation.writeFile('claude', { name: 'new.md', content: 'y' })
    await host.conversation.send('claude', { to: ['guest'], text: 'the last' })
    await expect.poll(() => notices).toEqual(['list', 'drawbridge://inbox/guest'])
  })

  it('is not told of the inbox of another, nor of a talk of others', async () => {
    const { host, secret, own } = await aTalkOfOthers()
    const { notices, subscription } = await listen(host, 'guest~own', [
      'drawbridge://inbox/claude',
      `drawbridge://thread/${secret.thread}`,
      `drawbridge://thread/${own.thread}`,
    ])
    expect(subscription.honoredFilter.resourceSubscriptions).not.toContain(
      'drawbridge://inbox/claude',
    )
    const reply = { to: ['owner'], text: 'psst', thread: secret.thread }
    await host.conversation.send('claude', reply)
    await host.conversation.send('claude', { to: ['owner'], text: 'a new thread of others' })
    await host.conversation.send('claude', { to: ['guest'], text: 'hi', thread: own.thread })
    await expect.poll(() => notices).toContain(`drawbridge://thread/${own.thread}`)
    expect(notices.filter((uri) => uri !== 'list')).toEqual([`drawbridge://thread/${own.thread}`])
  })

  it('reading the whole conversation hears of every thread, and still of no foreign inbox', async () => {
    const { host, secret } = await aTalkOfOthers()
    const { notices } = await listen(host, 'guest', [
      'drawbridge://inbox/claude',
      `drawbridge://thread/${secret.thread}`,
    ])
    const reply = { to: ['claude'], text: 'psst', thread: secret.thread, replyTo: secret.id }
    await host.conversation.send('owner', reply)
    await expect.poll(() => notices).toEqual([`drawbridge://thread/${secret.thread}`])
  })

  it('is told after lowering of what was its own, whatever else was said in the thread', async () => {
    const { host, shared } = await aTalkOfOthers()
    const { notices } = await listen(host, 'guest~own', [`drawbridge://thread/${shared.thread}`])
    host.crossing.move('raised')
    const say = (to: string) =>
      host.conversation.send('owner', { to: [to], text: 'x', thread: shared.thread })
    await say('guest')
    await say('claude')
    expect(notices).toEqual([])
    host.crossing.move('lowered')
    await expect.poll(() => notices).toContain(`drawbridge://thread/${shared.thread}`)
  })

  function linkTo(host: McpHost): Duplex {
    const links = createLocalLinks({
      makeServer: host.makeServer,
      conversation: host.conversation,
      requestLimits: () => ({ small: 1024 * 1024, large: 1024 * 1024, largeTools: ['write_file'] }),
      log: silentLog,
    })
    onTestFinished(() => links.close())
    const [theirs, ours] = wire()
    links.serve(ours, 'claude')
    return theirs
  }

  it('over the link cannot subscribe to the inbox of another', async () => {
    const { host } = await aTalkOfOthers()
    const theirs = linkTo(host)
    const client = new FirstClient({ name: 'linked', version: '1.0.0' })
    await client.connect(new StdioServerTransport(theirs, theirs))
    const notices: string[] = []
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => {
      notices.push(params.uri)
    })
    await expect(client.subscribeResource({ uri: 'drawbridge://inbox/guest' })).rejects.toThrow(
      /not found/i,
    )
    await client.subscribeResource({ uri: 'drawbridge://inbox/claude' })
    await host.conversation.send('owner', { to: ['guest', 'claude'], text: 'both' })
    await expect.poll(() => notices).toEqual(['drawbridge://inbox/claude'])
  })

  it('over the link is told by subscriptions/listen that it will not hear of the inbox of another', async () => {
    const { host } = await aTalkOfOthers()
    const theirs = linkTo(host)
    const client = new ModernClient(
      { name: 'linked', version: '1.0.0' },
      { versionNegotiation: { mode: { pin: '2026-07-28' } } },
    )
    onTestFinished(() => client.close())
    await client.connect(new ModernLines(theirs, theirs))
    const notices: string[] = []
    client.setNotificationHandler('notifications/resources/updated', ({ params }) => {
      notices.push(params.uri)
    })
    const { honoredFilter } = await client.listen({
      resourceSubscriptions: ['drawbridge://inbox/guest', 'drawbridge://inbox/claude'],
    })
    expect(honoredFilter.resourceSubscriptions).toEqual(['drawbridge://inbox/claude'])
    await host.conversation.send('owner', { to: ['guest', 'claude'], text: 'both' })
    await expect.poll(() => notices).toEqual(['drawbridge://inbox/claude'])
  })
})
