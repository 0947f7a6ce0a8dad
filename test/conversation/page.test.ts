/** Answers have an end in bytes, and nothing is lost behind it. */
import { expect, test } from 'vitest'
import type { Conversation } from '../../main/bridge/conversation/types.ts'
import { freshConversation } from './fresh-conversation.ts'

/** As JSON each quotation mark takes two bytes: such a text takes more than half a page. */
const large = (n: number) => `${n} ${'"'.repeat(240_000)}`
const numbers = (found: { text: string }[]) => found.map(({ text }) => Number.parseInt(text))
const oneTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)
const pageBytes = 1_100_000
const sizeOf = (answer: unknown) => Buffer.byteLength(JSON.stringify(answer))

async function say(conversation: Conversation, texts: string[], thread?: string) {
  for (const text of texts) {
    thread = (await conversation.send('claude', { to: ['chatgpt'], text, thread })).message.thread
  }
  return thread ?? ''
}

test('an inbox is handed out in pages of about 1 MB, each message once, the count exact', async () => {
  const { conversation } = freshConversation()
  await say(conversation, oneTo(7).map(large))
  const seen: number[] = []
  for (let left = 7; left > 0;) {
    const page = await conversation.inbox('chatgpt', { limit: 200 })
    expect(sizeOf(page)).toBeLessThan(pageBytes)
    expect(page.messages.length).toBeGreaterThan(0)
    left -= page.messages.length
    expect(page.remaining).toBe(left)
    seen.push(...numbers(page.messages))
  }
  expect(seen).toEqual(oneTo(7))
  expect(conversation.counts().inboxes.find((box) => box.participant === 'chatgpt')).toMatchObject({
    unread: 0,
    unacknowledged: 7,
  })
})

test('the cursor of a page that ended early goes on with the next message', async () => {
  const { conversation } = freshConversation()
  const start = (await conversation.inbox('chatgpt')).cursor
  await say(conversation, oneTo(5).map(large))
  const seen: number[] = []
  let after = start
  for (;;) {
    const page = await conversation.inbox('chatgpt', { after, limit: 200 })
    seen.push(...numbers(page.messages))
    expect(page.remaining).toBe(5 - seen.length)
    after = page.cursor
    if (page.remaining === 0) break
  }
  expect(seen).toEqual(oneTo(5))
})

test('waiting gives the same bounded page, and only what is on it counts as read', async () => {
  const { conversation } = freshConversation()
  await say(conversation, oneTo(3).map(large))
  const page = await conversation.wait('chatgpt', { timeoutMs: 0 })
  expect(sizeOf(page)).toBeLessThan(pageBytes)
  const rest = await conversation.wait('chatgpt', { after: page.cursor, timeoutMs: 0 })
  expect(page.messages.length + rest.messages.length + rest.remaining).toBe(3)
  expect(numbers([...page.messages, ...rest.messages]).slice(0, 2)).toEqual([1, 2])
})

test('one message larger than a page is a page', async () => {
  const { conversation } = freshConversation({ messageBytes: 3_000_000 })
  await say(conversation, ['1 '.padEnd(2_000_000, 'x'), '2 '.padEnd(2_000_000, 'x')])
  const first = await conversation.inbox('chatgpt')
  expect([numbers(first.messages), first.remaining]).toEqual([[1], 1])
  expect(numbers((await conversation.inbox('chatgpt')).messages)).toEqual([2])
})

test('the log keeps the newest that fit and pages backwards without a gap', async () => {
  const { conversation } = freshConversation()
  await say(conversation, oneTo(6).map(large))
  const seen: number[] = []
  let before: number | undefined
  for (;;) {
    const entries = conversation.log({ limit: 1000, before })
    if (entries.length === 0) break
    expect(sizeOf(entries)).toBeLessThan(pageBytes)
    seen.unshift(...numbers(entries))
    before = entries[0]?.seq
  }
  expect(seen).toEqual(oneTo(6))
})

test('a thread gives its newest messages that fit, and earlier ones before them', async () => {
  const { conversation } = freshConversation()
  const thread = await say(conversation, oneTo(6).map(large))
  await say(conversation, ['99 of another thread'])
  const newest = conversation.thread(thread)
  expect(sizeOf(newest)).toBeLessThan(pageBytes)
  expect(numbers(newest).at(-1)).toBe(6)
  const seen = numbers(newest)
  for (let [first] = newest; first;) {
    const earlier = conversation.thread(thread, { before: first.seq })
    seen.unshift(...numbers(earlier))
    first = earlier[0]
  }
  expect(seen).toEqual(oneTo(6))
  expect(numbers(conversation.thread(thread, { limit: 1 }))).toEqual([6])
})
