import { expect, test } from 'vitest'
import type { StoreOptions } from '../../main/bridge/store/open-store.ts'
import { causeFor } from '../../main/bridge/wake/causes.ts'
import { createConversation, standardLimits } from '../../main/bridge/conversation/conversation.ts'
import type { Store } from '../../main/bridge/store/types.ts'
import type { Conversation } from '../../main/bridge/conversation/types.ts'
import { freshConversation, openConversation, refusal } from './fresh-conversation.ts'

const send = async (conversation: Conversation, ...texts: string[]) => {
  const sent = texts.map((text) => conversation.send('claude', { to: ['chatgpt'], text }))
  return (await Promise.all(sent)).map(({ message }) => message)
}

const texts = (page: { messages: { text: string }[] }) => page.messages.map(({ text }) => text)

const countsOf = (conversation: Conversation, participant: string) => {
  const counts = conversation.counts().inboxes.find((inbox) => inbox.participant === participant)
  return [counts?.unread, counts?.unacknowledged]
}

test('reading gives what is unread, oldest first, and marks it read', async () => {
  const { conversation } = freshConversation()
  await send(conversation, 'one', 'two')
  const page = await conversation.inbox('chatgpt')
  expect(texts(page)).toEqual(['one', 'two'])
  expect(page.messages.every((message) => message.readAt !== null)).toBe(true)
  expect(texts(await conversation.inbox('chatgpt'))).toEqual([])
  expect(countsOf(conversation, 'chatgpt')).toEqual([0, 2])
})

test('what was handed out as read is read after a restart, too', async () => {
  const { dir, conversation, store } = freshConversation()
  await send(conversation, 'one', 'two')
  await conversation.inbox('chatgpt', { limit: 1 })
  await store.close()
  expect(texts(await openConversation(dir).conversation.inbox('chatgpt'))).toEqual(['two'])
})

test('of two readers at once each message goes to one', async () => {
  const { conversation } = freshConversation()
  await send(conversation, 'one', 'two')
  const pages = await Promise.all([
    conversation.inbox('chatgpt', { limit: 1 }),
    conversation.inbox('chatgpt', { limit: 1 }),
  ])
  expect(pages.flatMap(texts)).toEqual(['one', 'two'])
})

test('an inbox with nothing unread is read without a write', async () => {
  const { conversation, store } = freshConversation()
  await send(conversation, 'one')
  await conversation.inbox('chatgpt')
  const before = store.db.prepare('SELECT total_changes() AS n').get()
  await conversation.inbox('chatgpt')
  expect(store.db.prepare('SELECT total_changes() AS n').get()).toEqual(before)
})

test('looking without marking changes nothing', async () => {
  const { conversation } = freshConversation()
  await send(conversation, 'one')
  expect(texts(await conversation.inbox('chatgpt', { markRead: false }))).toEqual(['one'])
  expect(texts(await conversation.inbox('chatgpt'))).toEqual(['one'])
})

test('includeRead adds what was read but not acknowledged', async () => {
  const { conversation } = freshConversation()
  const [first] = await send(conversation, 'one', 'two')
  await conversation.inbox('chatgpt')
  await conversation.acknowledge('chatgpt', [first?.id ?? ''])
  await send(conversation, 'three')
  expect(texts(await conversation.inbox('chatgpt', { includeRead: true }))).toEqual([
    'two',
    'three',
  ])
})

