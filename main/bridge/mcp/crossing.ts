/**
 * What a raised bridge means for MCP: no tool but bridge_status, no resource, no notification, and
 * whoever waits for a message is told at once. The owner decides; here it is only kept to.
 */
import type { Conversation, ConversationEvent } from '../conversation/types.ts'
import { BridgeError } from '../base/errors.ts'

/** Where the bridge stands, as far as MCP has to know. */
export interface Crossing {
  get(): 'raised' | 'lowered'
  onChange(listener: () => void): () => void
}

/** Throws `bridge-raised` while nothing may cross. */
export function requireLowered(crossing: Crossing): void {
  if (crossing.get() === 'raised') throw new BridgeError('bridge-raised')
}

/**
 * Runs `use` with a signal that aborts when the caller goes away or the bridge is raised. The reason
 * is then the error to answer with.
 */
export async function untilRaised<T>(
  crossing: Crossing,
  signal: AbortSignal,
  use: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController()
  const goneAway = () => abort.abort(signal.reason)
  const stopListening = crossing.onChange(() => {
    if (crossing.get() === 'raised') abort.abort(new BridgeError('bridge-raised'))
  })
  signal.addEventListener('abort', goneAway, { once: true })
  if (signal.aborted) goneAway()
  try {
    return await use(abort.signal)
  } finally {
    stopListening()
    signal.removeEventListener('abort', goneAway)
  }
}

/** The conversation's events as clients may hear of them: what happens meanwhile is told on lowering. */
export function eventsWhileLowered(
  conversation: Pick<Conversation, 'onEvent'>,
  crossing: Crossing,
): Pick<Conversation, 'onEvent'> {
  return {
    onEvent(listener) {
      // One of each kind and subject: only the owner writes now, but for as long as they like.
      const held = new Map<string, ConversationEvent>()
      const stopEvents = conversation.onEvent((event) => {
        if (crossing.get() === 'raised') held.set(subjectOf(event), event)
        else listener(event)
      })
      const stopCrossing = crossing.onChange(() => {
        if (crossing.get() === 'raised') return
        const events = [...held.values()]
        held.clear()
        for (const event of events) listener(event)
      })
      return () => {
        stopEvents()
        stopCrossing()
      }
    },
  }
}

function subjectOf(event: ConversationEvent): string {
  switch (event.type) {
    case 'message':
      // Of one thread each reader may see other messages.
      return `message ${event.message.thread} ${[event.message.from, ...event.message.to].join(' ')}`
    case 'inbox':
      return `inbox ${event.participant}`
    case 'file':
      return `file ${event.name}`
    default:
      return event.type
  }
}
