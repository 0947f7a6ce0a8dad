/**
 * Transports around another one, which see each message before the protocol layer does. That layer sets
 * the callbacks after making it.
 */
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server'

export interface Watcher {
  received(message: JSONRPCMessage): void
  sent(message: JSONRPCMessage): void
}

/** Tells what passes. */
export const watched = (transport: Transport, watcher: Watcher): Transport =>
  around(transport, {
    receive(message) {
      watcher.received(message)
      return message
    },
    sent: (message) => watcher.sent(message),
  })

/** Answers what `check` throws for and passes on the rest. */
export const checked = (
  transport: Transport,
  check: (message: JSONRPCMessage) => void,
): Transport =>
  around(transport, {
    receive(message) {
      try {
        check(message)
        return message
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error)
        const refusal = { jsonrpc: '2.0', error: { code: -32600, message: text } } as const
        void transport.send(refusal).catch(() => {})
        return undefined
      }
    },
  })

/** Passes on what `narrow` makes of each message. */
export const narrowed = (
  transport: Transport,
  narrow: (message: JSONRPCMessage) => JSONRPCMessage,
): Transport => around(transport, { receive: narrow })

function around(
  transport: Transport,
  each: {
    /** The message as it goes on; undefined when it does not. */
    receive: (message: JSONRPCMessage) => JSONRPCMessage | undefined
    sent?: (message: JSONRPCMessage) => void
  },
): Transport {
  const outer: Transport = {
    start: () => {
      transport.onmessage = (message, extra) => {
        const passed = each.receive(message)
        if (passed !== undefined) outer.onmessage?.(passed, extra)
      }
      transport.onclose = () => outer.onclose?.()
      transport.onerror = (error) => outer.onerror?.(error)
      return transport.start()
    },
    async send(message, options) {
      await transport.send(message, options)
      each.sent?.(message)
    },
    close: () => transport.close(),
  }
  return outer
}