test.each([
  ['the participant', {}],
  ['one of its clients', { client: 'one' }],
])('reading again with includeRead never makes unread negative, for %s', async (_who, reader) => {
  const { conversation, store } = freshConversation()
  await conversation.inbox('chatgpt', { client: 'another' })
  await send(conversation, 'one', 'two')
  const again = () => conversation.inbox('chatgpt', { ...reader, includeRead: true })
  for (let times = 0; times < 3; times++) {
    expect(texts(await again())).toEqual(['one', 'two'])
    expect(countsOf(conversation, 'chatgpt')).toEqual([0, 2])
    expect(conversation.unreadOf('chatgpt', 'another')).toBe(2)
  }
  await send(conversation, 'three')
  expect(countsOf(conversation, 'chatgpt')).toEqual([1, 3])
  // The one message that is new among three, and only it, is counted down.
  expect(texts(await again())).toEqual(['one', 'two', 'three'])
  expect(countsOf(conversation, 'chatgpt')).toEqual([0, 3])
  for (const { behind } of store.statement('SELECT behind FROM readers').all()) {
    expect(Number(behind)).toBeGreaterThanOrEqual(0)
  }
  expect(texts(await conversation.inbox('chatgpt', { client: 'another' }))).toHaveLength(3)
  expect(conversation.unreadOf('chatgpt', 'another')).toBe(0)
  await conversation.clearInbox('chatgpt')
  expect(countsOf(conversation, 'chatgpt')).toEqual([0, 0])
})

test('pages by cursor give every message once, in order, read or not, and count what remains', async () => {
  const { conversation } = freshConversation()
  const all = Array.from({ length: 25 }, (_, n) => `message ${n}`)
  await send(conversation, ...all)
  await conversation.send('owner', { to: ['claude'], text: 'not for chatgpt' })
  await conversation.inbox('chatgpt', { limit: 5 })
  const start = (await conversation.inbox('claude', { markRead: false })).cursor
  await send(conversation, 'later')

  const first = await conversation.inbox('chatgpt', {
    limit: 10,
    markRead: false,
    includeRead: true,
  })
  const seen = texts(first)
  const remaining = [first.remaining]
  let cursor = first.cursor
  while (remaining.at(-1) !== 0) {
    const page = await conversation.inbox('chatgpt', { after: cursor, limit: 10 })
    seen.push(...texts(page))
    remaining.push(page.remaining)
    cursor = page.cursor
  }
  expect(seen).toEqual([...all, 'later'])
  expect(remaining).toEqual([16, 6, 0])
  expect(texts(await conversation.inbox('chatgpt', { after: start }))).toEqual(['later'])
})

test('a cursor taken with everything read never skips what is sent later', async () => {
  const { dir, conversation, store } = freshConversation()
  const { cursor } = await conversation.inbox('chatgpt')
  await send(conversation, 'one', 'two')
  await conversation.inbox('chatgpt')
  await store.close()
  const again = openConversation(dir).conversation
  expect(texts(await again.inbox('chatgpt', { after: cursor }))).toEqual(['one', 'two'])
})

test('the limit is 50 unless told, and at most 200', async () => {
  const { conversation } = freshConversation()
  await send(conversation, ...Array.from({ length: 210 }, (_, n) => String(n)))
  const look = (limit?: number) => conversation.inbox('chatgpt', { limit, markRead: false })
  expect((await look()).messages).toHaveLength(50)
  expect(await look(1000)).toMatchObject({ remaining: 10, messages: { length: 200 } })
  expect((await look(0)).messages).toHaveLength(1)
  expect((await look(Number.NaN)).messages).toHaveLength(50)
})

test.each([
  '',
  'x',
  'c1',
  'c1-000000000000',
  '0',
  '-1',
  'c-',
  `c${'z'.repeat(500)}`,
  "' OR 1",
  'c1\0',
])('the cursor %j, never given out, is refused', async (after) => {
  const { conversation } = freshConversation()
  await send(conversation, 'one')
  expect(await refusal(() => conversation.inbox('chatgpt', { after }))).toBe('cursor-invalid')
  const wait = () => conversation.wait('chatgpt', { after, timeoutMs: 1 })
  expect(await refusal(wait)).toBe('cursor-invalid')
  const catchUp = () => conversation.catchUp('chatgpt', { cursor: after, tokenBudget: 100 })
  expect(await refusal(catchUp)).toBe('cursor-invalid')
})

test('a cursor of another bridge, or ahead of now, is refused', async () => {
  const { conversation: other } = freshConversation()
  const foreign = (await other.inbox('chatgpt')).cursor
  const { conversation, store } = freshConversation()
  await send(conversation, 'one')
  expect(await refusal(() => conversation.inbox('chatgpt', { after: foreign }))).toBe(
    'cursor-invalid',
  )
  const { cursor } = await conversation.inbox('chatgpt')
  // As after putting back an older backup.
  store.db.exec('UPDATE conversation SET head = 0')
  expect(await refusal(() => conversation.inbox('chatgpt', { after: cursor }))).toBe(
    'cursor-invalid',
  )
})

