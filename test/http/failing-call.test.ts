/** A call that fails beyond its own answer costs its own connection and nobody else's. */
import { request } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { createPublicListener } from '../../main/bridge/http/public-listener.ts'

it('ends the connection of a call that throws, and goes on answering', async () => {
  const failed: string[] = []
  const listener = createPublicListener({
    healthSecret: Buffer.alloc(32),
    log: { ...silentLog, error: (event) => failed.push(event) },
  })
  listener.serve({
    mcp: () => Promise.reject(new Error('beyond its answer')),
    signIn: () => (_req, _res, next) => next(),
  })
  const port = await listener.start(0)
  onTestFinished(() => listener.stop())
  listener.setOrigins([{ url: `http://127.0.0.1:${port}`, kind: 'loopback' }])
  const status = (path: string) =>
    new Promise<number | string>((resolve) => {
      request({ host: '127.0.0.1', port, path }, (res) => resolve(res.resume().statusCode ?? 0))
        .on('error', ({ message }) => resolve(message))
        .end()
    })
  expect(await status('/mcp')).toBe('socket hang up')
  expect(failed).toEqual(['http.call-failed'])
  expect(await status('/elsewhere')).toBe(404)
})
