/** What was said and shared, as the owner reads and writes it. */
import type { conversationMethods } from '../../contract/conversation.ts'
import type { Conversation } from '../conversation/types.ts'
import type { HandlersOf } from './handlers.ts'

type Area = Omit<
  HandlersOf<typeof conversationMethods>,
  'export.start' | 'export.next' | 'files.versions'
>

export const conversationHandlers = (conversation: Conversation): Area => ({
  'conversation.send': (request) => conversation.send('owner', request),
  'conversation.inbox': ({ participant = 'owner', limit, includeRead, markRead = false }) =>
    conversation.inbox(participant, {
      limit,
      includeRead,
      // Looking into another's inbox must not take their unread mark away.
      markRead: markRead && participant === 'owner',
    }),
  'conversation.threads': ({ limit }) => conversation.threads(limit),
  'conversation.thread': ({ id, before, limit }) =>
    conversation.thread(id, { before, limit }).map((message) => ({ ...message, receipts: [] })),
  'conversation.log': (request) => conversation.log(request),
  'conversation.verify': () => conversation.verifyChain(),
  'conversation.search': (request) => conversation.search(request),

  'files.list': () => conversation.files(),
  'files.read': ({ name, version, encoding }) => conversation.readFile(name, { version, encoding }),
  'files.write': (request) => conversation.writeFile('owner', request),
  'files.delete': ({ name, ifVersion }) => conversation.deleteFile('owner', name, ifVersion),
})
