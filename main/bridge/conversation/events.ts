/**
 * Tells what happened: to listeners after the commit, in the order of the commits, and to companions
 * inside the write itself.
 */
import { silentLog, type Log } from '../base/ports.ts'
import type { Store } from '../store/types.ts'
import type { Commit } from './deps.ts'
import type { Conversation, ConversationEvent } from './types.ts'

export interface Events {
  commit: Commit
  onEvent: (listener: (event: ConversationEvent) => void) => () => void
  alongside: Conversation['alongside']
}

export function createEvents(store: Store, log: Log = silentLog): Events {
  /** Replaced when somebody comes or goes, so that telling them needs no iterator. */
  let listeners: readonly ((event: ConversationEvent) => void)[] = []
  const companions = new Set<(events: readonly ConversationEvent[]) => void>()

  function notify(event: ConversationEvent): void {
    for (const listener of listeners) {
      try {
        listener(event)
      } catch (error) {
        // The write has happened; a listener that fails must not make it look failed.
        log.error('conversation.listener-failed', { event: event.type, reason: String(error) })
      }
    }
  }

  return {
    async commit(work) {
      // The store answers in the order of the queue, and this is the first thing to hear it.
      const { result, events } = await store.write(() => {
        const outcome = work()
        for (const along of companions) along(outcome.events)
        return outcome
      })
      for (const event of events) notify(event)
      return result
    },
    onEvent(listener) {
      // Wrapped, so that the same function may listen twice and stop once.
      let stopped = false
      const own = (event: ConversationEvent) => {
        if (!stopped) listener(event)
      }
      listeners = [...listeners, own]
      return () => {
        stopped = true
        listeners = listeners.filter((one) => one !== own)
      }
    },
    alongside(write) {
      companions.add(write)
      return () => void companions.delete(write)
    },
  }
}
