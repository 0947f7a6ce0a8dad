/**
 * Which resources a conversation event changes for one caller, among those that asked to be told. Who
 * may not read a resource is not told that it changed either.
 */
import type { ConversationEvent } from '../../conversation/types.ts'
import type { Caller } from '../caller.ts'
import { fileUri, inboxUri, threadUri } from '../resources.ts'

export interface ResourceChange {
  updated: string[]
  listChanged: boolean
}

const nothing: ResourceChange = { updated: [], listChanged: false }

export function changedFor(caller: Caller, event: ConversationEvent): ResourceChange {
  const { participant, reads, scopes } = caller
  const messages = scopes.has('messages:read')
  switch (event.type) {
    case 'message': {
      const { from, to, thread, replyTo } = event.message
      const own = from === participant || to.includes(participant)
      if (!messages || (reads === 'own' && !own)) return nothing
      return {
        // Each recipient's inbox reports for itself.
        updated: [threadUri(thread)],
        // The first message of a thread makes the thread appear in the list; of somebody else's
        // thread the first that is one's own does.
        listChanged: replyTo === null || reads === 'own',
      }
    }
    case 'inbox':
      if (!messages || event.participant !== participant) return nothing
      return { updated: [inboxUri(participant)], listChanged: false }
    case 'file':
      if (!scopes.has('files:read')) return nothing
      return {
        updated: [fileUri(event.name)],
        listChanged: event.deleted || event.version === 1,
      }
    default:
      return nothing
  }
}

/** Whether the caller could ever be told of this resource: its own inbox, threads, and files. */
export function mayHearOf({ participant, scopes }: Caller, uri: string): boolean {
  if (uri.startsWith('drawbridge://file/')) return scopes.has('files:read')
  if (!scopes.has('messages:read')) return false
  return uri.startsWith('drawbridge://thread/') || uri === inboxUri(participant)
}
