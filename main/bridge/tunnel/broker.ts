/**
 * The quick-service broker: cloudflared asks it, by `--quick-service`, for the tunnel to open, and
 * gets the kept identity. It listens on loopback under a secret path, because its answer is a secret
 * and any program on this computer can reach a port.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Log } from '../base/ports.ts'
import type { QuickService } from './quick-service.ts'
import { sameText } from '../base/same-text.ts'

export interface Broker {
  /** Binds a free port and gives the URL for `--quick-service`. */
  start(): Promise<string>
  stop(): Promise<void>
}

export function createBroker(deps: {
  service: QuickService
  log: Log
  /** Called when an identity is about to be answered. */
  onIdentity: () => void
}): Broker {
  const prefix = `/${randomBytes(24).toString('base64url')}`
  let host = ''
  const server = createServer((req, res) => {
    answer(req, res).catch((error: unknown) => {
      deps.log.error('tunnel.broker-failed', { reason: String(error) })
      if (!res.headersSent) res.writeHead(500)
      res.end()
    })
  })

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    req.resume()
    // The path is a secret.
    if (req.headers.host !== host || !sameText(req.url ?? '', `${prefix}/tunnel`))
      return plain(res, 404, 'not found')
    if (req.method !== 'POST') return plain(res, 405, 'method not allowed')
    const obtained = await deps.service.obtain(req.headers['user-agent'] ?? 'cloudflared')
    if (!obtained.ok) return plain(res, obtained.status, obtained.body)
    deps.onIdentity()
    res.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    res.end(obtained.identity.response)
  }

  return {
    async start() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(0, '127.0.0.1', resolve)
      })
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('the broker has no port')
      host = `127.0.0.1:${address.port}`
      return `http://${host}${prefix}`
    },
    async stop() {
      if (!server.listening) return
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function plain(res: ServerResponse, status: number, body: string): void {
  res.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' })
  res.end(body)
}
