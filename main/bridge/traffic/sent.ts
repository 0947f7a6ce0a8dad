/**
 * Which message a call sent, by the bridge's own answer to it. What waits at the gate, was refused, or is
 * handed in in a talk has no such answer, so nothing of it is ever looked up.
 */
import { isObject } from '../base/is-object.ts'
import type { TrafficRecord } from './record.ts'

/** The id of the message; null where none was sent, or the answer is not kept. */
export function sentBy({ kind, method, target, outcome, response }: TrafficRecord): string | null {
  if (kind !== 'mcp' || method !== 'tools/call' || target !== 'send_message') return null
  const body = response?.body
  // A longer answer is cut and no JSON any more.
  if (outcome !== 'ok' || typeof body !== 'string') return null
  const result = resultIn(body)
  const content = isObject(result) ? result['structuredContent'] : undefined
  const id = isObject(content) && content['held'] !== true ? content['id'] : undefined
  return typeof id === 'string' && /^m\d{1,15}$/.test(id) ? id : null
}

/** An answer is JSON, or the last event of a stream. */
function resultIn(body: string): unknown {
  const text = body.startsWith('{') ? body : body.slice(body.lastIndexOf('\ndata:') + 1)
  try {
    const answer: unknown = JSON.parse(text.replace(/^data:/, ''))
    return isObject(answer) ? answer['result'] : undefined
  } catch {
    return undefined
  }
}