test('acknowledging implies reading, counts once, and is part of the chain but not of the log', async () => {
  const { conversation } = freshConversation()
  const [one, two] = await send(conversation, 'one', 'two')
  const ids = [one?.id ?? '', one?.id ?? '']
  expect(await conversation.acknowledge('chatgpt', ids)).toEqual({ acknowledged: 1 })
  expect(await conversation.acknowledge('chatgpt', ids)).toEqual({ acknowledged: 0 })
  expect(countsOf(conversation, 'chatgpt')).toEqual([1, 1])
  expect(texts(await conversation.inbox('chatgpt'))).toEqual(['two'])
  expect(conversation.log().map(({ ref }) => ref)).toEqual([one?.id, two?.id])
  expect(conversation.counts().logEntries).toBe(2)
  expect(await conversation.verifyChain()).toEqual({ ok: true, entries: 3 })
})

test("somebody else's message cannot be acknowledged, and then none of the call is", async () => {
  const { conversation } = freshConversation()
  const [mine] = await send(conversation, 'for chatgpt')
  const { message: theirs } = await conversation.send('chatgpt', { to: ['owner'], text: 'x' })
  for (const id of [theirs.id, 'm99', 'nonsense', '']) {
    const both = () => conversation.acknowledge('chatgpt', [mine?.id ?? '', id])
    expect(await refusal(both)).toBe('unknown-message')
  }
  expect(countsOf(conversation, 'chatgpt')).toEqual([1, 1])
})

test('clearing acknowledges everything and destroys nothing', async () => {
  const { conversation } = freshConversation()
  await send(conversation, 'one', 'two')
  await conversation.inbox('chatgpt', { limit: 1 })
  expect(await conversation.clearInbox('chatgpt')).toEqual({ cleared: 2 })
  expect(await conversation.clearInbox('chatgpt')).toEqual({ cleared: 0 })
  expect(countsOf(conversation, 'chatgpt')).toEqual([0, 0])
  expect(conversation.log().map(({ text }) => text)).toEqual(['one', 'two'])
})

test('an unknown participant has no inbox', async () => {
  const { conversation } = freshConversation()
  const calls = [
    () => conversation.inbox('gemini'),
    () => conversation.wait('gemini', { timeoutMs: 1 }),
    () => conversation.catchUp('gemini', { tokenBudget: 100 }),
    () => conversation.acknowledge('gemini', []),
    () => conversation.clearInbox('gemini'),
  ]
  for (const call of calls) expect(await refusal(call)).toBe('unknown-participant')
})

test('no question about an inbox reads through what is dealt with', async () => {
  const { conversation, store } = freshConversation()
  const texts: string[] = []
  const prepare = store.statement
  store.statement = (sql) => {
    texts.push(sql)
    return prepare(sql)
  }
  await send(conversation, 'one')
  const { cursor } = await conversation.inbox('chatgpt', { client: 'first' })
  await conversation.inbox('chatgpt', { after: cursor })
  await conversation.inbox('chatgpt', { includeRead: true })
  await send(conversation, 'two')
  await conversation.inbox('chatgpt', { client: 'second', markRead: false })
  await conversation.inbox('chatgpt', { client: 'first' })
  await conversation.inbox('chatgpt', { client: 'second', markRead: false })
  await conversation.catchUp('chatgpt', { client: 'second', tokenBudget: 100 })
  await conversation.catchUp('chatgpt', { client: 'first', tokenBudget: 100 })
  await conversation.clearInbox('chatgpt')
  causeFor(store, 'chatgpt')
  const asked = [...new Set(texts)].filter((sql) =>
    /(?:FROM|UPDATE) deliveries[^]*(?:read_at|acknowledged_at) IS NULL/.test(sql),
  )
  expect(asked.length).toBeGreaterThanOrEqual(8)
  for (const sql of asked) {
    const slow = planOf(store, sql).filter((step) =>
      /SCAN deliveries|PRIMARY KEY \(participant=\?(?: AND seq[<>]\?)*\)/.test(step),
    )
    expect(slow, sql).toEqual([])
  }
})

