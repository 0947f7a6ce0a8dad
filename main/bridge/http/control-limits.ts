/**
 * What the control listener grants one connection, and all of them. Another user of this computer
 * can connect to it, so requests that never end must not pile up.
 */
import { createServer, type RequestListener, type Server } from 'node:http'

export interface ControlLimits {
  /** Of everybody together; a browser opens six. */
  connections: number
  /** For the head of a request to arrive. */
  headersMs: number
  /** For the whole request: 40 MiB through a slow forward. */
  requestMs: number
  /** How often the two above are looked at; Node's own 30 s would be added to them. */
  checkMs: number
  /** How often an open event stream shows that it lives, and renews its session. */
  heartbeatMs: number
}

export const controlLimits: ControlLimits = {
  connections: 128,
  headersMs: 10_000,
  requestMs: 60_000,
  checkMs: 2_000,
  heartbeatMs: 15_000,
}

/** An HTTP server that closes what is late and refuses what is too much. */
export function createLimitedServer(limits: ControlLimits, answer: RequestListener): Server {
  const options = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkMs,
  }
  const server = createServer(options, answer)
  server.maxConnections = limits.connections
  return server
}
