import { expect, test } from 'vitest'
import type { ConversationEvent } from '../../main/bridge/conversation/types.ts'
import { freshConversation, openConversation, refusal } from './fresh-conversation.ts'

test('owner, Claude and ChatGPT are there from the start', () => {
  const { conversation } = freshConversation()
  expect(conversation.participants().map(({ id, name }) => [id, name])).toEqual([
    ['owner', 'Owner'],
    ['claude', 'Claude'],
    ['chatgpt', 'ChatGPT'],
  ])
})

test('a participant is added once, with a name made from the id when none is given', async () => {
  const { conversation } = freshConversation()
  expect((await conversation.addParticipant('gemini-cli')).name).toBe('Gemini Cli')
  expect((await conversation.addParticipant('gemini-cli', 'Other')).name).toBe('Gemini Cli')
  expect(conversation.participants()).toHaveLength(4)
})

test.each(['', 'Claude', '-a', '1a', 'a b', 'a'.repeat(33), 'ä', '../x'])(
  'the participant %j is refused',
  async (id) => {
    const { conversation } = freshConversation()
    expect(await refusal(() => conversation.addParticipant(id))).toBe('invalid-participant')
  },
)

test('a message reaches every recipient, each once', async () => {
  const { conversation } = freshConversation()
  const { message, duplicate } = await conversation.send('claude', {
    to: ['chatgpt', 'owner', 'chatgpt'],
    text: 'Hello',
    importance: 'high',
  })
  expect(duplicate).toBe(false)
  expect(message).toMatchObject({ from: 'claude', to: ['chatgpt', 'owner'], importance: 'high' })
  for (const participant of ['chatgpt', 'owner']) {
    const page = await conversation.inbox(participant)
    expect(page.messages.map(({ id, text }) => [id, text])).toEqual([[message.id, 'Hello']])
  }
  expect((await conversation.inbox('claude')).messages).toEqual([])
})

test.each([
  ['nobody', { to: [], text: 'x' }, 'invalid-input'],
  ['an unknown participant', { to: ['gemini'], text: 'x' }, 'unknown-participant'],
  ['the sender', { to: ['claude'], text: 'x' }, 'invalid-input'],
  ['no text', { to: ['owner'], text: ' \n' }, 'invalid-input'],
  ['an unknown thread', { to: ['owner'], text: 'x', thread: 't99' }, 'unknown-thread'],
  ['a thread that is no id', { to: ['owner'], text: 'x', thread: "'; --" }, 'unknown-thread'],
  ['an unknown reply', { to: ['owner'], text: 'x', replyTo: 'm99' }, 'unknown-message'],
  [
    'an endless number',
    { to: ['owner'], text: 'x', replyTo: `m${'9'.repeat(40)}` },
    'unknown-message',
  ],
  ['a long key', { to: ['owner'], text: 'x', idempotencyKey: 'k'.repeat(201) }, 'invalid-input'],
  ['an empty key', { to: ['owner'], text: 'x', idempotencyKey: '' }, 'invalid-input'],
] as const)('a message with %s is refused and leaves no trace', async (_, request, code) => {
  const { conversation } = freshConversation()
  expect(
    await refusal(() => conversation.send('claude', { ...request, to: [...request.to] })),
  ).toBe(code)
  expect(conversation.log()).toEqual([])
  expect(conversation.counts().inboxes.every((inbox) => inbox.unread === 0)).toBe(true)
})

test('an unknown participant is told who there is', async () => {
  const { conversation } = freshConversation()
  await expect(conversation.send('claude', { to: ['gpt'], text: 'x' })).rejects.toMatchObject({
    next: 'Known participants: owner, claude, chatgpt. Another is known once it has connected.',
  })
})

test('the limit of a message counts bytes of UTF-8', async () => {
  const { conversation } = freshConversation({ messageBytes: 4 })
  await conversation.send('claude', { to: ['owner'], text: 'éé' })
  const tooLarge = () => conversation.send('claude', { to: ['owner'], text: 'ééé' })
  expect(await refusal(tooLarge)).toBe('message-too-large')
})

test('text is kept exactly: tabs, emoji, line ends', async () => {
  const { conversation } = freshConversation()
  const text = 'ab\r\n\t🌉 \u202E <script> `x` ﷽'
  await conversation.send('claude', { to: ['owner'], text })
  expect((await conversation.inbox('owner')).messages[0]?.text).toBe(text)
})

test.each(['\0', '\u0001', '\b', '\v', '\f', '\u001B', '\u001F'])(
  'the control character %j, which JSON makes six of, is refused in messages and notes',
  async (character) => {
    const { conversation } = freshConversation()
    const text = `ab${character}c`
    const send = () => conversation.send('claude', { to: ['owner'], text })
    expect(await refusal(send)).toBe('invalid-text')
    expect(await refusal(() => conversation.note('claude', text))).toBe('invalid-text')
    const number = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    await expect(send()).rejects.toThrow(`U+${number} at position 3.`)
    expect(conversation.log()).toEqual([])
  },
)

