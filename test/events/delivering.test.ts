/** Delivering: nothing is lost, nothing comes twice under another id, and one receiver delays no other. */
import { expect, it, vi } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { openCallback, status } from '../fakes/callback/callback.ts'
import {
  newWorld,
  openWebhooks,
  secret,
  subscriber,
  watching,
  type World,
} from './open-webhooks.ts'

async function chatting(world: World, given: Parameters<typeof openWebhooks>[1] = {}) {
  const open = openWebhooks(world, given)
  for (const who of ['claude', 'chatgpt', 'guest']) await open.conversation.addParticipant(who)
  return open
}

const until = (check: () => void) => vi.waitFor(check, 10_000)

/** Lets time pass, and everything that is due then happen. */
async function after(world: World, ms: number, webhooks: { look(): Promise<void> }) {
  world.now += ms
  await webhooks.look()
}

it('tells who wrote, where and which, and not a word of the text', async () => {
  const world = newWorld()
  const { webhooks, conversation } = await chatting(world)
  const callback = await openCallback()
  const { id } = await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  const { message } = await conversation.send('claude', { to: ['chatgpt'], text: 'SECRET PLAN' })
  const [event] = await callback.received(1)
  expect(event?.body).not.toContain('SECRET')
  expect(event?.json).toEqual({
    eventId: expect.stringMatching(/^evt_[0-9a-f]{32}$/) as string,
    name: 'message.received',
    timestamp: new Date(world.now).toISOString(),
    cursor: String(message.seq),
    data: {
      line: `claude has sent you message ${message.id} in thread ${message.thread}; check_inbox has its text.`,
      from: 'claude',
      thread: message.thread,
      message: message.id,
      importance: 'normal',
      events: 1,
    },
  })
  expect(event?.headers).toMatchObject({
    'content-type': 'application/json',
    'webhook-id': event?.json.eventId,
    'x-mcp-subscription-id': id,
  })
})

it('keeps to the filter, and tells nobody of what others were sent', async () => {
  const world = newWorld()
  const { webhooks, conversation } = await chatting(world)
  const callback = await openCallback()
  const who = subscriber(world, 'chatgpt')
  const first = await conversation.send('claude', { to: ['chatgpt'], text: 'begin' })
  const { thread } = first.message
  for (const [path, filter] of Object.entries({
    '/from': { from: 'claude' },
    '/high': { importance: 'high' },
    '/thread': { thread },
  })) {
    await webhooks.subscribe(who, watching(callback.url(path), { arguments: filter }))
  }
  await webhooks.subscribe(subscriber(world, 'guest'), watching(callback.url('/guest')))
  await conversation.send('guest', { to: ['chatgpt'], text: 'x', importance: 'high' })
  await conversation.send('claude', { to: ['chatgpt'], text: 'x', thread })
  await conversation.send('claude', { to: ['guest'], text: 'the last' })
  const events = await callback.received(4)
  expect(events.map(({ path }) => path).toSorted()).toEqual(['/from', '/guest', '/high', '/thread'])
})

it('signs with the secret before as well for a day after it was changed', async () => {
  const world = newWorld()
  const { webhooks, conversation } = await chatting(world)
  const callback = await openCallback()
  const who = subscriber(world, 'chatgpt')
  await webhooks.subscribe(who, watching(callback.url(), { secret: secret(1) }))
  await webhooks.subscribe(who, watching(callback.url(), { secret: secret(2) }))
  await conversation.send('claude', { to: ['chatgpt'], text: 'one' })
  await callback.received(1)
  await until(() => expect(webhooks.list()[0]?.delivered).toBe(1))
  world.now += 25 * 3_600_000
  await conversation.send('claude', { to: ['chatgpt'], text: 'two' })
  const [during, afterwards] = await callback.received(2)
  const signature = (event: typeof during, key: string) =>
    new Webhook(key).sign(
      String(event?.headers['webhook-id']),
      new Date(Number(event?.headers['webhook-timestamp']) * 1_000),
      event?.body ?? '',
    )
  expect(during?.headers['webhook-signature']).toBe(
    `${signature(during, secret(2))} ${signature(during, secret(1))}`,
  )
  expect(afterwards?.headers['webhook-signature']).toBe(signature(afterwards, secret(2)))
})

