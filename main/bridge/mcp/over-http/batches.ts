/**
 * JSON-RPC batches are of the protocol of March 2025 and of no other: 2025-06-18 took them out again.
 * The SDK runs them under every version.
 */
import { BridgeError } from '../../base/errors.ts'
import { isObject } from '../../base/is-object.ts'

/** The one version with batches, which is also that of a client that names none. */
const versionWithBatches = '2025-03-26'

/** A long one would keep all others waiting. */
const longestBatch = 10

/** Throws `malformed-request` for a batch that may not be run. `version`: MCP-Protocol-Version. */
export function checkBatch(body: unknown, version: string | string[] | undefined): void {
  if (!Array.isArray(body)) return
  const messages: unknown[] = body
  const versions = [version ?? versionWithBatches, ...messages.flatMap(versionAskedFor)].flat()
  const other = versions.find((one) => one !== versionWithBatches)
  if (other !== undefined) {
    throw malformed('this version of the protocol has no batches; send one message per request')
  }
  if (messages.length > longestBatch) {
    throw malformed(`a batch has at most ${longestBatch} requests`)
  }
}

/** Of an `initialize` in the batch. */
function versionAskedFor(message: unknown): unknown[] {
  if (!isObject(message) || message['method'] !== 'initialize') return []
  const { params } = message
  return [isObject(params) ? params['protocolVersion'] : undefined]
}

const malformed = (reason: string): BridgeError => new BridgeError('malformed-request', { reason })
