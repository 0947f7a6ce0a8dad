/** Reads the JSON body of a control call, never more than the limit. */
import type { IncomingMessage } from 'node:http'
import { BridgeError } from '../errors.ts'

/** A file of 25 MiB as base64, with room for the JSON around it. */
const BODY_LIMIT = 40 * 1024 * 1024

/**
 * Only `application/json` is read: a form or a "simple" cross-site request cannot carry it, which
 * is a second lock against request forgery beside the Origin check.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const [type] = (request.headers['content-type'] ?? '').split(';')
  if (type?.trim().toLowerCase() !== 'application/json') {
    throw new BridgeError('unsupported-media-type', { expected: 'application/json' })
  }
  const chunks: Buffer[] = []
  let size = 0
  const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false })
  for await (const chunk of body) {
    size += chunk.length
    if (size <= BODY_LIMIT) chunks.push(chunk)
    // Read on without keeping, so that the sender gets to see the answer; but not for ever.
    else if (chunks.length > 0) chunks.length = 0
    if (size > 2 * BODY_LIMIT) break
  }
  if (size > BODY_LIMIT) throw new BridgeError('body-too-large', { limit: BODY_LIMIT })
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
  } catch {
    throw new BridgeError('malformed-request', { reason: 'the body is not JSON' })
  }
}