function planOf(store: Store, sql: string): string[] {
  const values = (sql.match(/\?/g) ?? []).map(() => 1)
  const plan = store.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values)
  return plan.map((step) => String(step['detail']))
}

test('an empty inbox is known to be empty until something is written', async () => {
  const { conversation } = freshConversation()
  await conversation.inbox('chatgpt', { client: 'app' })
  const holds = conversation.untilNews('chatgpt', 'app')
  expect((await conversation.inbox('chatgpt', { client: 'app' })).messages).toEqual([])
  expect(holds()).toBe(true)
  await send(conversation, 'one')
  expect(holds()).toBe(false)
})

test('an inbox that is empty because another call has its messages is not known to be', async () => {
  const { conversation } = freshConversation()
  await send(conversation, 'one')
  await conversation.inbox('chatgpt', { client: 'app', markRead: false })
  let end = (_whole: boolean) => {}
  const delivery = {
    onEnd: (listener: (whole: boolean) => void) => {
      end = listener
    },
    fail: () => {},
  }
  const before = conversation.untilNews('chatgpt', 'app')
  await conversation.inbox('chatgpt', { client: 'app', delivery })
  expect(before()).toBe(false)
  const holds = conversation.untilNews('chatgpt', 'app')
  expect((await conversation.inbox('chatgpt', { client: 'app' })).messages).toEqual([])
  expect(holds()).toBe(true)
  end(false)
  expect(holds()).toBe(false)
})

test('a first look, which is written down, is never left out', () => {
  const { conversation } = freshConversation()
  expect(conversation.untilNews('chatgpt', 'app')()).toBe(false)
})

test('a look is written down again after a day', async () => {
  const { store, blobs } = freshConversation()
  let now = Date.UTC(2026, 10, 21)
  const clock = { now: () => now }
  const conversation = createConversation({ store, blobs, clock, limits: standardLimits })
  await conversation.inbox('chatgpt', { client: 'app' })
  const holds = conversation.untilNews('chatgpt', 'app')
  expect(holds()).toBe(true)
  now += 25 * 3_600_000
  expect(holds()).toBe(false)
})

test('nothing is known to be empty while the disk is at work', async () => {
  let done: ((error: Error | null) => void) | undefined
  let holding = false
  const syncFile: StoreOptions['syncFile'] = (_fd, synced) => {
    if (holding) done = synced
    else setImmediate(synced, null)
  }
  const { conversation } = freshConversation({}, undefined, syncFile)
  await conversation.inbox('chatgpt', { client: 'app' })
  holding = true
  const sending = send(conversation, 'one')
  await expect.poll(() => done).toBeDefined()
  const holds = conversation.untilNews('claude', 'app')
  const known = conversation.untilNews('chatgpt', 'app')
  expect([holds(), known()]).toEqual([false, false])
  done?.(null)
  await sending
  expect(known()).toBe(true)
})

test('what was marked as read hides nothing else while the disk is still at work', async () => {
  let done: ((error: Error | null) => void) | undefined
  let holding = false
  const syncFile: StoreOptions['syncFile'] = (_fd, synced) => {
    if (holding) done = synced
    else setImmediate(synced, null)
  }
  const { conversation } = freshConversation({}, undefined, syncFile)
  await conversation.inbox('chatgpt', { client: 'app' })
  await send(conversation, 'one', 'two')
  let end = (_whole: boolean) => {}
  const delivery = {
    onEnd: (listener: (whole: boolean) => void) => {
      end = listener
    },
    fail: () => {},
  }
  const ask = { client: 'app', limit: 1, delivery }
  expect(texts(await conversation.inbox('chatgpt', ask))).toEqual(['one'])
  holding = true
  end(true)
  await expect.poll(() => done).toBeDefined()
  expect(texts(await conversation.inbox('chatgpt', ask))).toEqual(['two'])
  done?.(null)
  await conversation.settled()
})