it('tries again after a second with the same id and body and a new signature', async () => {
  const world = newWorld()
  const { webhooks, conversation } = await chatting(world)
  const callback = await openCallback()
  await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  callback.onEvent = status(503)
  await conversation.send('claude', { to: ['chatgpt'], text: 'x' })
  await callback.received(1)
  await until(() => expect(webhooks.list()[0]).toMatchObject({ failures: 1, waiting: 1 }))
  expect(webhooks.list()[0]?.retryAt).toBe(world.now + 1_000)
  callback.onEvent = status(200)
  await after(world, 1_000, webhooks)
  const [first, second] = await callback.received(2)
  expect(second?.body).toBe(first?.body)
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  expect(second?.headers['webhook-signature']).not.toBe(first?.headers['webhook-signature'])
  await until(() =>
    expect(webhooks.list()[0]).toMatchObject({ failures: 0, waiting: 0, delivered: 1 }),
  )
})

it('waits as long as the receiver asks for, and at most an hour', async () => {
  const world = newWorld()
  const { webhooks, conversation } = await chatting(world)
  const callback = await openCallback()
  await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  callback.onEvent = status(429, { 'retry-after': '90' })
  await conversation.send('claude', { to: ['chatgpt'], text: 'x' })
  await until(() => expect(webhooks.list()[0]?.retryAt).toBe(world.now + 90_000))
  callback.onEvent = status(429, { 'retry-after': '90000' })
  await after(world, 90_000, webhooks)
  await until(() => expect(webhooks.list()[0]?.retryAt).toBe(world.now + 3_600_000))
})

it('410 ends the subscription', async () => {
  const world = newWorld()
  const { webhooks, conversation } = await chatting(world)
  const callback = await openCallback()
  callback.onEvent = status(410)
  await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  await conversation.send('claude', { to: ['chatgpt'], text: 'x' })
  await until(() => expect(world.ended).toEqual(['it answered 410']))
  expect(webhooks.list()).toEqual([])
})

it('413 is not tried again, and the next event is sent', async () => {
  const world = newWorld()
  const { webhooks, conversation } = await chatting(world)
  const callback = await openCallback()
  callback.onEvent = status(413)
  await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  await conversation.send('claude', { to: ['chatgpt'], text: 'x' })
  await until(() => expect(webhooks.list()[0]).toMatchObject({ refused: 1, waiting: 0 }))
  callback.onEvent = status(200)
  const { message } = await conversation.send('claude', { to: ['chatgpt'], text: 'y' })
  const events = await callback.received(2)
  expect(events[1]?.json.data?.['message']).toBe(message.id)
})

it.each([301, 307, 400, 401, 403, 404, 405, 415])(
  '%s three times holds the subscription, and refreshing it sends what waited',
  async (code) => {
    const world = newWorld()
    const { webhooks, conversation } = await chatting(world)
    const callback = await openCallback()
    callback.onEvent = status(code, { location: '/elsewhere' })
    const who = subscriber(world, 'chatgpt')
    await webhooks.subscribe(who, watching(callback.url()))
    await conversation.send('claude', { to: ['chatgpt'], text: 'x' })
    for (const [attempt, delay] of [2_000, 300_000].entries()) {
      await until(() => expect(webhooks.list()[0]?.failures).toBe(attempt + 1))
      await after(world, delay, webhooks)
    }
    await until(() => expect(webhooks.list()[0]).toMatchObject({ held: 'refused', waiting: 1 }))
    await after(world, 86_400_000, webhooks)
    callback.onEvent = status(200)
    await conversation.send('claude', { to: ['chatgpt'], text: 'y' })
    expect(callback.events).toHaveLength(3)
    await webhooks.subscribe(who, watching(callback.url()))
    await until(() => expect(webhooks.list()[0]).toMatchObject({ held: null, waiting: 0 }))
    const ids = callback.events.map(({ json }) => json.eventId)
    expect(new Set(ids.slice(0, 4)).size).toBe(1)
  },
)

it('a flood gathers while the receiver is slow, and is told as one event', async () => {
  const world = newWorld()
  const { webhooks, conversation } = await chatting(world)
  const callback = await openCallback()
  let letGo = () => {}
  callback.onEvent = (res) => {
    letGo = () => void res.writeHead(200).end()
  }
  await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  await conversation.send('claude', { to: ['chatgpt'], text: 'first' })
  await callback.received(1)
  const sent = []
  for (let n = 0; n < 40; n++)
    sent.push(await conversation.send('claude', { to: ['chatgpt'], text: `${n}` }))
  callback.onEvent = status(200)
  letGo()
  const [, gathered] = await callback.received(2)
  expect(gathered?.json.data).toMatchObject({ events: 40, message: sent.at(-1)?.message.id })
  await until(() => expect(webhooks.list()[0]?.waiting).toBe(0))
  expect(callback.events).toHaveLength(2)
})

