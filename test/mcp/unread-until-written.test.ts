/** What was handed out to a call counts as read only when its answer was written whole; and a call that arrives twice is one. */
import { connect, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { connectFirst } from './clients.ts'
import { openMcpHost, type McpHost } from './mcp-host.ts'

const tool = (name: string, args: object = {}, id: number | string = 1) =>
  JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } })

interface Given {
  token?: string
  agent?: string
}

/** A connection that sends the call, and reads nothing unless it is told to. */
function send(
  host: McpHost,
  body: string,
  { token = 'chatgpt', agent = 'test' }: Given = {},
): Socket {
  const { port, hostname } = new URL(host.url)
  const socket = connect({ port: Number(port), host: hostname })
  onTestFinished(() => void socket.destroy())
  socket.pause()
  socket.write(
    `POST /mcp HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${token}\r\nUser-Agent: ${agent}\r\n` +
      'Content-Type: application/json\r\nMCP-Protocol-Version: 2025-06-18\r\nConnection: close\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  return socket
}

interface Answer {
  id: unknown
  result: { structuredContent: Record<string, unknown> & { messages: { text: string }[] } }
}

async function answer(socket: Socket): Promise<Answer> {
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  return JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4)) as Answer
}

const post = (host: McpHost, body: string, given?: Given) => answer(send(host, body, given))

const unread = (host: McpHost) =>
  host.conversation.counts().inboxes.find(({ participant }) => participant === 'chatgpt')?.unread

const said = ({ result }: Answer) => result.structuredContent.messages.map(({ text }) => text)

const three = async (host: McpHost) => {
  for (const text of ['one', 'two', 'three']) {
    await host.conversation.send('claude', { to: ['chatgpt'], text })
  }
}

/** A call whose answer is made and does not leave. */
async function stuck(host: McpHost, body: string): Promise<Socket> {
  host.hold()
  const socket = send(host, body)
  await expect.poll(() => host.answered()).toBe(1)
  host.holdNoMore()
  return socket
}

it('messages whose answer broke off are unread, and are handed out once more', async () => {
  const host = await openMcpHost()
  await three(host)
  const socket = await stuck(host, tool('check_inbox'))
  expect(unread(host)).toBe(3)
  socket.resetAndDestroy()
  await expect.poll(host.running).toBe(0)
  expect(unread(host)).toBe(3)
  // Also to the very same call, sent again.
  expect(said(await post(host, tool('check_inbox')))).toEqual(['one', 'two', 'three'])
  await expect.poll(() => unread(host)).toBe(0)
})

it('what is on its way to a client is not handed to it a second time', async () => {
  const host = await openMcpHost()
  await three(host)
  const slow = await stuck(host, tool('check_inbox'))
  expect(said(await post(host, tool('check_inbox', {}, 2)))).toEqual([])
  await host.conversation.send('claude', { to: ['chatgpt'], text: 'four' })
  expect(said(await post(host, tool('check_inbox', {}, 3)))).toEqual(['four'])
  host.letGo()
  expect(said(await answer(slow))).toEqual(['one', 'two', 'three'])
  await expect.poll(() => unread(host)).toBe(0)
})

it('whoever waits gets what did not arrive at another call', async () => {
  const host = await openMcpHost()
  await three(host)
  const slow = await stuck(host, tool('check_inbox'))
  const waiting = post(host, tool('wait_for_message', { timeout_seconds: 20 }, 2))
  await expect.poll(host.running).toBe(2)
  slow.resetAndDestroy()
  expect(said(await waiting)).toEqual(['one', 'two', 'three'])
})

it('is read at once when the answer arrived', async () => {
  const host = await openMcpHost()
  const client = await connectFirst(host.url, 'chatgpt')
  await host.conversation.send('claude', { to: ['chatgpt'], text: 'hello' })
  const inbox = await client.call('check_inbox')
  expect(inbox.data['messages']).toMatchObject([{ text: 'hello', read_at: expect.any(String) }])
  const status = await client.call('bridge_status')
  expect(status.data['participants']).toContainEqual(
    expect.objectContaining({ id: 'chatgpt', unread: 0 }),
  )
})

it('the same call twice at once sends one message, and both hear of it', async () => {
  const host = await openMcpHost()
  const body = tool('send_message', { to: 'chatgpt', message: 'once' })
  const answers = await Promise.all([
    post(host, body, { token: 'claude' }),
    post(host, body, { token: 'claude' }),
  ])
  expect(answers[0]).toEqual(answers[1])
  expect(unread(host)).toBe(1)
  // Another id, or another caller, is another call.
  await post(host, tool('send_message', { to: 'chatgpt', message: 'once' }, 2), { token: 'claude' })
  expect(unread(host)).toBe(2)
})

it('two waits that are one get the one message, also when the first goes away', async () => {
  const host = await openMcpHost()
  const body = tool('wait_for_message', { timeout_seconds: 20 })
  const first = send(host, body)
  const second = post(host, body)
  await expect.poll(host.running).toBe(2)
  first.destroy()
  await expect.poll(host.running).toBe(1)
  await host.conversation.send('claude', { to: ['chatgpt'], text: 'for both' })
  expect(said(await second)).toEqual(['for both'])
})

it.each(['send_message', 'write_file'])(
  'the Python SDK, which repeats each call once it was answered: %s has one effect',
  async (name) => {
    const host = await openMcpHost()
    const args =
      name === 'send_message'
        ? { to: 'chatgpt', message: 'once' }
        : { name: 'a.md', content: 'once' }
    const python = { token: 'claude', agent: 'python-httpx/0.28.1' }
    const first = await post(host, tool(name, args), python)
    expect(await post(host, tool(name, args), python)).toEqual(first)
    const { inboxes } = host.conversation.counts()
    const sent = inboxes.find(({ participant }) => participant === 'chatgpt')?.unread
    expect([sent, host.conversation.files()[0]?.version]).toEqual(
      name === 'send_message' ? [1, undefined] : [0, 1],
    )
    await post(host, tool(name, args), python).catch(() => undefined)
    // Asked a third time, it is meant.
    expect(host.conversation.counts().logEntries).toBe(2)
  },
)

it('the Python SDK gets in its repetition what the answer it threw away said', async () => {
  const host = await openMcpHost()
  await host.conversation.send('claude', { to: ['chatgpt'], text: 'not lost' })
  const python = { agent: 'python-httpx/0.28.1' }
  const body = tool('wait_for_message', { timeout_seconds: 5 })
  await post(host, body, python)
  expect(said(await post(host, body, python))).toEqual(['not lost'])
  await host.conversation.send('claude', { to: ['chatgpt'], text: 'the next' })
  expect(said(await post(host, body, python))).toEqual(['the next'])
})
