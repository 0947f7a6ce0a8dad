import { setTimeout as pause } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { freshConversation, openConversation, temporaryFolder } from './fresh-conversation.ts'

const found = ({ conversation }: ReturnType<typeof openConversation>, query: string) =>
  conversation.search({ query }).map(({ id }) => id)

const inIndex = ({ store }: ReturnType<typeof openConversation>, word: string) =>
  store
    .statement('SELECT rowid AS seq FROM words WHERE words MATCH ? ORDER BY rowid')
    .all(word)
    .map(({ seq }) => seq)

const send = ({ conversation }: ReturnType<typeof openConversation>, text: string) =>
  conversation.send('claude', { to: ['chatgpt'], text })

it('finds a message in the moment it was acknowledged', async () => {
  const fresh = freshConversation()
  for (const word of ['Apfel', 'Birne', '検索']) {
    const { message } = await send(fresh, `${word} und mehr`)
    expect(found(fresh, word)).toEqual([`message:${message.id}`])
  }
})

it('puts many messages in with one write, a moment later, without anybody searching', async () => {
  const fresh = freshConversation()
  await Promise.all(Array.from({ length: 450 }, (_, n) => send(fresh, `word${n} common`)))
  const before = fresh.store.generation() ?? 0
  await vi.waitFor(() => expect(inIndex(fresh, 'common')).toHaveLength(450))
  expect((fresh.store.generation() ?? 0) - before).toBeLessThanOrEqual(4)
})

it('goes on at the next start where a kill broke off', async () => {
  const dir = temporaryFolder()
  const first = openConversation(dir)
  await send(first, 'one apple')
  expect(found(first, 'apple')).toHaveLength(1)
  await send(first, 'two apples')
  await first.conversation.note('claude', 'an apple in a note')
  // As a kill leaves it: what was to come later never came.
  await first.store.close()
  const second = openConversation(dir)
  await vi.waitFor(() => expect(inIndex(second, 'apples')).toEqual([2]))
  expect(inIndex(second, 'apple')).toEqual([1, 3])
})

it('is caught up by a search right after a start', async () => {
  const dir = temporaryFolder()
  const first = openConversation(dir)
  for (let n = 0; n < 450; n += 1) await send(first, `apple ${n}`)
  await first.store.close()
  expect(found(openConversation(dir), '449')).toHaveLength(1)
})

it('puts a message in once', async () => {
  const fresh = freshConversation()
  await send(fresh, 'one apple')
  found(fresh, 'apple')
  await send(fresh, 'two apples')
  found(fresh, 'apple')
  await pause(0)
  expect(inIndex(fresh, 'appl*')).toEqual([1, 2])
})

it('does not put in what was removed for good before', async () => {
  const dir = temporaryFolder()
  const first = openConversation(dir)
  await first.conversation.send('claude', { to: ['owner'], text: 'a secret' })
  await first.conversation.inbox('owner')
  await first.conversation.archive('owner')
  await first.conversation.purge({ before: Date.UTC(2027, 0, 1) })
  expect(found(first, 'secret')).toEqual([])
  expect(first.store.statement('SELECT count(*) AS n FROM words').get()).toEqual({ n: 0 })
})

it('takes a long text by itself, and what follows with the next write', async () => {
  const fresh = freshConversation()
  const long = 'long '.repeat(45_000)
  await Promise.all([send(fresh, long), send(fresh, `${long}two`), send(fresh, 'short')])
  expect(found(fresh, 'short')).toHaveLength(1)
  expect(inIndex(fresh, 'long')).toEqual([1, 2])
})
