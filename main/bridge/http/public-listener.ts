/**
 * The public listener: everything a tunnel or a local MCP client can reach. What arrives here may be
 * hostile even though it comes from loopback, so the only addresses are /mcp, the sign-in pages and
 * /healthz, and the only names answered to are the bridge's own origins.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BridgeError } from '../base/errors.ts'
import type { Origin } from '../oauth/types.ts'
import type { Log } from '../base/ports.ts'
import { healthAnswer } from '../address/health-proof.ts'
import { hasOneHost } from './one-host.ts'
import { cameLocally } from './came-locally.ts'
import { publicConnections, type ConnectionLimits } from './connection-limits.ts'
import { backlog, createGuardedServer } from './guarded-server.ts'
import type { RecordRequest } from './record-requests.ts'
import { sendError } from './send-error.ts'
import { whenWhole } from './when-whole.ts'

/** Express-shaped: calls `next` for a path that is not its own. */
export type OriginHandler = (req: IncomingMessage, res: ServerResponse, next: () => void) => void

export interface PublicListenerDeps {
  /** Calls `letIn` once the token is found good. */
  mcp: (
    origin: string,
    req: IncomingMessage,
    res: ServerResponse,
    letIn: () => void,
  ) => Promise<void>
  /** The sign-in routes of one origin. */
  signIn: (origin: Origin) => OriginHandler
  /** Keys the probe's proof; made anew at each start. */
  healthSecret: Buffer
  /** Told of every request that is not for /mcp, which tells of its calls itself. */
  record?: RecordRequest
  /** Other than the usual ones. */
  connections?: Partial<ConnectionLimits>
  log: Log
}

export interface PublicListener {
  /** Binds 127.0.0.1 and gives the port taken. Throws `port-in-use`. */
  start(port: number): Promise<number>
  /** The origins answered from now on; every other Host is refused. */
  setOrigins(origins: readonly Origin[]): void
  stop(): Promise<void>
}

const closeGraceMs = 2_000

export function createPublicListener(deps: PublicListenerDeps): PublicListener {
  let byHost = new Map<string, { origin: Origin; signIn: OriginHandler }>()
  const targetOf = ({ headers }: IncomingMessage) => byHost.get((headers.host ?? '').toLowerCase())
  const server = createGuardedServer({
    limits: { ...publicConnections, ...deps.connections },
    isLocal: (req) => cameLocally(targetOf(req)?.origin, req),
    answer,
  })

  /** A name that is not ours came from somewhere else, whatever it says. */
  function refuseUnknown(req: IncomingMessage, res: ServerResponse, error: BridgeError): void {
    deps.record?.(req, res, 'public')
    sendError(res, error)
  }

  function answer(req: IncomingMessage, res: ServerResponse, letIn: () => void): void {
    res.setHeader('x-content-type-options', 'nosniff')
    if (!hasOneHost(req)) {
      const error = new BridgeError('malformed-request', { reason: 'not exactly one Host' })
      return refuseUnknown(req, res, error)
    }
    const target = targetOf(req)
    if (!target) return refuseUnknown(req, res, new BridgeError('unknown-origin'))
    const url = req.url ?? ''
    // Absolute-form targets (RFC 9112 §3.2.2) are for proxies; this is none.
    if (!url.startsWith('/')) {
      const error = new BridgeError('malformed-request', { reason: 'not a path' })
      return refuseUnknown(req, res, error)
    }
    const path = url.split('?', 1)[0]
    if (path === '/mcp') {
      deps.mcp(target.origin.url, req, res, letIn).catch((error: unknown) => {
        // One call that goes wrong beyond its own answer must not end the bridge for all.
        deps.log.error('http.call-failed', { error: String(error) })
        res.destroy()
      })
      return
    }
    // Our own probe asks this all day.
    if (path === '/healthz') return healthAnswer(req, res, deps.healthSecret)
    whenWhole(req, () => {
      deps.record?.(req, res, target.origin.kind)
      target.signIn(req, res, () => sendError(res, new BridgeError('unknown-path')))
    })
  }

  return {
    async start(port) {
      await listen(server, port)
      return (server.address() as AddressInfo).port
    },
    setOrigins(origins) {
      byHost = new Map(
        origins.flatMap((origin) => {
          const entry = { origin, signIn: deps.signIn(origin) }
          return hostsOf(origin).map((host) => [host, entry] as const)
        }),
      )
    },
    async stop() {
      if (!server.listening) return
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const force = setTimeout(() => server.closeAllConnections(), closeGraceMs)
      await closed
      clearTimeout(force)
    },
  }
}

/** `name` and `name:443` are the same host to HTTP; the issuer keeps its one spelling. */
function hostsOf(origin: Origin): string[] {
  const { host, port, protocol } = new URL(origin.url)
  return port === '' ? [host, `${host}:${protocol === 'https:' ? 443 : 80}`] : [host]
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new BridgeError('port-in-use', { port, flag: '--port' }, { cause: error })
          : error,
      )
    })
    server.listen({ port, host: '127.0.0.1', backlog }, resolve)
  })
}