it('sends one subscription at most twenty events a minute', async () => {
  const world = newWorld()
  const { webhooks, conversation } = await chatting(world)
  const callback = await openCallback()
  await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  for (let n = 1; n <= 20; n++) {
    await conversation.send('claude', { to: ['chatgpt'], text: `${n}` })
    await until(() => expect(webhooks.list()[0]?.delivered).toBe(n))
  }
  for (let n = 0; n < 5; n++)
    await conversation.send('claude', { to: ['chatgpt'], text: `more ${n}` })
  await webhooks.look()
  expect(callback.events).toHaveLength(20)
  await after(world, 60_000, webhooks)
  const events = await callback.received(21)
  expect(events[20]?.json.data).toMatchObject({ events: 5 })
})

it('a receiver that never answers delays no other', async () => {
  const world = newWorld()
  const { webhooks, conversation } = await chatting(world)
  const [slow, quick] = [await openCallback(), await openCallback()]
  slow.onEvent = () => {}
  await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(slow.url()))
  await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(quick.url()))
  await conversation.send('claude', { to: ['chatgpt'], text: '1' })
  await slow.received(1)
  await conversation.send('claude', { to: ['chatgpt'], text: '2' })
  await quick.received(2)
  expect(slow.events).toHaveLength(1)
  slow.stop()
})

it('wakes nobody while the bridge is raised, and tells it when it is lowered', async () => {
  const world = newWorld()
  const { webhooks, conversation } = await chatting(world)
  const callback = await openCallback()
  await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  world.open = false
  await conversation.send('claude', { to: ['chatgpt'], text: 'x' })
  await webhooks.look()
  expect(webhooks.wakes('chatgpt')).toBe(false)
  expect(webhooks.list()[0]).toMatchObject({ waiting: 1, lastAt: null })
  world.open = true
  await webhooks.look()
  await callback.received(1)
})

it('wakes nobody for a thread that is paused, and not by the notice that says so', async () => {
  const world = newWorld()
  world.bounds = { ...world.bounds, threadMessages: 2 }
  const { webhooks, conversation } = await chatting(world)
  const callback = await openCallback()
  callback.onEvent = status(503)
  await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  const { message } = await conversation.send('claude', { to: ['chatgpt'], text: '1' })
  const { thread } = message
  await until(() => expect(webhooks.list()[0]?.failures).toBe(1))
  await conversation.send('chatgpt', { to: ['claude'], text: '2', thread })
  await expect(
    conversation.send('claude', { to: ['chatgpt'], text: '3', thread }),
  ).rejects.toThrow()
  expect(conversation.heldThreads()).toHaveLength(1)
  callback.onEvent = status(200)
  await after(world, 60_000, webhooks)
  expect(callback.events).toHaveLength(1)
  await conversation.decideThread(thread, 'more')
  const events = await callback.received(2)
  await until(() => expect(webhooks.list()[0]?.waiting).toBe(0))
  expect(events.map(({ json }) => json.data?.['message'])).toEqual([message.id, message.id])
})

it.each([
  ['its sign-in has ended', (world: World) => world.standings.clear()],
  [
    'its client speaks as somebody else now',
    (world: World) =>
      void world.standings.set('grant-of-chatgpt', {
        ...world.standings.get('grant-of-chatgpt')!,
        participant: 'guest',
      }),
  ],
  [
    'its permission was taken away',
    (world: World) =>
      void world.standings.set('grant-of-chatgpt', {
        ...world.standings.get('grant-of-chatgpt')!,
        scopes: new Set(['messages:write']),
      }),
  ],
  [
    'its address is gone',
    (world: World) => {
      world.origin = 'lost'
    },
  ],
  [
    'it was not refreshed',
    (world: World) => {
      world.now += 8 * 86_400_000
    },
  ],
])('ends when %s, before the next attempt', async (reason, happens) => {
  const world = newWorld()
  const { webhooks, conversation } = await chatting(world)
  const callback = await openCallback()
  callback.onEvent = status(503)
  await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  await conversation.send('claude', { to: ['chatgpt'], text: 'x' })
  await until(() => expect(webhooks.list()[0]?.failures).toBe(1))
  happens(world)
  await after(world, 5_000, webhooks)
  await until(() => expect(world.ended).toEqual([reason]))
  expect(webhooks.list()).toEqual([])
  expect(callback.events).toHaveLength(1)
})

