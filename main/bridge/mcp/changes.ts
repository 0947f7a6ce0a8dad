/** Which resources a conversation event changes, for clients that asked to be told. */
import type { ConversationEvent } from '../conversation/types.ts'
import { fileUri, inboxUri, threadUri } from './resources.ts'

export interface ResourceChange {
  updated: string[]
  listChanged: boolean
}

export function changedBy(event: ConversationEvent): ResourceChange {
  switch (event.type) {
    case 'message':
      return {
        // Each recipient's inbox reports for itself.
        updated: [threadUri(event.message.thread)],
        // The first message of a thread makes the thread appear in the list.
        listChanged: event.message.replyTo === null,
      }
    case 'inbox':
      return { updated: [inboxUri(event.participant)], listChanged: false }
    case 'file':
      return {
        updated: [fileUri(event.name)],
        listChanged: event.deleted || event.version === 1,
      }
    default:
      return { updated: [], listChanged: false }
  }
}
