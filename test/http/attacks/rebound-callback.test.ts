/** A page that rebinds a name of its own to 127.0.0.1 reaches the port of the callback, and nothing behind it. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { createLoopbackCallback } from '../../../main/bridge/http/loopback-callback.ts'

async function openCallback() {
  const answered: (string | undefined)[] = []
  const callback = createLoopbackCallback()
  callback.serve((req, res) => {
    answered.push(req.headers.host)
    res.end('answered')
  })
  onTestFinished(() => callback.stop())
  const port = (await callback.listen([0])) ?? 0
  const get = async (...hosts: string[]) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', (data) => (text += String(data)))
    const lines = hosts.map((host) => `Host: ${host}\r\n`).join('')
    socket.write(`GET /callback?code=x HTTP/1.1\r\n${lines}Connection: close\r\n\r\n`)
    await once(socket, 'close')
    return text
  }
  return { port, get, answered }
}

it('is answered under its own address and port only', async () => {
  const { port, get, answered } = await openCallback()
  expect(await get(`127.0.0.1:${port}`)).toMatch(/^HTTP\/1\.1 200 [^]*answered/)
  expect(answered).toEqual([`127.0.0.1:${port}`])
  for (const host of [
    `rebound.example:${port}`,
    `localhost:${port}`,
    `[::1]:${port}`,
    `127.0.0.1.rebound.example:${port}`,
    '127.0.0.1',
    `127.0.0.1:${port + 1}`,
    `127.0.0.1:${port}, rebound.example`,
    `127.0.0.1:${port}.rebound.example`,
    '',
  ]) {
    expect(await get(host)).toMatch(/^HTTP\/1\.1 421 [^]*unknown-origin/)
  }
  expect(answered).toHaveLength(1)
})

it.each([
  ['its own first', (own: string) => [own, 'rebound.example']],
  ['its own last', (own: string) => ['rebound.example', own]],
  ['its own twice', (own: string) => [own, own]],
])('is not answered under two names (RFC 9112 §3.2): %s', async (_which, hosts) => {
  const { port, get, answered } = await openCallback()
  expect(await get(...hosts(`127.0.0.1:${port}`))).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect(answered).toEqual([])
})
