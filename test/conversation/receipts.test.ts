import { expect, test } from 'vitest'
import { freshConversation } from './fresh-conversation.ts'

test('receipts say of each recipient whether the message was delivered, read and acknowledged', async () => {
  const { conversation } = freshConversation()
  const { message } = await conversation.send('claude', { to: ['chatgpt', 'owner'], text: 'hello' })
  const delivered = { readAt: null, acknowledgedAt: null }
  expect(conversation.receipts(message)).toEqual([
    { participant: 'chatgpt', ...delivered },
    { participant: 'owner', ...delivered },
  ])
  await conversation.inbox('owner')
  await conversation.inbox('chatgpt')
  await conversation.acknowledge('chatgpt', [message.id])
  expect(conversation.receipts(message)).toEqual([
    { participant: 'chatgpt', readAt: expect.any(String), acknowledgedAt: expect.any(String) },
    { participant: 'owner', readAt: expect.any(String), acknowledgedAt: null },
  ])
})

test('a participant gets another name for people to see, and keeps the id', async () => {
  const { conversation } = freshConversation()
  const notified: string[] = []
  conversation.onEvent(({ type }) => notified.push(type))
  expect(await conversation.renameParticipant('claude', ' Claude at work ')).toMatchObject({
    id: 'claude',
    name: 'Claude at work',
  })
  expect(conversation.participants().map(({ name }) => name)).toContain('Claude at work')
  expect(conversation.counts().inboxes.map(({ name }) => name)).toContain('Claude at work')
  expect(notified).toEqual(['participants'])
  await expect(conversation.renameParticipant('nobody', 'X')).rejects.toMatchObject({
    code: 'unknown-participant',
  })
  await expect(conversation.renameParticipant('claude', '\u202e')).rejects.toMatchObject({
    code: 'invalid-input',
  })
})
