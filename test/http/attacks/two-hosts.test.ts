/** Two Host headers: a proxy in front may have judged by one, and the listener by the other (RFC 9112 §3.2). */
import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { createControlListener } from '../../../main/bridge/http/control.ts'
import { createPublicListener } from '../../../main/bridge/http/public-listener.ts'
import { silentLog, systemClock } from '../../../main/bridge/base/ports.ts'
import { createFakeControl } from '../../fakes/fake-control.ts'

/** The answer to a GET with exactly these Host headers. */
const get = (port: number, hosts: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => (text += chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(text))
    const lines = hosts.map((host) => `Host: ${host}\r\n`).join('')
    socket.write(
      `GET /healthz?nonce=abcdefghijklmnop HTTP/1.1\r\n${lines}Connection: close\r\n\r\n`,
    )
  })

async function openControl(): Promise<number> {
  const listener = createControlListener({
    control: createFakeControl(),
    rendererDir: import.meta.dirname,
    limits: {},
    port: 0,
    requestLimitBytes: 1024,
    log: silentLog,
    clock: systemClock,
  })
  onTestFinished(() => listener.stop())
  return Number(new URL((await listener.start()).url).port)
}

async function openPublic(): Promise<number> {
  const listener = createPublicListener({
    healthSecret: Buffer.alloc(32),
    log: silentLog,
  })
  listener.serve({ mcp: async () => {}, signIn: () => (_req, res) => void res.end() })
  onTestFinished(() => listener.stop())
  const port = await listener.start(0)
  listener.setOrigins([{ url: `http://127.0.0.1:${port}`, kind: 'loopback' }])
  return port
}

it.each([
  ['the control port', openControl],
  ['the public port', openPublic],
])('%s refuses them, whichever is its own', async (_name, open) => {
  const port = await open()
  const own = `127.0.0.1:${port}`
  for (const hosts of [
    [own, 'evil.example'],
    ['evil.example', own],
    [own, own],
  ]) {
    expect(await get(port, hosts)).toMatch(/^HTTP\/1\.1 400 /)
  }
  // One of its own is no reason to refuse.
  expect(await get(port, [own])).not.toMatch(/^HTTP\/1\.1 4(?:00|21) /)
})
