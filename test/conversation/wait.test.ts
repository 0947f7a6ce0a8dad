import { expect, test, vi } from 'vitest'
import { freshConversation, refusal } from './fresh-conversation.ts'

const hello = { to: ['chatgpt'], text: 'Hello' }

test('waiting ends at once when something unread is there, and marks it read', async () => {
  const { conversation } = freshConversation()
  await conversation.send('claude', hello)
  const result = await conversation.wait('chatgpt', { timeoutMs: 45_000 })
  expect(result).toMatchObject({ timedOut: false, messages: [{ text: 'Hello' }] })
  expect((await conversation.inbox('chatgpt')).messages).toEqual([])
})

test('waiting after a cursor ends at once when anything came after it, read or not', async () => {
  const { conversation } = freshConversation()
  const { cursor } = await conversation.inbox('chatgpt')
  await conversation.send('claude', hello)
  await conversation.inbox('chatgpt')
  const result = await conversation.wait('chatgpt', { after: cursor, timeoutMs: 45_000 })
  expect(result.messages).toHaveLength(1)
})

test('a waiter is woken by the message, and every waiter of the inbox gets it', async () => {
  const { conversation } = freshConversation()
  const waiting = [1, 2, 3].map(() => conversation.wait('chatgpt', { timeoutMs: 45_000 }))
  const { message } = await conversation.send('claude', hello)
  for (const result of await Promise.all(waiting)) {
    expect(result).toMatchObject({ timedOut: false, messages: [{ id: message.id }] })
  }
})

test('a message sent in the same turn as the wait is not missed', async () => {
  const { conversation } = freshConversation()
  const sending = conversation.send('claude', hello)
  const result = await conversation.wait('chatgpt', { timeoutMs: 45_000 })
  expect(result.messages).toHaveLength(1)
  await sending
})

test('two who begin to wait with one unread message: one gets it, the other the next', async () => {
  const { conversation } = freshConversation()
  await conversation.send('claude', hello)
  const waiting = [1, 2].map(() => conversation.wait('chatgpt', { timeoutMs: 45_000 }))
  const first = await Promise.race(waiting)
  expect(first.messages.map(({ text }) => text)).toEqual(['Hello'])
  await conversation.send('claude', { to: ['chatgpt'], text: 'Next' })
  const all = await Promise.all(waiting)
  expect(all.map(({ messages }) => messages.map(({ text }) => text))).toContainEqual(['Next'])
})

test("somebody else's message wakes nobody", async () => {
  const { conversation } = freshConversation()
  const stop = new AbortController()
  const waiting = conversation.wait('chatgpt', { timeoutMs: 45_000, signal: stop.signal })
  const outcome = Promise.allSettled([waiting])
  await conversation.send('claude', { to: ['owner'], text: 'x' })
  await conversation.note('owner', 'y')
  stop.abort(new Error('enough'))
  expect((await outcome)[0]).toMatchObject({ status: 'rejected', reason: { message: 'enough' } })
})

test('a wait that times out gives an empty page and a cursor that misses nothing', async () => {
  const { conversation } = freshConversation()
  const { cursor, ...result } = await conversation.wait('chatgpt', { timeoutMs: 5 })
  expect(result).toEqual({ timedOut: true, messages: [], remaining: 0 })
  await conversation.send('claude', hello)
  const next = await conversation.wait('chatgpt', { after: cursor, timeoutMs: 45_000 })
  expect(next.messages).toHaveLength(1)
})

test.each([0, -1, Number.NaN])('a timeout of %d looks once', async (timeoutMs) => {
  const { conversation } = freshConversation()
  expect((await conversation.wait('chatgpt', { timeoutMs })).timedOut).toBe(true)
})

test('nobody waits longer than 45 s', async () => {
  const { conversation } = freshConversation()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  try {
    const waiting = conversation.wait('chatgpt', { timeoutMs: 1e9 })
    await vi.advanceTimersByTimeAsync(45_000)
    expect((await waiting).timedOut).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})

test('an aborted wait rejects, leaves no timer, no listener, and marks nothing read', async () => {
  const { conversation } = freshConversation()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const stop = new AbortController()
    const removed = vi.spyOn(stop.signal, 'removeEventListener')
    const waiting = conversation.wait('chatgpt', { timeoutMs: 45_000, signal: stop.signal })
    const outcome = Promise.allSettled([waiting])
    expect(vi.getTimerCount()).toBe(1)
    stop.abort()
    expect((await outcome)[0]?.status).toBe('rejected')
    expect(vi.getTimerCount()).toBe(0)
    expect(removed).toHaveBeenCalledWith('abort', expect.any(Function))
    await conversation.send('claude', hello)
    expect(
      conversation.counts().inboxes.find((inbox) => inbox.participant === 'chatgpt')?.unread,
    ).toBe(1)
    await expect(
      conversation.wait('chatgpt', { timeoutMs: 45_000, signal: stop.signal }),
    ).rejects.toThrow()
  } finally {
    vi.useRealTimers()
  }
})

test('an unknown participant cannot wait', async () => {
  const { conversation } = freshConversation()
  const wait = () => conversation.wait('gemini', { timeoutMs: 45_000 })
  expect(await refusal(wait)).toBe('unknown-participant')
})

test('a participant waits in 50 places at most; one that ends makes room, others are not touched', async () => {
  const { conversation } = freshConversation()
  const { cursor } = await conversation.inbox('chatgpt')
  const one = new AbortController()
  const ended = conversation.wait('chatgpt', { timeoutMs: 45_000, signal: one.signal })
  const wait = () => conversation.wait('chatgpt', { after: cursor, timeoutMs: 45_000 })
  const waiting = Array.from({ length: 49 }, wait)
  expect(await refusal(wait)).toBe('too-many-waits')
  const claude = conversation.wait('claude', { timeoutMs: 45_000 })
  one.abort()
  await expect(ended).rejects.toThrow()
  const again = wait()
  await conversation.send('owner', { to: ['chatgpt', 'claude'], text: 'Hello' })
  for (const result of await Promise.all([...waiting, again, claude])) {
    expect(result.messages).toHaveLength(1)
  }
})
