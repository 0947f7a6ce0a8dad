/** Another program of this computer that holds every connection of the callback's port. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { createLoopbackCallback } from '../../../main/bridge/http/loopback-callback.ts'

it('loses them soon when it asks nothing, and the owner comes back', async () => {
  const callback = createLoopbackCallback({ connections: { headMs: 100, checkMs: 10 } })
  callback.serve((_req, res) => void res.end('back'))
  onTestFinished(() => callback.stop())
  const port = (await callback.listen([0])) ?? 0
  const held = Array.from({ length: 50 }, () => connect(port, '127.0.0.1'))
  onTestFinished(() => {
    for (const socket of held) socket.destroy()
  })
  await Promise.all(held.map((socket) => once(socket, 'connect')))
  // Read, so that the end of each is seen.
  await Promise.all(held.map((socket) => once(socket.resume(), 'close')))
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('back')
})

it('cannot keep the owner out even at that moment, with half-sent requests', async () => {
  const callback = createLoopbackCallback()
  callback.serve((_req, res) => void res.end('back'))
  onTestFinished(() => callback.stop())
  const port = (await callback.listen([0])) ?? 0
  const half = `POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 9\r\n\r\nx`
  const held = Array.from({ length: 200 }, (_, n) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    if (n % 2 === 0) socket.write(half)
    return socket.resume()
  })
  onTestFinished(() => {
    for (const socket of held) socket.destroy()
  })
  await Promise.all(held.map((socket) => once(socket, 'connect')))
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('back')
})
