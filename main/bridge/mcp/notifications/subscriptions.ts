/**
 * `subscriptions/listen`. The SDK keeps the streams and what each asked for; this decides, for the caller
 * of each, what it may ask for, and over HTTP what it is told of. A stream is ended when its access changes
 * (open-requests.ts), so the caller it began with stays right.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerEventBus } from '@modelcontextprotocol/server'
import type { Conversation } from '../../conversation/types.ts'
import type { Caller } from '../caller.ts'
import { changedFor, mayHearOf } from './changes.ts'

export interface Subscriptions {
  /** What the SDK's streams listen to. */
  bus: ServerEventBus
  /** Serves one request, so that a stream it opens belongs to this caller. */
  as<T>(caller: Caller, serve: () => T): T
  close(): void
}

type Listener = Parameters<ServerEventBus['subscribe']>[0]

export function createSubscriptions(conversation: Pick<Conversation, 'onEvent'>): Subscriptions {
  const asking = new AsyncLocalStorage<Caller>()
  const listening = new Map<symbol, { caller: Caller; listener: Listener }>()
  const close = conversation.onEvent((event) => {
    for (const { caller, listener } of listening.values()) {
      const { updated, listChanged } = changedFor(caller, event)
      for (const uri of updated) listener({ kind: 'resource_updated', uri })
      if (listChanged) listener({ kind: 'resources_list_changed' })
    }
  })
  return {
    bus: {
      // Nothing is told to everybody.
      publish: () => {},
      subscribe(listener) {
        const caller = asking.getStore()
        if (!caller) return () => {}
        const stream = Symbol('stream')
        listening.set(stream, { caller, listener })
        return () => void listening.delete(stream)
      },
    },
    as: (caller, serve) => asking.run(caller, serve),
    close,
  }
}

export const asksToListen = <T>(body: T): body is T & ListenRequest =>
  typeof body === 'object' &&
  body !== null &&
  'method' in body &&
  body.method === 'subscriptions/listen'

interface ListenRequest {
  method: 'subscriptions/listen'
  params?: unknown
}

/**
 * The request without what this caller cannot be told of: the SDK acknowledges what it is handed, and
 * the client is to know what it will hear. Anything malformed is left for the SDK to refuse.
 */
export function honourable<T extends ListenRequest>(caller: Caller, body: T): T {
  const { params } = body
  if (typeof params !== 'object' || params === null || !('notifications' in params)) return body
  const { notifications } = params
  if (typeof notifications !== 'object' || notifications === null) return body
  if (!('resourceSubscriptions' in notifications)) return body
  const { resourceSubscriptions: asked } = notifications
  if (!Array.isArray(asked)) return body
  const resourceSubscriptions = asked.filter(
    (uri: unknown) => typeof uri !== 'string' || mayHearOf(caller, uri),
  )
  return {
    ...body,
    params: { ...params, notifications: { ...notifications, resourceSubscriptions } },
  }
}
