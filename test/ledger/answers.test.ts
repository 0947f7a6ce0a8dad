/** Over real HTTP: an answer is entered when it was written whole, and as perhaps received when it broke. */
import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { clientKinds, connectFirst } from '../mcp/clients.ts'
import { openMcpHost } from '../mcp/mcp-host.ts'

it.each(clientKinds)('enters what a call was answered with: %s', async (_name, connectClient) => {
  const host = await openMcpHost()
  const client = await connectClient(host.url, 'chatgpt')
  await client.call('check_inbox')
  expect(host.ledger.seen({})).toEqual([])
  const { message } = await host.conversation.send('claude', { to: ['chatgpt'], text: 'hello' })
  await client.call('check_inbox')
  await expect
    .poll(() => host.ledger.seen({}))
    .toMatchObject([
      {
        id: message.id,
        call: 'check_inbox',
        extent: 'whole',
        client: 'client-of-chatgpt',
        grant: 'chatgpt',
        perhaps: false,
      },
    ])
})

it('enters as perhaps received what was on its way when the connection broke', async () => {
  const host = await openMcpHost()
  await host.conversation.send('claude', { to: ['chatgpt'], text: 'hello' })
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'check_inbox', arguments: {} },
  })
  const { port, hostname } = new URL(host.url)
  host.hold()
  const socket = connect({ port: Number(port), host: hostname })
  onTestFinished(() => void socket.destroy())
  socket.write(
    `POST /mcp HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer chatgpt\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  await expect.poll(() => host.answered()).toBe(1)
  socket.resetAndDestroy()
  await expect.poll(() => host.ledger.seen({})).toMatchObject([{ perhaps: true }])
})

it('hands nothing out that cannot be written down', async () => {
  const host = await openMcpHost()
  await host.conversation.send('claude', { to: ['chatgpt'], text: 'heliotrope' })
  const client = await connectFirst(host.url, 'chatgpt')
  host.disk.full = true
  const answer = await client.call('check_inbox')
  expect(answer.isError).toBe(true)
  expect(JSON.stringify(answer)).not.toContain('heliotrope')
})

it.each([
  ['check_inbox', {}],
  ['wait_for_message', { timeout_seconds: 1 }],
])('leaves unread what %s could not write down', async (tool, input) => {
  const host = await openMcpHost()
  await host.conversation.send('claude', { to: ['chatgpt'], text: 'heliotrope' })
  const client = await connectFirst(host.url, 'chatgpt')
  host.disk.full = true
  expect((await client.call(tool, input)).isError).toBe(true)
  host.disk.full = false
  await host.store.write(() => {})
  expect(JSON.stringify(await client.call(tool, input))).toContain('heliotrope')
})

it.each(clientKinds)(
  'enters as received no resource that the disk kept back: %s',
  async (_name, connectClient) => {
    const host = await openMcpHost()
    const client = await connectClient(host.url, 'chatgpt')
    const { message } = await host.conversation.send('claude', { to: ['chatgpt'], text: 'hello' })
    host.conversation.settled = () => Promise.reject(new Error('the disk is gone'))
    await expect(client.read('drawbridge://inbox/chatgpt')).rejects.toThrow()
    await host.store.write(() => {})
    await expect
      .poll(() => host.ledger.seen({}))
      .toMatchObject([{ id: message.id, call: 'resources/read', perhaps: true }])
  },
)

it('answers a refusal, too, only once what it tells of is on the disk', async () => {
  const host = await openMcpHost()
  const client = await connectFirst(host.url, 'chatgpt')
  let release: (() => void) | undefined
  let answered = false
  host.conversation.settled = () => new Promise((resolve) => (release = resolve))
  const refused = client.call('read_file', { name: 'none.md' }).finally(() => (answered = true))
  await expect.poll(() => release).toBeDefined()
  expect(answered).toBe(false)
  release?.()
  expect((await refused).isError).toBe(true)
})