it('waits while its address is away', async () => {
  const world = newWorld()
  const { webhooks, conversation } = await chatting(world)
  const callback = await openCallback()
  await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  world.origin = 'away'
  await conversation.send('claude', { to: ['chatgpt'], text: 'x' })
  await webhooks.look()
  expect(webhooks.list()[0]).toMatchObject({ waiting: 1, lastAt: null })
  world.origin = 'here'
  await webhooks.look()
  await callback.received(1)
})

it('does not wake for a message that was read meanwhile', async () => {
  const world = newWorld()
  const read = new Set<unknown>()
  const { webhooks, conversation } = await chatting(world, {
    listens: () => true,
    dealtWith: (_one, { about }) => read.has(about['message']),
  })
  const callback = await openCallback()
  await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  const { message } = await conversation.send('claude', { to: ['chatgpt'], text: 'x' })
  expect(webhooks.list()[0]?.waiting).toBe(1)
  read.add(message.id)
  await after(world, 15_000, webhooks)
  await until(() => expect(webhooks.list()[0]?.waiting).toBe(0))
  expect(callback.events).toEqual([])
})

it('what a crash left is sent after it under the id it had, and nothing joins it', async () => {
  const world = newWorld()
  const before = await chatting(world)
  const callback = await openCallback()
  callback.onEvent = (res) => void res.destroy()
  await before.webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  world.open = false
  await before.conversation.send('claude', { to: ['chatgpt'], text: '1' })
  const id = before.store.db.prepare('SELECT event_id FROM event_outbox').get()?.['event_id']
  await before.close()
  world.open = true
  callback.onEvent = status(200)
  const { webhooks, conversation } = openWebhooks(world)
  await conversation.send('claude', { to: ['chatgpt'], text: '2' })
  await webhooks.look()
  const events = await callback.received(2)
  expect(events[0]?.json.eventId).toBe(id)
  expect(events.map(({ json }) => json.data?.['events'])).toEqual([1, 1])
})

it('a write that is undone leaves no event behind', async () => {
  const world = newWorld()
  const { webhooks, conversation, store } = await chatting(world)
  const callback = await openCallback()
  await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  const stop = conversation.alongside(() => {
    throw new Error('undone')
  })
  await expect(conversation.send('claude', { to: ['chatgpt'], text: 'x' })).rejects.toThrow(
    'undone',
  )
  stop()
  expect(store.db.prepare('SELECT count(*) AS rows FROM event_outbox').get()).toEqual({ rows: 0 })
})

it('tells others, and not the writer, that a file changed', async () => {
  const world = newWorld()
  const { webhooks, conversation } = await chatting(world)
  const callback = await openCallback()
  for (const who of ['claude', 'chatgpt']) {
    await webhooks.subscribe(
      subscriber(world, who),
      watching(callback.url(`/${who}`), { name: 'file.changed', arguments: { name: 'plan.md' } }),
    )
  }
  await conversation.writeFile('guest', { name: 'other.md', content: 'x' })
  await conversation.writeFile('claude', { name: 'plan.md', content: 'TEXT' })
  const [event] = await callback.received(1)
  expect(event?.path).toBe('/chatgpt')
  expect(event?.json.data).toEqual({
    line: 'claude has written version 1 of a shared file; list_files shows it.',
    name: 'plan.md',
    version: 1,
    deleted: false,
    by: 'claude',
    events: 1,
  })
  await conversation.deleteFile('chatgpt', 'plan.md')
  const [, deleted] = await callback.received(2)
  expect(deleted?.path).toBe('/claude')
  expect(deleted?.json.data).toMatchObject({ deleted: true, version: 2 })
})

it('enters what was received in the commit that settles its delivery', async () => {
  const world = newWorld()
  const settled: (number | undefined)[] = []
  const { store, webhooks, conversation } = await chatting(world, {
    leaving: () => ({
      drop() {},
      end() {
        void store.write(() => {}).then(() => settled.push(webhooks.list()[0]?.delivered))
      },
    }),
  })
  const callback = await openCallback()
  await webhooks.subscribe(subscriber(world, 'chatgpt'), watching(callback.url()))
  await conversation.send('claude', { to: ['chatgpt'], text: 'x' })
  await until(() => expect(settled).toEqual([1]))
})
