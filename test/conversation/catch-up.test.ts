import { expect, test } from 'vitest'
import type { Conversation } from '../../main/bridge/conversation/types.ts'
import { freshConversation } from './fresh-conversation.ts'

const say = async (conversation: Conversation, ...texts: string[]) => {
  for (const text of texts) await conversation.send('claude', { to: ['chatgpt'], text })
}

const unread = (conversation: Conversation) =>
  conversation.counts().inboxes.find((inbox) => inbox.participant === 'chatgpt')?.unread

/** The texts "message 7" in a digest, as numbers, in the order they stand. */
const numbersIn = (digest: string) =>
  [...digest.matchAll(/message (\d+)/g)].map(([, n]) => Number(n))

test('a digest has unread messages in order and changed files, and marks nothing read', async () => {
  const { conversation } = freshConversation()
  await say(conversation, 'message 1', 'message 2')
  await conversation.writeFile('claude', { name: 'plan.md', content: 'x' })
  const { digest, ...rest } = await conversation.catchUp('chatgpt', { tokenBudget: 1000 })
  expect(numbersIn(digest)).toEqual([1, 2])
  expect(digest).toMatch(/^2 messages · 1 file\n/)
  expect(digest).toContain('- plan.md (version 1, 1 bytes, by claude)')
  expect(rest).toMatchObject({ truncated: false, unread: 2, changedFiles: ['plan.md'] })
  expect(unread(conversation)).toBe(2)
})

test('with nothing new the digest says so', async () => {
  const { conversation } = freshConversation()
  const { digest } = await conversation.catchUp('chatgpt', { tokenBudget: 100 })
  expect(digest).toBe('Nothing new.')
})

test('from a cursor on, the digest has what came after it, read or not', async () => {
  const { conversation } = freshConversation()
  await say(conversation, 'message 1')
  await conversation.writeFile('claude', { name: 'old.md', content: 'x' })
  const { cursor } = await conversation.catchUp('chatgpt', { tokenBudget: 1000 })
  await say(conversation, 'message 2')
  await conversation.inbox('chatgpt')
  await conversation.writeFile('claude', { name: 'new.md', content: 'x' })
  await conversation.deleteFile('owner', 'old.md')
  const later = await conversation.catchUp('chatgpt', { cursor, tokenBudget: 1000 })
  expect(numbersIn(later.digest)).toEqual([2])
  expect(later.changedFiles).toEqual(['old.md', 'new.md'])
  expect(later.digest).toContain('- old.md (deleted, by owner)')
})

test.each([100, 150, 400])(
  'within %d tokens the newest come first, and the cursors lead to all the others, each once',
  async (tokenBudget) => {
    const { conversation } = freshConversation()
    const total = 40
    await say(conversation, ...Array.from({ length: total }, (_, n) => `message ${n + 1}`))
    const seen: number[] = []
    let cursor: string | undefined
    let calls = 0
    do {
      const page = await conversation.catchUp('chatgpt', { cursor, tokenBudget })
      const numbers = numbersIn(page.digest)
      expect(page.digest.length).toBeLessThanOrEqual(tokenBudget * 4)
      expect(numbers.length).toBeGreaterThan(0)
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
      if (calls === 0) {
        expect(numbers.at(-1)).toBe(total)
        expect(page.digest).toContain(`(${total - numbers.length} older left out`)
        // What comes meanwhile is for afterwards.
        await say(conversation, 'message 1000')
      }
      seen.push(...numbers)
      cursor = page.cursor
      calls += 1
      if (!page.truncated) break
    } while (calls < 100)
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, n) => n + 1))
    const after = await conversation.catchUp('chatgpt', { cursor, tokenBudget })
    expect(numbersIn(after.digest)).toEqual([1000])
  },
)

test('a cursor of a cut digest loses nothing where it is used for the inbox', async () => {
  const { conversation } = freshConversation()
  await say(conversation, ...Array.from({ length: 30 }, (_, n) => `message ${n + 1}`))
  const { cursor } = await conversation.catchUp('chatgpt', { tokenBudget: 100 })
  expect((await conversation.inbox('chatgpt', { after: cursor })).messages).toHaveLength(30)
})

test('a message larger than the budget is shortened and says where all of it is', async () => {
  const { conversation } = freshConversation()
  await say(conversation, 'message 1', `begin ${'long '.repeat(1000)}`)
  const page = await conversation.catchUp('chatgpt', { tokenBudget: 150 })
  expect(page.digest.length).toBeLessThanOrEqual(600)
  expect(page.digest).toContain('begin long')
  expect(page.digest).toContain('fetch message:m2 has all')
  expect(page.truncated).toBe(true)
})

test('a budget that makes no sense is brought within bounds', async () => {
  const { conversation } = freshConversation()
  await say(conversation, 'message 1')
  for (const tokenBudget of [0, -5, Number.NaN, Infinity]) {
    const page = await conversation.catchUp('chatgpt', { tokenBudget })
    expect(numbersIn(page.digest)).toEqual([1])
  }
})

test('hundreds of unread messages are counted exactly', async () => {
  const { conversation } = freshConversation()
  await Promise.all(
    Array.from({ length: 600 }, (_, n) =>
      conversation.send('claude', { to: ['chatgpt'], text: `message ${n}` }),
    ),
  )
  const page = await conversation.catchUp('chatgpt', { tokenBudget: 200 })
  const shown = numbersIn(page.digest).length
  expect(page.digest).toContain(`(${600 - shown} older left out`)
})
