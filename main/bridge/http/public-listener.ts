/**
 * The public listener: everything a tunnel or a local MCP client can reach. What arrives here may be
 * hostile even though it comes from loopback, so the only addresses are /mcp, the sign-in pages and
 * /healthz, and the only names answered to are the bridge's own origins.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BridgeError } from '../base/errors.ts'
import type { Origin } from '../address/origin.ts'
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
  /** Keys the probe's proof; made anew at each start. */
  healthSecret: Buffer
  /** Other than the usual ones. */
  connections?: Partial<ConnectionLimits>
  log: Log
}

export interface PublicRoutes {
  /** Calls `letIn` once the token is found good. */
  mcp: (
    origin: Origin,
    req: IncomingMessage,
    res: ServerResponse,
    letIn: () => void,
  ) => Promise<void>
  /** The sign-in routes of one origin. */
  signIn: (origin: Origin) => OriginHandler
  /** Told of every request that is not for /mcp, which tells of its calls itself. */
  record?: RecordRequest
}

export interface PublicListener {
  /** Binds 127.0.0.1 and gives the port taken. Answers 503 until `serve`. Throws `port-in-use`. */
  start(port: number): Promise<number>
  serve(routes: PublicRoutes): void
  /** The origins answered from now on; every other Host is refused. */
  setOrigins(origins: readonly Origin[]): void
  stop(): Promise<void>
}

const closeGraceMs = 2_000

export function createPublicListener(deps: PublicListenerDeps): PublicListener {
  let routes: PublicRoutes | undefined
  let byHost = new Map<string, { origin: Origin; signIn: OriginHandler }>()
  const targetOf = ({ headers }: IncomingMessage) => byHost.get((headers.host ?? '').toLowerCase())
  const server = createGuardedServer({
    limits: { ...publicConnections, ...deps.connections },
    isLocal: (req) => cameLocally(targetOf(req)?.origin, req),
    answer,
  })

  /** A name that is not ours came from somewhere else, whatever it says. */
  function refuseUnknown(req: IncomingMessage, res: ServerResponse, error: BridgeError): void {
    routes?.record?.(req, res, 'public')
    sendError(res, error)
  }

  function answer(req: IncomingMessage, res: ServerResponse, letIn: () => void): void {
    const serving = routes
    const path = (req.url ?? '').split('?', 1)[0]
    // The endpoint writes its heads at once, this header included.
    if (path !== '/mcp' || !serving) res.setHeader('x-content-type-options', 'nosniff')
    if (!serving) return refuseYet(res)
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
    if (path === '/mcp') {
      serving.mcp(target.origin, req, res, letIn).catch((error: unknown) => {
        // One call that goes wrong beyond its own answer must not end the bridge for all.
        deps.log.error('http.call-failed', { error: String(error) })
        res.destroy()
      })
      return
    }
    // Our own probe asks this all day.
    if (path === '/healthz') return healthAnswer(req, res, deps.healthSecret)
    whenWhole(req, () => {
      serving.record?.(req, res, target.origin.kind)
      target.signIn(req, res, () => sendError(res, new BridgeError('unknown-path')))
    })
  }

  return {
    async start(port) {
      await listen(server, port)
      return (server.address() as AddressInfo).port
    },
    serve(given) {
      routes = given
    },
    setOrigins(origins) {
      const serving = routes
      if (!serving) return
      byHost = new Map(
        origins.flatMap((origin) => {
          const entry = { origin, signIn: serving.signIn(origin) }
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

/** While the bridge starts: whoever asks so early asks again. */
const refuseYet = (res: ServerResponse): void =>
  void res.writeHead(503, { 'retry-after': '1', 'cache-control': 'no-store' }).end()

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
