/**
 * Bodies are read here, before oidc-provider, so that size has a limit of ours and a clear answer;
 * the provider then gets a request that carries the same (or a corrected) body.
 */
import { IncomingMessage } from 'node:http'
import { BridgeError } from '../base/errors.ts'

/** The whole body. Throws `body-too-large` (413) once it has more than `limit` bytes. */
export async function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  const body: AsyncIterable<Buffer> = req.iterator({ destroyOnReturn: false })
  try {
    for await (const chunk of body) {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      // Read on without keeping, so that the sender gets to see the answer; but not for ever.
      else if (size > 8 * limit) break
    }
  } catch (cause) {
    throw new BridgeError('malformed-request', { reason: 'the body broke off' }, { cause })
  }
  if (size > limit) throw new BridgeError('body-too-large', { limit })
  return Buffer.concat(chunks)
}

/** True when the request declares this content type. */
export function hasContentType(req: IncomingMessage, type: string): boolean {
  return (req.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() === type
}

/** The request again, with `body` to read. */
export function withBody(req: IncomingMessage, body: string | Buffer): IncomingMessage {
  const bytes = Buffer.from(body)
  const again = new IncomingMessage(req.socket)
  again.method = req.method
  again.url = req.url
  again.httpVersion = req.httpVersion
  const { 'transfer-encoding': _chunked, ...headers } = req.headers
  again.headers = { ...headers, 'content-length': String(bytes.length) }
  again.complete = true
  again.push(bytes)
  again.push(null)
  return again
}
