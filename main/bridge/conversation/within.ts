/**
 * Several entries of the conversation in one write, with whatever else has to happen with them: for rooms
 * that are built on the conversation. What they say is ordinary messages and notes.
 */
import type { Parts } from './deps.ts'
import { eventsOf, type Messages } from './messages.ts'
import { storedBytes } from './search/search-index.ts'
import { requireText } from './texts.ts'
import { requireThread } from './threads/threads.ts'
import type { Notes } from './log/log.ts'
import type { Conversation, ConversationEvent } from './types.ts'

export function createWithin(
  { store, commit, limits, keepers }: Parts,
  { write }: Pick<Messages, 'write'>,
  { writeNote }: Pick<Notes, 'writeNote'>,
): Pick<Conversation, 'within' | 'keepThreads'> {
  return {
    keepThreads: (keep) => keepers.add(keep),

    within: (work) =>
      commit(() => {
        const events: ConversationEvent[] = []
        const result = work({
          check(text) {
            const checked = requireText(text, limits.messageBytes)
            store.room.require(storedBytes(checked))
            return checked
          },
          say({ from, to, text, thread, ownerPart }) {
            const message = write({
              from,
              to: [...to],
              text,
              thread: thread === null ? null : requireThread(store, thread),
              importance: 'normal',
              replyTo: null,
              ...(ownerPart && { ownerPart }),
            })
            events.push(...eventsOf(message))
            return message
          },
          note(by, text, thread, own) {
            const noted = writeNote(by, text, requireThread(store, thread), own)
            events.push(...noted.events)
            return noted.result
          },
        })
        return { result, events }
      }),
  }
}
