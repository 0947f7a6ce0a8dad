/** Connections: how long they may take, and which of them give way. */
import { once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { cameLocally } from '../../main/bridge/http/came-locally.ts'
import {
  publicConnections,
  type ConnectionLimits,
} from '../../main/bridge/http/connection-limits.ts'
import { createGuardedServer } from '../../main/bridge/http/guarded-server.ts'

const opened: Socket[] = []
let server: Server
let port: number

afterEach(async () => {
  for (const socket of opened.splice(0)) socket.destroy()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/**
 * Answers once it has the whole request. `/in` is let in at once; `x-local` is what a program of this
 * computer sends.
 */
async function serve(limits: Partial<ConnectionLimits>): Promise<void> {
  server = createGuardedServer({
    limits: { ...publicConnections, headMs: 60_000, bodyMs: 60_000, ...limits },
    isLocal: (req) => 'x-local' in req.headers,
    answer(req, res, letIn) {
      if (req.url === '/in') letIn()
      req.resume().on('end', () => res.end('answered'))
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
}

interface Line {
  socket: Socket
  received: () => string
  closed: Promise<unknown>
}

/** A connection that has sent `text`; resolves when the server has it. */
async function send(text: string): Promise<Line> {
  const socket = connect(port, '127.0.0.1')
  opened.push(socket)
  let received = ''
  socket.on('data', (chunk) => (received += chunk.toString()))
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  const [accepted]: Socket[] = await once(server, 'connection')
  if (text !== '') {
    socket.write(text)
    await expect.poll(() => accepted?.bytesRead).toBe(text.length)
  }
  return { socket, received: () => received, closed }
}

const get = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
const halfSent = (path = '/', headers = '') =>
  `POST ${path} HTTP/1.1\r\nHost: a\r\n${headers}Content-Length: 10\r\n\r\nhalf`
const answered = (line: Line) => expect.poll(line.received).toContain('answered')

describe('somebody who sends slowly', () => {
  it('loses a connection whose head never ends, with 408', async () => {
    await serve({ headMs: 500, checkMs: 10 })
    const line = await send('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ')
    await line.closed
    expect(line.received()).toMatch(/^HTTP\/1.1 408 /)
  })

  it('loses a connection on which nothing comes', async () => {
    await serve({ headMs: 50, checkMs: 10 })
    await (
      await send('')
    ).closed
  })

  it('loses a connection whose body never ends, with a word why', async () => {
    await serve({ bodyMs: 500, checkMs: 10 })
    const line = await send(halfSent())
    await line.closed
    expect(line.received()).toMatch(/^HTTP\/1.1 408 .*request-too-slow/s)
  })

  it('keeps a request that arrived while the bridge itself was held up', async () => {
    await serve({ bodyMs: 300, checkMs: 10 })
    const line = await send(halfSent())
    line.socket.write(' whole')
    // As on a machine that has no time for the bridge, longer than the deadline.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
    await answered(line)
  })

  it('has the longer time for the body once let in, and no longer', async () => {
    await serve({ bodyMs: 300, headMs: 500, requestMs: 1_500, checkMs: 10 })
    const stranger = await send(halfSent())
    const client = await send(halfSent('/in'))
    await stranger.closed
    expect(client.socket.closed).toBe(false)
    await client.closed
    expect(client.received()).toMatch(/^HTTP\/1.1 408 /)
    expect(client.received()).not.toContain('request-too-slow')
  })
})

describe('somebody who opens more connections than there are places', () => {
  it('pushes out the oldest half-sent request, and a newcomer is answered', async () => {
    await serve({ strangers: 3 })
    const held = []
    for (let n = 0; n < 5; n += 1) held.push(await send(halfSent()))
    await Promise.all(held.slice(0, 2).map(({ closed }) => closed))
    await answered(await send(get))
    expect(held.slice(3).map(({ socket }) => socket.closed)).toEqual([false, false])
  })

  it('pushes out the oldest that said nothing, and a newcomer is answered', async () => {
    await serve({ opening: 3 })
    const held = []
    for (let n = 0; n < 5; n += 1) held.push(await send(n % 2 === 0 ? '' : 'GET / HT'))
    await Promise.all(held.slice(0, 2).map(({ closed }) => closed))
    await answered(await send(get))
  })

  it('keeps no more of them open between requests than there are places', async () => {
    await serve({ idle: 2 })
    const held = []
    for (let n = 0; n < 4; n += 1) {
      held.push(await send(get))
      await answered(held[n] as Line)
    }
    await Promise.all(held.slice(0, 2).map(({ closed }) => closed))
    expect(held.slice(2).map(({ socket }) => socket.closed)).toEqual([false, false])
  })

  it('never pushes out who was let in, during a request or between two', async () => {
    await serve({ total: 12, opening: 2, strangers: 2, idle: 2 })
    const during = await send(halfSent('/in'))
    const between = await send('GET /in HTTP/1.1\r\nHost: a\r\n\r\n')
    await answered(between)
    for (let round = 0; round < 10; round += 1) {
      await send(halfSent())
      await send('')
      await answered(await send(get))
    }
    expect([during.socket.closed, between.socket.closed]).toEqual([false, false])
    during.socket.write('rest..')
    await answered(during)
  })

  it('leaves the places of this computer alone, and the other way round', async () => {
    await serve({ strangers: 2, local: 2 })
    const local = await send(halfSent('/', 'x-local: 1\r\n'))
    const stranger = await send(halfSent())
    for (let n = 0; n < 5; n += 1) await send(halfSent())
    await stranger.closed
    expect(local.socket.closed).toBe(false)
    for (let n = 0; n < 2; n += 1) await send(halfSent('/', 'x-local: 1\r\n'))
    await local.closed
  })

  it('is a stranger again on a connection that carried a client before', async () => {
    await serve({ strangers: 2 })
    const line = await send('GET /in HTTP/1.1\r\nHost: a\r\n\r\n')
    await answered(line)
    line.socket.write(halfSent())
    for (let n = 0; n < 4; n += 1) await send(halfSent())
    await line.closed
  })

  it('of those let in, makes room among their idle connections', async () => {
    await serve({ total: 3 })
    const held = []
    for (let n = 0; n < 4; n += 1) {
      held.push(await send('GET /in HTTP/1.1\r\nHost: a\r\n\r\n'))
      await answered(held[n] as Line)
    }
    await held[0]?.closed
    expect(held.slice(1).map(({ socket }) => socket.closed)).toEqual([false, false, false])
  })
})

describe('what counts as a program of this computer', () => {
  const loopback = { url: 'http://127.0.0.1:7420', kind: 'loopback' } as const
  const open = { url: 'https://bridge.example', kind: 'public' } as const
  const withHeaders = (headers: Record<string, string>) => ({ headers }) as IncomingMessage

  it('is a request for a loopback name that nothing has carried', () => {
    expect(cameLocally(loopback, withHeaders({}))).toBe(true)
    expect(cameLocally(open, withHeaders({}))).toBe(false)
    expect(cameLocally(undefined, withHeaders({}))).toBe(false)
  })

  it.each(['cf-ray', 'cf-connecting-ip', 'cdn-loop', 'x-forwarded-for', 'forwarded', 'via'])(
    'is none with the %s of a tunnel or proxy, whatever name it asks for',
    (name) => {
      expect(cameLocally(loopback, withHeaders({ [name]: '203.0.113.7' }))).toBe(false)
    },
  )
})
