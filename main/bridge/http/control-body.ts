/** Reads the JSON body of a control call, never more than the limit. */
import type { IncomingMessage } from 'node:http'
import { BridgeError } from '../base/errors.ts'

/**
 * Only `application/json` is read: a form or a "simple" cross-site request cannot carry it, which
 * is a second lock against request forgery beside the Origin check.
 */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  const [type] = (request.headers['content-type'] ?? '').split(';')
  if (type?.trim().toLowerCase() !== 'application/json') {
    throw new BridgeError('unsupported-media-type', { expected: 'application/json' })
  }
  const chunks: Buffer[] = []
  let size = 0
  const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false })
  for await (const chunk of body) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
    // Read on without keeping, so that the sender gets to see the answer; but not for ever.
    else if (chunks.length > 0) chunks.length = 0
    if (size > 2 * limit) break
  }
  if (size > limit) throw new BridgeError('body-too-large', { limit })
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
  } catch {
    throw new BridgeError('malformed-request', { reason: 'the body is not JSON' })
  }
}
