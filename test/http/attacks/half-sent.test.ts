/** Somebody on the internet who opens sign-in requests and never sends the rest of them. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { chatgpt, publicOrigin, signIn } from '../../fakes/oauth-host.ts'
import { openRecordedHost } from '../../traffic/recorded-host.ts'

const { host } = new URL(publicOrigin.url)
const halfSent = (path: string, type: string) =>
  `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: ${type}\r\ncontent-length: 100\r\n\r\n{`
const ping = { jsonrpc: '2.0', id: 1, method: 'ping' }

it.each([
  ['/oauth2/token', 'application/x-www-form-urlencoded'],
  ['/oauth2/register', 'application/json'],
  ['/oauth2/revoke', 'application/x-www-form-urlencoded'],
  ['/mcp', 'application/json'],
])('on %s keeps nobody out', async (path, type) => {
  const recorded = await openRecordedHost({ strangers: 10, opening: 10, total: 40 })
  const { access_token } = await signIn(recorded.host, chatgpt)
  const held = Array.from({ length: 100 }, () => {
    const socket = connect(recorded.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.resume().write(halfSent(path, type))
    return socket
  })
  onTestFinished(() => {
    for (const socket of held) socket.destroy()
  })
  await Promise.all(held.map((socket) => once(socket, 'connect')))
  // New connections, each of them: a client that is in, one that refreshes, and one that comes new.
  expect((await recorded.post(access_token, ping)).status).toBe(200)
  const again = await signIn(recorded.host, chatgpt)
  expect((await recorded.post(again.access_token, ping)).status).toBe(200)
  await expect.poll(() => held.filter(({ closed }) => !closed).length).toBeLessThanOrEqual(20)
})
