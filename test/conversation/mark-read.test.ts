/** Marking messages as read one by one, as the owner sees them in the panel. */
import { expect, test } from 'vitest'
import { freshConversation } from './fresh-conversation.ts'

const unreadOf = (conversation: ReturnType<typeof freshConversation>['conversation'], id: string) =>
  conversation.counts().inboxes.find(({ participant }) => participant === id)?.unread

test('marks only the messages named, once, and only in the inbox of the reader', async () => {
  const { conversation } = freshConversation()
  const notified: string[] = []
  const to = ['owner', 'chatgpt']
  const { message: first } = await conversation.send('claude', { to, text: 'one' })
  const { message: second } = await conversation.send('claude', { to, text: 'two' })
  const { message: other } = await conversation.send('claude', { to: ['chatgpt'], text: 'three' })
  conversation.onEvent(({ type }) => notified.push(type))

  expect(await conversation.markRead('owner', [first.id, other.id, 'm999', 'nonsense'])).toEqual({
    read: 1,
  })
  expect(unreadOf(conversation, 'owner')).toBe(1)
  expect(unreadOf(conversation, 'chatgpt')).toBe(3)
  expect(conversation.receipts(first)).toMatchObject([
    { participant: 'owner', readAt: expect.any(String), acknowledgedAt: null },
    { participant: 'chatgpt', readAt: null },
  ])
  expect(conversation.receipts(second)).toMatchObject([{ readAt: null }, { readAt: null }])

  expect(await conversation.markRead('owner', [first.id])).toEqual({ read: 0 })
  expect(unreadOf(conversation, 'owner')).toBe(1)
  expect(notified).toEqual(['inbox'])
})

test('the inbox hands out afterwards only what was not marked', async () => {
  const { conversation } = freshConversation()
  const { message } = await conversation.send('claude', { to: ['owner'], text: 'one' })
  await conversation.send('claude', { to: ['owner'], text: 'two' })
  await conversation.markRead('owner', [message.id])
  const { messages, remaining } = await conversation.inbox('owner')
  expect(messages.map(({ text }) => text)).toEqual(['two'])
  expect(remaining).toBe(0)
})
