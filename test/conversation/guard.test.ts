/** The loop guard in a real conversation: paused threads, budgets, repeats; restarts and clocks. */
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createConversation, standardLimits } from '../../main/bridge/conversation/conversation.ts'
import { createLastWords } from '../../main/bridge/conversation/guard/last-words.ts'
import type { GuardBounds } from '../../main/bridge/conversation/threads/thread-types.ts'
import { createBlobs } from '../../main/bridge/store/blobs.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import { layDatabase } from '../fakes/ready-database.ts'
import { refusal, temporaryFolder } from './fresh-conversation.ts'

const standard: GuardBounds = {
  threadMessages: 4,
  perMinute: null,
  charactersPerDay: null,
  refuseRepeats: false,
}

function open(
  change: Partial<GuardBounds> = {},
  dir = temporaryFolder(),
  now = Date.UTC(2026, 10, 30),
) {
  const path = join(dir, 'bridge.db')
  layDatabase(path)
  const store = openStore({ path })
  onTestFinished(() => store.close())
  const time = { now, steady: 0 }
  const bounds = { ...standard, ...change }
  const conversation = createConversation({
    store,
    blobs: createBlobs(join(dir, 'files')),
    clock: { now: () => time.now },
    limits: standardLimits,
    bounds: () => bounds,
    steady: () => time.steady,
  })
  let said = 0
  const say = (from: string, to: string, thread?: string, text = `message ${(said += 1)}`) =>
    conversation.send(from, { to: [to], text, thread }).then(({ message }) => message)
  /** Both clocks go on together. */
  const pass = (milliseconds: number) => {
    time.now += milliseconds
    time.steady += milliseconds
  }
  return { dir, store, time, bounds, conversation, say, pass }
}

/** Two models answer each other in a thread until one is refused. */
async function loop({ say }: ReturnType<typeof open>, rounds: number) {
  const { thread } = await say('claude', 'chatgpt')
  for (let n = 1; n < rounds; n++) {
    await (n % 2 === 0 ? say('claude', 'chatgpt', thread) : say('chatgpt', 'claude', thread))
  }
  return thread
}

