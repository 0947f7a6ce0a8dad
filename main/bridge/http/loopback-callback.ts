/**
 * Where a browser on this computer comes back from an identity provider: a fixed port of 127.0.0.1, so
 * that the address can be registered there once. It opens when it is first needed and answers two
 * paths, under its own name only (a page that rebinds a name of its own to 127.0.0.1 gets nothing).
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { errorCode } from '../base/error-code.ts'
import { BridgeError } from '../base/errors.ts'
import { callbackConnections, type ConnectionLimits } from './connection-limits.ts'
import { backlog, createGuardedServer } from './guarded-server.ts'
import { sendError } from './send-error.ts'

type Answer = (req: IncomingMessage, res: ServerResponse) => void

export interface LoopbackCallback {
  /** Listens on the first of these ports that is free; undefined when none is. */
  listen(ports: readonly number[]): Promise<number | undefined>
  port(): number | undefined
  /** Who answers; 503 until then. */
  serve(answer: Answer): void
  stop(): Promise<void>
}

export interface LoopbackCallbackDeps {
  /** Other than the usual ones. */
  connections?: Partial<ConnectionLimits>
}

export function createLoopbackCallback(deps: LoopbackCallbackDeps = {}): LoopbackCallback {
  const limits = { ...callbackConnections, ...deps.connections }
  let server: Server | undefined
  let answer: Answer = (_req, res) => void res.writeHead(503, { 'retry-after': '1' }).end()
  let opening: Promise<unknown> = Promise.resolve()
  const portOf = (open: Server) => (open.address() as AddressInfo).port

  function handle(req: IncomingMessage, res: ServerResponse): void {
    res.setHeader('x-content-type-options', 'nosniff')
    const host = server && `127.0.0.1:${portOf(server)}`
    const hosts = req.headersDistinct['host'] ?? []
    if (hosts.length !== 1 || hosts[0] !== host) {
      return sendError(res, new BridgeError('unknown-origin'), { connection: 'close' })
    }
    answer(req, res)
  }

  async function open(ports: readonly number[]): Promise<number | undefined> {
    if (server && (ports.includes(0) || ports.includes(portOf(server)))) return portOf(server)
    await close()
    for (const port of ports) {
      const opened = await tryPort(port)
      if (opened) {
        server = opened
        return portOf(opened)
      }
    }
    return undefined
  }

  async function tryPort(port: number): Promise<Server | undefined> {
    const candidate = createGuardedServer({ limits, answer: handle })
    try {
      await new Promise<void>((resolve, reject) => {
        candidate.once('error', reject)
        candidate.listen({ port, host: '127.0.0.1', backlog }, resolve)
      })
      return candidate
    } catch (error) {
      if (['EADDRINUSE', 'EACCES'].includes(String(errorCode(error)))) return undefined
      throw error
    }
  }

  async function close(): Promise<void> {
    const closing = server
    server = undefined
    if (!closing) return
    const closed = new Promise<void>((resolve) => closing.close(() => resolve()))
    closing.closeAllConnections()
    await closed
  }

  return {
    listen(ports) {
      const done = opening.then(() => open(ports))
      opening = done.catch(() => {})
      return done
    },
    port: () => server && portOf(server),
    serve(given) {
      answer = given
    },
    stop: () => opening.then(close),
  }
}
