/**
 * The parts of a message that answers repeat (its id, the name of a tool, the address of a resource)
 * are short; a request in which one is not is refused without repeating it.
 */
import { BridgeError } from '../../base/errors.ts'

const longest = { id: 256, method: 200, name: 200, uri: 4_096, cursor: 1_024, progressToken: 256 }
const versionLength = 64

/** Throws `malformed-request` for a message, or one of a batch, with an overlong part. */
export function requireShortNames(body: unknown): void {
  for (const message of Array.isArray(body) ? (body as unknown[]) : [body]) {
    if (typeof message !== 'object' || message === null) continue
    const { id, method, params } = message as Record<string, unknown>
    check('id', id, longest.id)
    check('method', method, longest.method)
    if (typeof params !== 'object' || params === null) continue
    const { name, uri, cursor, protocolVersion, _meta } = params as Record<string, unknown>
    check('name', name, longest.name)
    check('uri', uri, longest.uri)
    check('cursor', cursor, longest.cursor)
    check('protocolVersion', protocolVersion, versionLength)
    if (typeof _meta !== 'object' || _meta === null) continue
    const meta = _meta as Record<string, unknown>
    check('progressToken', meta['progressToken'], longest.progressToken)
    for (const key in meta) {
      if (key.endsWith('protocolVersion')) check('protocolVersion', meta[key], versionLength)
    }
  }
}

function check(what: string, value: unknown, most: number): void {
  if (typeof value !== 'string' || value.length <= most) return
  throw new BridgeError('malformed-request', {
    reason: `"${what}" is longer than ${most} characters`,
  })
}
