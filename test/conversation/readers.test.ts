/** Reading by client: two programs of one participant do not take each other's messages. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InboxPage } from '../../main/bridge/conversation/inbox/inbox-types.ts'
import { freshConversation, openConversation, refusal } from './fresh-conversation.ts'

const code = { client: 'link:claude-code' }
const desktop = { client: 'link:claude-ai' }
const texts = ({ messages }: InboxPage) => messages.map(({ text }) => text)
const unreadOfOwnersView = ({ conversation }: ReturnType<typeof freshConversation>) =>
  conversation.counts().inboxes.find(({ participant }) => participant === 'claude')?.unread

describe('two clients of one participant', () => {
  it('each get a message; for the owner it is read when the first has it', async () => {
    const world = freshConversation()
    const { conversation } = world
    await conversation.inbox('claude', code)
    await conversation.inbox('claude', desktop)
    await conversation.send('chatgpt', { to: ['claude'], text: 'one' })
    expect(texts(await conversation.inbox('claude', code))).toEqual(['one'])
    expect(unreadOfOwnersView(world)).toBe(0)
    expect(conversation.unreadOf('claude', desktop.client)).toBe(1)
    const late = await conversation.inbox('claude', desktop)
    expect(texts(late)).toEqual(['one'])
    expect(late.messages[0]?.readAt).not.toBeNull()
    expect(texts(await conversation.inbox('claude', desktop))).toEqual([])
    expect(texts(await conversation.inbox('claude', code))).toEqual([])
  })

  it('both are given the message they wait for', async () => {
    const { conversation } = freshConversation()
    const waits = [code, desktop].map((one) =>
      conversation.wait('claude', { ...one, timeoutMs: 20_000 }),
    )
    await conversation.send('chatgpt', { to: ['claude'], text: 'one' })
    expect((await Promise.all(waits)).map(texts)).toEqual([['one'], ['one']])
    expect(conversation.unreadOf('claude', code.client)).toBe(0)
    expect(conversation.unreadOf('claude', desktop.client)).toBe(0)
  })

  it('are both done with what one of them acknowledges or clears', async () => {
    const { conversation } = freshConversation()
    await conversation.inbox('claude', code)
    await conversation.inbox('claude', desktop)
    const { message } = await conversation.send('chatgpt', { to: ['claude'], text: 'one' })
    await conversation.inbox('claude', code)
    await conversation.acknowledge('claude', [message.id])
    expect(conversation.unreadOf('claude', desktop.client)).toBe(0)
    await conversation.send('chatgpt', { to: ['claude'], text: 'two' })
    await conversation.inbox('claude', code)
    await conversation.clearInbox('claude')
    expect(texts(await conversation.inbox('claude', desktop))).toEqual([])
  })

  it('are known across a restart', async () => {
    const first = freshConversation()
    await first.conversation.inbox('claude', desktop)
    await first.conversation.send('chatgpt', { to: ['claude'], text: 'one' })
    await first.conversation.inbox('claude', code)
    await first.store.close()
    const { conversation } = openConversation(first.dir)
    expect(texts(await conversation.inbox('claude', desktop))).toEqual(['one'])
  })
})

it('a client that comes later begins with what nobody of its participant has read', async () => {
  const { conversation } = freshConversation()
  await conversation.send('chatgpt', { to: ['claude'], text: 'read before' })
  await conversation.inbox('claude', code)
  await conversation.send('chatgpt', { to: ['claude'], text: 'still unread' })
  const { digest, unread } = await conversation.catchUp('claude', { ...desktop, tokenBudget: 500 })
  expect(digest).toContain('still unread')
  expect(digest).not.toContain('read before')
  expect(unread).toBe(1)
  // catch_up reads nothing, but from now on others do not read for it.
  await conversation.inbox('claude', code)
  const again = await conversation.catchUp('claude', { ...desktop, tokenBudget: 500 })
  expect(again.digest).toContain('still unread')
  expect(again.unread).toBe(1)
  expect(texts(await conversation.inbox('claude', desktop))).toEqual(['still unread'])
})

it('a client that was revoked, and one that did not look for a month, is kept no longer', async () => {
  const { conversation, store } = freshConversation()
  const readers = () => store.statement('SELECT client FROM readers').all().length
  const behind = () => store.statement('SELECT seq FROM behind').all().length
  await conversation.inbox('claude', code)
  await conversation.inbox('claude', desktop)
  await conversation.send('chatgpt', { to: ['claude'], text: 'one' })
  await conversation.inbox('claude', code)
  expect([readers(), behind()]).toEqual([2, 1])
  await conversation.forgetReader(desktop.client)
  expect([readers(), behind()]).toEqual([1, 0])
  store.db.exec('UPDATE readers SET last_looked = last_looked - 31 * 24 * 3600 * 1000')
  await conversation.inbox('claude', { client: 'another' })
  expect(store.statement('SELECT client FROM readers').all()).toMatchObject([{ client: 'another' }])
})

it('remembers the sixteen clients that looked last', async () => {
  const { conversation, store } = freshConversation()
  for (let n = 0; n < 20; n++) await conversation.inbox('claude', { client: `client-${n}` })
  const kept = store.statement('SELECT client FROM readers ORDER BY id').all()
  expect(kept).toHaveLength(16)
  expect(kept.at(-1)).toMatchObject({ client: 'client-19' })
})

describe('one thread', () => {
  it('is read without touching the others', async () => {
    const world = freshConversation()
    const { conversation } = world
    const { message: plan } = await conversation.send('chatgpt', { to: ['claude'], text: 'plan' })
    const { message: code1 } = await conversation.send('chatgpt', { to: ['claude'], text: 'code' })
    await conversation.send('chatgpt', { to: ['claude'], text: 'plan 2', thread: plan.thread })
    const first = await conversation.inbox('claude', { ...code, thread: plan.thread, limit: 1 })
    expect([texts(first), first.remaining]).toEqual([['plan'], 1])
    const next = await conversation.inbox('claude', {
      ...code,
      thread: plan.thread,
      after: first.cursor,
    })
    expect([texts(next), next.remaining]).toEqual([['plan 2'], 0])
    expect(unreadOfOwnersView(world)).toBe(1)
    expect(texts(await conversation.inbox('claude', { ...code, thread: code1.thread }))).toEqual([
      'code',
    ])
  })

  it('wakes only those who wait for it, or for anything', async () => {
    const { conversation } = freshConversation()
    const { message: one } = await conversation.send('claude', { to: ['chatgpt'], text: 'one?' })
    const { message: two } = await conversation.send('claude', { to: ['chatgpt'], text: 'two?' })
    const giveUp = new AbortController()
    const [first, second, any] = [
      { thread: one.thread, signal: giveUp.signal },
      { thread: two.thread },
      {},
    ].map((how, n) =>
      conversation.wait('claude', { client: `window-${n}`, timeoutMs: 20_000, ...how }),
    )
    await conversation.send('chatgpt', { to: ['claude'], text: 'two!', thread: two.thread })
    expect(texts((await second) as InboxPage)).toEqual(['two!'])
    expect(texts((await any) as InboxPage)).toEqual(['two!'])
    giveUp.abort()
    await expect(first).rejects.toThrow()
    const later = await conversation.inbox('claude', { client: 'window-0' })
    expect(texts(later)).toEqual(['two!'])
  })

  it('that is not there is refused', async () => {
    const { conversation } = freshConversation()
    expect(await refusal(() => conversation.inbox('claude', { thread: 't9' }))).toBe(
      'unknown-thread',
    )
    expect(await refusal(() => conversation.wait('claude', { thread: 't9', timeoutMs: 0 }))).toBe(
      'unknown-thread',
    )
  })
})

/** What clients do, by who, as a property test draws it. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('send' as const), thread: fc.nat(2) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      client: fc.nat(2),
      limit: fc.integer({ min: 1, max: 4 }),
      includeRead: fc.boolean(),
      thread: fc.option(fc.nat(2), { nil: undefined }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('acknowledge' as const), pick: fc.nat(50) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const) }) },
)

it('hands every message to every client once, and counts right, whatever they do', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { conversation, store } = freshConversation()
      const clients = ['a', 'b', 'c']
      for (const client of clients) await conversation.inbox('claude', { client })
      const threads: string[] = []
      for (let n = 0; n < 3; n++) {
        const { message } = await conversation.send('claude', { to: ['chatgpt'], text: 'begin' })
        threads.push(message.thread)
      }
      // The model: what each client has not read, and what is not acknowledged.
      const unread = new Map(clients.map((client) => [client, new Set<string>()]))
      const open = new Set<string>()
      const sent: { id: string; thread: string }[] = []
      const threadOf = (id: string) => sent.find((message) => message.id === id)?.thread
      for (const act of steps) {
        if (act.do === 'send') {
          const thread = threads[act.thread] ?? ''
          const { message } = await conversation.send('chatgpt', {
            to: ['claude'],
            text: 'x',
            thread,
          })
          sent.push(message)
          open.add(message.id)
          for (const set of unread.values()) set.add(message.id)
        } else if (act.do === 'acknowledge') {
          const one = sent[act.pick % Math.max(1, sent.length)]
          if (!one) continue
          await conversation.acknowledge('claude', [one.id])
          open.delete(one.id)
          for (const set of unread.values()) set.delete(one.id)
        } else if (act.do === 'clear') {
          await conversation.clearInbox('claude')
          open.clear()
          for (const set of unread.values()) set.clear()
        } else {
          const client = clients[act.client] ?? ''
          const mine = unread.get(client) ?? new Set()
          const thread = act.thread === undefined ? undefined : threads[act.thread]
          const expected = [...(act.includeRead ? open : mine)]
            .filter((id) => thread === undefined || threadOf(id) === thread)
            .toSorted(
              (a, b) => sent.findIndex((m) => m.id === a) - sent.findIndex((m) => m.id === b),
            )
          const { limit, includeRead } = act
          const page = await conversation.inbox('claude', { client, thread, limit, includeRead })
          expect(page.messages.map(({ id }) => id)).toEqual(expected.slice(0, limit))
          expect(page.remaining).toBe(Math.max(0, expected.length - limit))
          for (const { id } of page.messages) mine.delete(id)
        }
        for (const [client, set] of unread) {
          expect(conversation.unreadOf('claude', client)).toBe(set.size)
        }
      }
      const inbox = conversation.counts().inboxes.find((one) => one.participant === 'claude')
      expect(inbox?.unacknowledged).toBe(open.size)
      await store.close()
    }),
    { numRuns: 25 },
  )
})
