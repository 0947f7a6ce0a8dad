/** A transport that tells what passes. The protocol layer sets the callbacks after making it. */
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server'

export interface Watcher {
  received(message: JSONRPCMessage): void
  sent(message: JSONRPCMessage): void
}

export function watched(transport: Transport, watcher: Watcher): Transport {
  const outer: Transport = {
    start: () => {
      transport.onmessage = (message, extra) => {
        watcher.received(message)
        outer.onmessage?.(message, extra)
      }
      transport.onclose = () => outer.onclose?.()
      transport.onerror = (error) => outer.onerror?.(error)
      return transport.start()
    },
    async send(message, options) {
      await transport.send(message, options)
      watcher.sent(message)
    },
    close: () => transport.close(),
  }
  return outer
}

/** A transport that answers what `check` throws for and passes on the rest. */
export function checked(transport: Transport, check: (message: JSONRPCMessage) => void): Transport {
  const outer: Transport = {
    start: () => {
      transport.onmessage = (message, extra) => {
        try {
          check(message)
        } catch (error) {
          const text = error instanceof Error ? error.message : String(error)
          const refusal = { jsonrpc: '2.0', error: { code: -32600, message: text } } as const
          void transport.send(refusal).catch(() => {})
          return
        }
        outer.onmessage?.(message, extra)
      }
      transport.onclose = () => outer.onclose?.()
      transport.onerror = (error) => outer.onerror?.(error)
      return transport.start()
    },
    send: (message, options) => transport.send(message, options),
    close: () => transport.close(),
  }
  return outer
}
