import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import {
  controlLimits,
  createLimitedServer,
  type ControlLimits,
} from '../../main/bridge/http/control-limits.ts'

const opened: Socket[] = []
let server: Server

afterEach(async () => {
  for (const socket of opened.splice(0)) socket.destroy()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** A server with these limits that answers once it has the whole request. */
async function serve(limits: Partial<ControlLimits>): Promise<number> {
  server = createLimitedServer({ ...controlLimits, ...limits }, (request, response) => {
    request.resume().on('end', () => response.end('answered'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return address && typeof address === 'object' ? address.port : 0
}

/** Sends the text, and gives what came back when the server has closed the connection. */
async function sendAndWait(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  opened.push(socket)
  let received = ''
  socket.on('data', (chunk) => (received += chunk.toString()))
  socket.on('error', () => {})
  socket.write(text)
  await once(socket, 'close')
  return received
}

it('a head that never ends is closed with 408', async () => {
  const port = await serve({ headersMs: 50, checkMs: 10 })
  expect(await sendAndWait(port, 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ')).toMatch(
    /^HTTP\/1.1 408 /,
  )
})

it('a body that never ends is closed with 408', async () => {
  const port = await serve({ headersMs: 50, requestMs: 100, checkMs: 10 })
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n'
  expect(await sendAndWait(port, `${head}half`)).toMatch(/^HTTP\/1.1 408 /)
})

it('a connection too many is closed at once, and there is room again when one has ended', async () => {
  const port = await serve({ connections: 1 })
  const first = connect(port, '127.0.0.1')
  opened.push(first)
  const [accepted]: Socket[] = await once(server, 'connection')
  const request = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
  expect(await sendAndWait(port, request)).toBe('')
  first.destroy()
  if (accepted) await once(accepted, 'close')
  expect(await sendAndWait(port, request)).toContain('answered')
})
