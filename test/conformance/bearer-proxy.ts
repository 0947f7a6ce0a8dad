/**
 * The suite cannot send an access token, so it calls through this proxy, which adds one and otherwise
 * changes nothing: method, path, every header as written (Host and Origin too), body and stream.
 */
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface BearerProxy {
  port: number
  /** Where requests go from now on, and what they carry. */
  forward(to: Target): void
  close(): Promise<void>
}

interface Target {
  port: number
  token?: string
}

export async function openBearerProxy(): Promise<BearerProxy> {
  let target: Target | undefined
  const server = createServer((req, res) => {
    if (!target) {
      res.destroy()
      return
    }
    const { port, token } = target
    const added = token === undefined ? [] : ['authorization', `Bearer ${token}`]
    const sent = request({
      host: '127.0.0.1',
      port,
      method: req.method,
      path: req.url,
      setHost: false,
      agent: false,
      headers: [...req.rawHeaders, ...added],
    })
    sent.on('response', (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      res.flushHeaders()
      answer.pipe(res)
      answer.on('error', () => res.destroy())
    })
    sent.on('error', () => res.destroy())
    res.on('close', () => sent.destroy())
    req.pipe(sent)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    forward(to) {
      target = to
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