test('half of a surrogate pair is replaced, and the chain still verifies', async () => {
  const { conversation } = freshConversation()
  const { message } = await conversation.send('claude', { to: ['owner'], text: 'a\uD800b' })
  expect(message.text).toBe('a\uFFFDb')
  expect((await conversation.inbox('owner')).messages[0]?.text).toBe('a\uFFFDb')
  expect(await conversation.verifyChain()).toMatchObject({ ok: true })
})

test('without thread and reply a message begins a thread; a reply joins it', async () => {
  const { conversation } = freshConversation()
  const first = (await conversation.send('claude', { to: ['owner'], text: 'About bridges' }))
    .message
  const reply = { to: ['claude', 'chatgpt'], text: 'Yes', replyTo: first.id }
  const second = (await conversation.send('owner', reply)).message
  const other = (await conversation.send('claude', { to: ['owner'], text: 'Lunch?' })).message
  expect(second).toMatchObject({ thread: first.thread, replyTo: first.id })
  expect(other.thread).not.toBe(first.thread)
  expect(conversation.thread(first.thread).map(({ id }) => id)).toEqual([first.id, second.id])
  expect(conversation.threads()).toEqual([
    {
      id: other.thread,
      participants: ['claude', 'owner'],
      messages: 1,
      lastMessageAt: other.sentAt,
      title: 'Lunch?',
      name: null,
      run: 0,
      bound: null,
      boundedBy: 'guard',
      held: null,
      heldAt: null,
      heldFor: null,
    },
    {
      id: first.thread,
      participants: ['claude', 'owner', 'chatgpt'],
      messages: 2,
      lastMessageAt: second.sentAt,
      title: 'About bridges',
      name: null,
      run: 0,
      bound: null,
      boundedBy: 'guard',
      held: null,
      heldAt: null,
      heldFor: null,
    },
  ])
  expect(await refusal(() => conversation.thread('t99'))).toBe('unknown-thread')
})

test('the same idempotency key sends once, even when both arrive in one commit', async () => {
  const { conversation } = freshConversation()
  const request = { to: ['owner'], text: 'once', idempotencyKey: 'k1' }
  const [first, second] = await Promise.all([
    conversation.send('claude', request),
    conversation.send('claude', request),
  ])
  expect([first.duplicate, second.duplicate]).toEqual([false, true])
  expect(second.message).toEqual(first.message)
  expect((await conversation.inbox('owner')).messages).toHaveLength(1)
})

test('an idempotency key survives a restart and belongs to its sender', async () => {
  const { dir, conversation, store } = freshConversation()
  const request = { to: ['owner'], text: 'once', idempotencyKey: 'k1' }
  const { message } = await conversation.send('claude', request)
  await store.close()
  const again = openConversation(dir).conversation
  expect(await again.send('claude', request)).toEqual({ message, duplicate: true })
  expect((await again.send('chatgpt', request)).duplicate).toBe(false)
})

test('the same key for a different message is refused', async () => {
  const { conversation } = freshConversation()
  await conversation.send('claude', { to: ['owner'], text: 'one', idempotencyKey: 'k' })
  const different = { to: ['owner'], text: 'two', idempotencyKey: 'k' }
  expect(await refusal(() => conversation.send('claude', different))).toBe('idempotency-conflict')
})

test('events come after the commit, in the order of the conversation', async () => {
  const { conversation, store } = freshConversation()
  const seen: number[] = []
  const types = new Set<ConversationEvent['type']>()
  const stop = conversation.onEvent((event) => {
    types.add(event.type)
    expect(store.db.isTransaction).toBe(false)
    if (event.type === 'log') seen.push(event.seq)
  })
  await Promise.all([
    conversation.send('claude', { to: ['owner'], text: 'one' }),
    conversation.note('owner', 'two'),
    conversation.send('owner', { to: ['claude'], text: 'three' }),
  ])
  expect(seen).toEqual([1, 2, 3])
  expect([...types]).toEqual(['message', 'inbox', 'log'])
  stop()
  await conversation.note('owner', 'four')
  expect(seen).toHaveLength(3)
})

test('a listener that throws harms neither the sender nor other listeners', async () => {
  const { conversation } = freshConversation()
  let notified = 0
  conversation.onEvent(() => {
    throw new Error('broken listener')
  })
  conversation.onEvent(() => (notified += 1))
  await conversation.send('claude', { to: ['owner'], text: 'x' })
  expect(notified).toBeGreaterThan(0)
})