describe('a thread in which models talk without the owner', () => {
  it('is paused at its bound, and both are told so in the thread', async () => {
    const bridge = open()
    const { conversation, say } = bridge
    const thread = await loop(bridge, 4)
    expect(await refusal(() => say('claude', 'chatgpt', thread))).toBe('thread-paused')
    expect(await refusal(() => say('chatgpt', 'claude', thread))).toBe('thread-paused')
    const texts = conversation.thread(thread).map(({ from, text }) => [from, text])
    expect(texts).toHaveLength(5)
    expect(texts.at(-1)).toEqual(['_drawbridge', expect.stringContaining('This thread is paused')])
    for (const model of ['claude', 'chatgpt']) {
      const { messages } = await conversation.inbox(model, { thread })
      expect(messages.at(-1)).toMatchObject({ from: '_drawbridge' })
    }
    expect(conversation.heldThreads()).toMatchObject([{ id: thread, held: 'paused', run: 4 }])
    expect(await conversation.verifyChain()).toMatchObject({ ok: true })
  })

  it('wakes whoever waits in it when it is paused and when it goes on', async () => {
    const bridge = open()
    const { conversation, say } = bridge
    const thread = await loop(bridge, 4)
    const { cursor } = await conversation.inbox('chatgpt')
    const waiting = conversation.wait('chatgpt', { thread, after: cursor, timeoutMs: 20_000 })
    await refusal(() => say('claude', 'chatgpt', thread))
    const heard = await waiting
    expect(heard.messages).toMatchObject([{ from: '_drawbridge' }])
    const again = conversation.wait('chatgpt', { thread, after: heard.cursor, timeoutMs: 20_000 })
    await conversation.decideThread(thread, 'more')
    expect((await again).messages).toMatchObject([
      { text: 'The owner lets this thread go on for 4 more messages.' },
    ])
  })

  it('does not hold up other threads, nor what a model says to the owner', async () => {
    const bridge = open()
    const { say } = bridge
    const thread = await loop(bridge, 4)
    await refusal(() => say('claude', 'chatgpt', thread))
    await say('claude', 'owner', thread)
    await say('claude', 'chatgpt')
  })

  it('goes on for as many again, for good, or not any more, as the owner decides', async () => {
    const bridge = open()
    const { conversation, say } = bridge
    const thread = await loop(bridge, 4)
    await refusal(() => say('claude', 'chatgpt', thread))
    await conversation.decideThread(thread, 'more')
    for (let n = 0; n < 4; n++) await say('claude', 'chatgpt', thread)
    expect(await refusal(() => say('claude', 'chatgpt', thread))).toBe('thread-paused')
    expect(await conversation.decideThread(thread, 'on')).toMatchObject({ boundedBy: 'nothing' })
    for (let n = 0; n < 10; n++) await say('claude', 'chatgpt', thread)
    await conversation.decideThread(thread, 'end')
    expect(await refusal(() => say('claude', 'chatgpt', thread))).toBe('thread-ended')
    expect(conversation.heldThreads()).toEqual([])
    await say('owner', 'claude', thread)
    await say('claude', 'chatgpt', thread)
  })

  it('has a bound of its own, larger or smaller, when the owner gives it one', async () => {
    const bridge = open()
    const { conversation, say } = bridge
    const thread = await loop(bridge, 4)
    await refusal(() => say('claude', 'chatgpt', thread))
    expect(await conversation.boundThread(thread, 6)).toMatchObject({ bound: 6, held: null })
    expect(conversation.thread(thread).at(-1)?.text).toContain('up to 6 messages')
    for (let n = 0; n < 2; n++) await say('claude', 'chatgpt', thread)
    expect(await refusal(() => say('claude', 'chatgpt', thread))).toBe('thread-paused')
    expect(conversation.thread(thread).at(-1)?.text).toContain('6 messages went between you')
    expect(await conversation.boundThread(thread, 2)).toMatchObject({ bound: 2, held: 'paused' })
    await conversation.decideThread(thread, 'more')
    for (let n = 0; n < 2; n++) await say('claude', 'chatgpt', thread)
    expect(await refusal(() => say('claude', 'chatgpt', thread))).toBe('thread-paused')
    expect(await conversation.boundThread(thread, null)).toMatchObject({ bound: null, held: null })
  })

  it('is counted anew when the owner speaks in it', async () => {
    const bridge = open()
    const { conversation, say } = bridge
    const thread = await loop(bridge, 4)
    await say('owner', 'claude', thread)
    for (let n = 0; n < 4; n++) await say('claude', 'chatgpt', thread)
    expect(await refusal(() => say('claude', 'chatgpt', thread))).toBe('thread-paused')
    await say('owner', 'claude', thread)
    expect(conversation.heldThreads()).toEqual([])
    await say('claude', 'chatgpt', thread)
  })

  it('stays counted and paused across a restart', async () => {
    const first = open()
    const thread = await loop(first, 4)
    await first.store.close()
    const second = open({}, first.dir)
    expect(await refusal(() => second.say('claude', 'chatgpt', thread))).toBe('thread-paused')
    await second.store.close()
    const third = open({}, first.dir)
    expect(third.conversation.heldThreads()).toMatchObject([{ id: thread }])
    expect(await refusal(() => third.say('chatgpt', 'claude', thread))).toBe('thread-paused')
  })

  it('is left alone when it is exempt', async () => {
    const bridge = open({ perMinute: 3, refuseRepeats: true })
    const { conversation, say } = bridge
    const { thread } = await say('claude', 'chatgpt')
    await conversation.exemptThread(thread, true)
    expect(conversation.threads()).toMatchObject([{ id: thread, boundedBy: 'talk' }])
    for (let n = 0; n < 10; n++) await say('chatgpt', 'claude', thread, 'the same')
    await conversation.exemptThread(thread, false)
    await say('chatgpt', 'claude', thread, 'another')
  })

  it('takes no more than its bound from those who send at the same moment', async () => {
    const { conversation, say } = open()
    const { thread } = await say('claude', 'chatgpt')
    const sent = await Promise.allSettled(
      Array.from({ length: 20 }, () => say('chatgpt', 'claude', thread)),
    )
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    const notices = conversation.thread(thread).filter(({ from }) => from === '_drawbridge')
    expect(notices).toHaveLength(1)
  })
})

