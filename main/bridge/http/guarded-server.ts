/**
 * An HTTP server that nobody can fill by holding connections open: those who have not been let in
 * share a few places, give way to newcomers, and have short deadlines (connection-places.ts).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { BridgeError } from '../base/errors.ts'
import type { ConnectionLimits } from './connection-limits.ts'
import { createConnectionPlaces, isHalfSent, type Connection } from './connection-places.ts'
import { sendError } from './send-error.ts'

export interface GuardedServerOptions {
  limits: ConnectionLimits
  /** Whether a program on this computer asks; such requests have places of their own. */
  isLocal?: (req: IncomingMessage) => boolean
  /** `letIn` is to be called once the sender has proved who they are. */
  answer: (req: IncomingMessage, res: ServerResponse, letIn: () => void) => void
}

/** As many as the system allows may wait to be accepted while a flood is being turned away. */
export const backlog = 4_096

export function createGuardedServer(options: GuardedServerOptions): Server {
  const { limits, isLocal, answer } = options
  const places = createConnectionPlaces(limits, giveWay)
  const bySocket = new WeakMap<Socket, Connection>()
  const server = createServer(
    {
      headersTimeout: limits.headMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: limits.checkMs,
    },
    (req, res) => {
      const connection = bySocket.get(req.socket)
      // It gave way while its head was being read.
      if (!connection || req.socket.destroyed) return
      connection.asked = { request: req, response: res }
      const isNewest = () => connection.asked?.response === res
      places.move(connection, isLocal?.(req) === true ? 'local' : 'strangers')
      res.on('close', () => {
        if (!isNewest()) return
        delete connection.asked
        places.move(connection, connection.known ? 'known' : 'idle')
      })
      answer(req, res, () => {
        if (!isNewest()) return
        connection.known = true
        places.move(connection, 'admitted')
      })
    },
  )

  server.on('connection', (socket: Socket) => {
    const connection = places.open(socket)
    bySocket.set(socket, connection)
    socket.once('close', () => places.close(connection))
  })
  function refuseAllLate(): void {
    for (const late of places.late(limits.bodyMs)) {
      places.close(late)
      refuseLate(late)
    }
  }
  let deadlines: NodeJS.Timeout | undefined
  server.on('listening', () => {
    // After what has arrived was read: where this process was held up, nobody else was slow.
    deadlines = setInterval(() => setImmediate(refuseAllLate), limits.checkMs)
    deadlines.unref()
  })
  server.on('close', () => clearInterval(deadlines))
  return server
}

/** Without a word for what is half sent: in a flood, words would cost more than the connection. */
function giveWay(connection: Connection): void {
  const { socket, asked } = connection
  if (!asked || isHalfSent(connection)) socket.destroy()
  else refuse(connection, new BridgeError('too-many-requests', { seconds: 1 }))
}

const refuseLate = (connection: Connection): void =>
  refuse(connection, new BridgeError('request-too-slow'))

function refuse({ socket, asked }: Connection, error: BridgeError): void {
  if (!asked || asked.response.headersSent) return void socket.destroy()
  asked.response.once('finish', () => socket.destroySoon())
  sendError(asked.response, error, { connection: 'close' })
}
