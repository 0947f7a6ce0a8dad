/**
 * How /mcp says no: OAuth's words for what a token could cure (RFC 6750 §3), JSON-RPC's for the rest,
 * and in both the code, side and next step every surface shows.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { toBridgeError, type BridgeError } from '../../base/errors.ts'
import type { Log } from '../../base/ports.ts'
import { forbidSniffing } from './web-adapter.ts'

/** JSON-RPC codes for what fails before the protocol sees the request. */
const rpcCodes: Partial<Record<BridgeError['code'], number>> = {
  'malformed-request': -32700,
  internal: -32603,
}

const oauthErrors: Partial<Record<BridgeError['code'], string>> = {
  'token-missing': 'invalid_request',
  'token-invalid': 'invalid_token',
  'insufficient-scope': 'insufficient_scope',
}

export interface Refused {
  error: BridgeError
  bytes: number
}

/** Answers with the error; anything unexpected becomes `internal` and is logged by reference. */
export function refuse(
  thrown: unknown,
  req: IncomingMessage,
  res: ServerResponse,
  log: Log,
): Refused {
  const reference = randomUUID().slice(0, 8)
  const error = toBridgeError(thrown, reference)
  if (error.code === 'internal') log.error('mcp.failed', { reference, error: String(thrown) })
  const oauth = oauthErrors[error.code]
  const body = oauth
    ? { error: oauth, error_description: error.message, ...error.answer() }
    : {
        jsonrpc: '2.0',
        id: null,
        error: {
          code: rpcCodes[error.code] ?? -32600,
          message: `${error.message} ${error.next}`,
          data: error.answer(),
        },
      }
  // A refused request may still be sending: do not read on, do not keep the connection for it.
  if (!req.complete) res.setHeader('connection', 'close')
  forbidSniffing(res)
  res.writeHead(error.status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  const text = req.method === 'HEAD' ? '' : JSON.stringify(body)
  res.end(text)
  return { error, bytes: Buffer.byteLength(text) }
}