describe('a pair', () => {
  const paced = { threadMessages: null, perMinute: 3 }

  it('is told when it may send again, in whatever thread, and then may', async () => {
    const { say, pass } = open(paced)
    for (let n = 0; n < 3; n++)
      await say(n === 1 ? 'chatgpt' : 'claude', n === 1 ? 'claude' : 'chatgpt')
    await expect(say('chatgpt', 'claude')).rejects.toMatchObject({
      code: 'pair-too-fast',
      details: { seconds: 60 },
    })
    await say('owner', 'claude')
    await say('claude', 'owner')
    pass(60_000)
    await say('chatgpt', 'claude')
  })

  it('has not used up what a retry repeats', async () => {
    const { conversation } = open(paced)
    const request = { to: ['chatgpt'], text: 'one', idempotencyKey: 'k' }
    for (let n = 0; n < 10; n++) await conversation.send('claude', request)
  })

  it('keeps its budget over a restart, and no longer than a minute', async () => {
    const first = open(paced)
    for (let n = 0; n < 3; n++) await first.say('claude', 'chatgpt')
    await first.store.close()
    const second = open(paced, first.dir, first.time.now + 1000)
    expect(await refusal(() => second.say('claude', 'chatgpt'))).toBe('pair-too-fast')
    second.pass(59_000)
    await second.say('claude', 'chatgpt')
  })

  it.each([-5 * 3_600_000, 5 * 3_600_000])(
    'is not frozen by a clock set by %i ms',
    async (jump) => {
      const { say, time } = open(paced)
      for (let n = 0; n < 3; n++) await say('claude', 'chatgpt')
      time.now += jump
      time.steady += 60_000
      await say('claude', 'chatgpt')
    },
  )

  it.each([-5 * 3_600_000, 5 * 3_600_000])(
    'is not frozen by a restart with a clock set by %i ms',
    async (jump) => {
      const first = open({ ...paced, charactersPerDay: 1000 })
      for (let n = 0; n < 3; n++) await first.say('claude', 'chatgpt', undefined, 'x'.repeat(300))
      await first.store.close()
      const second = open({ ...paced, charactersPerDay: 2000 }, first.dir, first.time.now + jump)
      await second.say('claude', 'chatgpt')
    },
  )

  it('may say so many characters a day, which come back by the hour', async () => {
    const { say, pass } = open({ threadMessages: null, charactersPerDay: 1000 })
    await say('claude', 'chatgpt', undefined, 'x'.repeat(600))
    await expect(say('chatgpt', 'claude', undefined, 'y'.repeat(401))).rejects.toMatchObject({
      code: 'pair-over-budget',
      details: { hours: 25 },
    })
    await say('chatgpt', 'claude', undefined, 'y'.repeat(400))
    pass(25 * 3_600_000)
    await say('claude', 'chatgpt', undefined, 'x'.repeat(1000))
  })
})

describe('the characters of a day', () => {
  const day = { threadMessages: null, charactersPerDay: 1000 }

  async function overdrawn() {
    const bridge = open(day)
    const { thread } = await bridge.say('claude', 'chatgpt', undefined, 'x'.repeat(900))
    const speak = (from: string, to: string, length: number) =>
      bridge.say(from, to, thread, `${from} ${'y'.repeat(length - from.length - 1)}`)
    expect(await refusal(() => speak('chatgpt', 'claude', 200))).toBe('pair-over-budget')
    return { ...bridge, thread, speak }
  }

  it('pause the thread they are spent in, and both models and the owner are told', async () => {
    const { conversation, thread, speak } = await overdrawn()
    expect(conversation.heldThreads()).toMatchObject([{ id: thread, heldFor: 'characters' }])
    expect(conversation.thread(thread).at(-1)).toMatchObject({
      from: '_drawbridge',
      to: ['claude', 'chatgpt'],
      text: expect.stringContaining('exchanged the 1000 characters'),
    })
    expect(await refusal(() => speak('claude', 'chatgpt', 10))).toBe('thread-paused')
    // A bound of messages of its own is another matter.
    await conversation.boundThread(thread, 50)
    expect(conversation.heldThreads()).toHaveLength(1)
  })

  it('are given once more to a thread that may have as much again', async () => {
    const { conversation, thread, speak, store, dir } = await overdrawn()
    await conversation.decideThread(thread, 'more')
    expect(conversation.thread(thread).at(-1)?.text).toContain('for 1000 more characters')
    await speak('chatgpt', 'claude', 600)
    await store.close()
    // What is left of it outlives a restart.
    const again = open(day, dir)
    await again.say('claude', 'chatgpt', thread, 'z'.repeat(400))
    expect(await refusal(() => again.say('chatgpt', 'claude', thread, 'Now.'))).toBe(
      'pair-over-budget',
    )
    expect(again.conversation.heldThreads()).toMatchObject([{ heldFor: 'characters' }])
  })

  it('bind a thread that goes on without a bound no longer, and others still', async () => {
    const { conversation, thread, speak, say } = await overdrawn()
    await conversation.decideThread(thread, 'on')
    await speak('chatgpt', 'claude', 5_000)
    const begin = () => say('claude', 'chatgpt', undefined, 'w'.repeat(200))
    expect(await refusal(begin)).toBe('pair-over-budget')
    // Nothing was begun, so the owner is asked where the two spoke last, and once.
    expect(conversation.heldThreads()).toMatchObject([{ id: thread, heldFor: 'characters' }])
    const heard = conversation.thread(thread).length
    expect(await refusal(begin)).toBe('pair-over-budget')
    expect(conversation.thread(thread)).toHaveLength(heard)
  })

  it('leave an ended thread ended, and one of others alone', async () => {
    const { conversation, thread } = await overdrawn()
    await conversation.decideThread(thread, 'end')
    expect(conversation.heldThreads()).toEqual([])
  })
})

