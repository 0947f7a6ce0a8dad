/** What was said and shared, as the owner reads and writes it. */
import type { conversationMethods } from '../../contract/conversation.ts'
import type { Conversation } from '../conversation/types.ts'
import type { Exports } from './exports.ts'
import type { HandlersOf } from './handlers.ts'

export const conversationHandlers = (
  conversation: Conversation,
  exports: Pick<Exports, 'start' | 'next'>,
): HandlersOf<typeof conversationMethods> => ({
  'conversation.send': (request) => conversation.send('owner', request),
  'conversation.inbox': ({ participant = 'owner', limit, includeRead, markRead = false }) =>
    conversation.inbox(participant, {
      limit,
      includeRead,
      // Looking into another's inbox must not take their unread mark away.
      markRead: markRead && participant === 'owner',
    }),
  'conversation.markRead': ({ ids }) => conversation.markRead('owner', ids),
  'conversation.acknowledge': ({ ids }) => conversation.acknowledge('owner', ids),
  'conversation.threads': ({ limit }) => conversation.threads(limit),
  'conversation.held': () => conversation.heldThreads(),
  'conversation.decide': ({ thread, decision }) => conversation.decideThread(thread, decision),
  'conversation.bound': ({ thread, bound }) => conversation.boundThread(thread, bound),
  'conversation.name': ({ thread, name }) =>
    conversation.nameThread(thread, name.replaceAll(/\s+/g, ' ').trim() || null),
  'conversation.thread': ({ id, before, limit }) =>
    conversation
      .thread(id, { before, limit })
      .map((message) => ({ ...message, receipts: conversation.receipts(message) })),
  'conversation.threadOf': async ({ message }) => {
    const { metadata } = await conversation.fetch(`message:${message}`)
    return { thread: metadata['thread'] ?? '' }
  },
  'conversation.log': (request) => conversation.log(request),
  'conversation.verify': () => conversation.verifyChain(),
  'conversation.search': (request) => conversation.search(request),
  'export.start': ({ format, thread }) => exports.start(format, thread),
  'export.next': async ({ id }) => ({ text: await exports.next(id) }),

  'files.list': () => conversation.files(),
  'files.read': ({ name, version, encoding }) => conversation.readFile(name, { version, encoding }),
  'files.versions': ({ name }) => conversation.fileVersions(name),
  'files.write': (request) => conversation.writeFile('owner', request),
  'files.delete': ({ name, ifVersion }) => conversation.deleteFile('owner', name, ifVersion),
})
