/** Traffic of a local link: a row for the link as long as it lasts, and one per JSON-RPC message. */
import { randomUUID } from 'node:crypto'
import type { JSONRPCMessage } from '@modelcontextprotocol/server'
import type { TrafficEnd, TrafficRecorder, TrafficStart } from '../../traffic/types.ts'
import type { Caller } from '../caller.ts'
import { callIn, keptText, verdictOnMessage } from '../rpc-messages.ts'
import type { Watcher } from './watched-transport.ts'

export interface RecordedLink extends Watcher {
  closed(): void
}

/** How a client makes itself known belongs to the story of its link. */
const handshake = new Set(['initialize', 'notifications/initialized', 'server/discover'])

export function recordLink(recorder: TrafficRecorder, caller: Caller): RecordedLink {
  const flow = `link-${randomUUID().slice(0, 8)}`
  const common = {
    via: 'local',
    client: caller.clientName,
    clientId: caller.clientId,
    participant: caller.participant,
  } as const
  const open = new Map<string | number, (end: TrafficEnd) => void>()
  let [bytesIn, bytesOut] = [0, 0]
  const endLink = recorder.begin({
    ...common,
    kind: 'link',
    method: 'connected',
    target: caller.participant,
    flow,
  })

  /** An answer that will not come any more. */
  function giveUp(id: unknown): void {
    const end = typeof id === 'string' || typeof id === 'number' ? open.get(id) : undefined
    end?.({ outcome: 'failed' })
    open.delete(id as string | number)
  }

  return {
    received(message) {
      const text = JSON.stringify(message)
      const bytes = lineBytes(text)
      bytesIn += bytes
      const call = callIn(message)
      if (!call) return
      const start: TrafficStart = {
        ...common,
        kind: 'mcp',
        method: call.method,
        target: call.target,
        flow: handshake.has(call.method) ? flow : null,
        bytesIn: bytes,
        request: { body: keptText(call, message, text) },
      }
      if (call.id === undefined) recorder.note({ ...start, outcome: 'ok' })
      else open.set(call.id, recorder.begin(start))
      if (call.method === 'notifications/cancelled') giveUp(cancelledBy(message))
    },
    sent(message) {
      const text = JSON.stringify(message)
      const bytes = lineBytes(text)
      bytesOut += bytes
      if ('method' in message || message.id === undefined) return
      const end = open.get(message.id)
      open.delete(message.id)
      end?.({ ...verdictOnMessage(message), bytesOut: bytes, response: { body: text } })
    },
    closed() {
      for (const id of open.keys()) giveUp(id)
      endLink({ outcome: 'ok', bytesIn, bytesOut })
    },
  }
}

/** Each message is a line. */
const lineBytes = (text: string): number => Buffer.byteLength(text) + 1

const cancelledBy = (message: JSONRPCMessage): unknown =>
  'params' in message ? message.params?.['requestId'] : undefined