describe('the same words twice in a row', () => {
  it('are refused in a thread, and when they begin one; others, and later, are not', async () => {
    const { say } = open({ threadMessages: null, refuseRepeats: true })
    const { thread, id } = await say('claude', 'chatgpt', undefined, 'Thanks!')
    await expect(say('claude', 'chatgpt', thread, 'Thanks!')).rejects.toMatchObject({
      code: 'message-repeated',
      details: { id },
    })
    expect(await refusal(() => say('claude', 'chatgpt', undefined, 'Thanks!'))).toBe(
      'message-repeated',
    )
    await say('chatgpt', 'claude', thread, 'Thanks!')
    expect(await refusal(() => say('claude', 'chatgpt', thread, 'Thanks!'))).toBe(
      'message-repeated',
    )
    await say('claude', 'chatgpt', thread, 'Bye.')
    await say('claude', 'chatgpt', thread, 'Thanks!')
    await say('owner', 'claude', thread, 'Yes.')
    await say('owner', 'claude', thread, 'Yes.')
  })

  it('are refused after a restart too', async () => {
    const first = open({ refuseRepeats: true })
    const { thread } = await first.say('claude', 'chatgpt', undefined, 'Thanks!')
    await first.store.close()
    const { say } = open({ refuseRepeats: true }, first.dir)
    expect(await refusal(() => say('claude', 'chatgpt', thread, 'Thanks!'))).toBe(
      'message-repeated',
    )
    await say('claude', 'chatgpt', thread, 'Bye.')
    await say('claude', 'chatgpt', thread, 'Thanks!')
  })

  it('may be sent again when the first time was undone', async () => {
    const { store, say } = open({ refuseRepeats: true })
    const lastWords = createLastWords(store)
    const undone = { from: 'claude', to: ['chatgpt'], text: 'Thanks!', thread: null }
    lastWords.sent(undone, 99)
    expect(lastWords.repeated(undone)).toBeUndefined()
    const { seq } = await say('claude', 'chatgpt', undefined, 'Thanks!')
    lastWords.sent(undone, seq)
    expect(lastWords.repeated(undone)).toBe(seq)
  })

  it('are one message when both arrive in the same moment', async () => {
    const { conversation, say } = open({ refuseRepeats: true })
    const { thread } = await say('claude', 'chatgpt')
    const twice = [1, 2].map(() => say('chatgpt', 'claude', thread, 'Once.'))
    const states = (await Promise.allSettled(twice)).map(({ status }) => status)
    expect(states).toEqual(['fulfilled', 'rejected'])
    expect(conversation.thread(thread)).toHaveLength(2)
  })
})

describe('the bridge itself, as a sender of notices', () => {
  it('is no participant: it has no inbox, cannot be written to, and nobody can be called so', async () => {
    const { conversation, say } = open()
    expect(conversation.participants().map(({ id }) => id)).toEqual(['owner', 'claude', 'chatgpt'])
    expect(conversation.counts().inboxes.map(({ participant }) => participant)).not.toContain(
      '_drawbridge',
    )
    expect(await refusal(() => say('claude', '_drawbridge'))).toBe('unknown-participant')
    expect(await refusal(() => say('_drawbridge', 'claude'))).toBe('unknown-participant')
    expect(await refusal(() => conversation.addParticipant('_drawbridge'))).toBe(
      'invalid-participant',
    )
  })
})
