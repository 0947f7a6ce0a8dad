/** A subscriber written by others: @ai-sdk/mcp in direct mode, over /mcp and a callback of its own. */
import {
  createMCPClient,
  experimental_createMCPEventWebhook as createWebhook,
  type Experimental_MCPEvent as MCPEvent,
  type Experimental_MCPEventStore as MCPEventStore,
  type Experimental_MCPEventSubscription as MCPEventSubscription,
} from '@ai-sdk/mcp'
import type { ServerResponse } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { expect, it, onTestFinished, vi } from 'vitest'
import { openCallback, type FakeCallback, type Posted } from '../fakes/callback/callback.ts'
import { newWorld, openWebhooks, secret, type World } from '../events/open-webhooks.ts'
import { openMcpHost } from './mcp-host.ts'

function memoryStore() {
  const kept = new Map<string, MCPEventSubscription>()
  const store: MCPEventStore = {
    get: async (key) => kept.get(key),
    getById: async (id) => [...kept.values()].find((one) => one.id === id),
    set: async (one) => void kept.set(one.key, one),
    update: async (key, patch) => {
      const before = kept.get(key)
      if (before) kept.set(key, { ...before, ...patch })
    },
    delete: async (key) => void kept.delete(key),
  }
  return { kept, store }
}

/** With the store and the address of one that ended, to play its restart. */
async function openSubscriber({ kept, store } = memoryStore(), of?: FakeCallback) {
  const events: MCPEvent[] = []
  const webhook = createWebhook({ store, onEvent: async ({ event }) => void events.push(event) })
  const callback = of ?? (await openCallback())
  const statuses: number[] = []
  const hand = async (res: ServerResponse, { path, headers, body }: Posted) => {
    const answer = await webhook(
      new Request(callback.url(path), {
        method: 'POST',
        headers: Object.entries(headers).map(
          ([name, value]) => [name, String(value)] as [string, string],
        ),
        body,
      }),
    )
    statuses.push(answer.status)
    res.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
  }
  callback.onChallenge = (res, posted) => void hand(res, posted)
  callback.onEvent = (res, posted) => void hand(res, posted)
  async function connect(url: string) {
    const client = await createMCPClient({
      transport: { type: 'http', url, headers: { authorization: 'Bearer chatgpt' } },
      experimental_events: { store },
    })
    onTestFinished(() => client.close())
    return client.experimental_events
  }
  const delivery = { mode: 'webhook' as const, url: callback.url() }
  return { kept, store, events, statuses, callback, connect, delivery }
}

function allowChatgpt(world: World) {
  world.standings.set('chatgpt', {
    clientId: 'client-of-chatgpt',
    clientName: 'chatgpt',
    participant: 'chatgpt',
    scopes: new Set(['messages:read', 'files:read']),
  })
}

async function openServer(world: World) {
  const open = openWebhooks(world)
  const host = await openMcpHost({ events: open.webhooks })
  return { ...open, url: host.url }
}

it('lists, subscribes with verification, is told, refreshes under the same id and unsubscribes', async () => {
  const world = newWorld()
  world.now = Date.now()
  allowChatgpt(world)
  const { webhooks, conversation, url } = await openServer(world)
  for (const who of ['claude', 'chatgpt']) await conversation.addParticipant(who)
  const subscriber = await openSubscriber()
  const events = await subscriber.connect(url)
  const listed = await events.list()
  expect(listed.events.map(({ name }) => name)).toContain('message.received')
  await events.subscribe({
    name: 'message.received',
    arguments: { from: 'claude' },
    delivery: subscriber.delivery,
  })
  expect(subscriber.callback.challenges).toHaveLength(1)
  const { message } = await conversation.send('claude', { to: ['chatgpt'], text: 'x' })
  await vi.waitFor(() => expect(subscriber.events).toHaveLength(1), 10_000)
  expect(subscriber.events[0]).toMatchObject({
    name: 'message.received',
    data: { message: message.id, from: 'claude' },
    cursor: String(message.seq),
  })
  const [key = ''] = subscriber.kept.keys()
  const id = subscriber.kept.get(key)?.id
  await events.refresh({ key })
  expect(subscriber.kept.get(key)?.id).toBe(id)
  expect(webhooks.list().map((one) => one.id)).toEqual([id])
  await events.unsubscribe({ key })
  expect([webhooks.list(), subscriber.kept.size]).toEqual([[], 0])
})

it('a delivery that comes while a refresh is under way is refused, and taken a second later', async () => {
  const world = newWorld()
  world.now = Date.now()
  allowChatgpt(world)
  const { webhooks, conversation, url } = await openServer(world)
  for (const who of ['claude', 'chatgpt']) await conversation.addParticipant(who)
  const subscriber = await openSubscriber()
  const events = await subscriber.connect(url)
  await events.subscribe({ name: 'message.received', delivery: subscriber.delivery })
  const [key = ''] = subscriber.kept.keys()
  await subscriber.store.update(key, { status: 'pending' })
  await conversation.send('claude', { to: ['chatgpt'], text: 'x' })
  await vi.waitFor(() => expect(subscriber.statuses).toContain(503), 10_000)
  await subscriber.store.update(key, { status: 'active' })
  await vi.waitFor(() => expect(webhooks.list()[0]?.failures).toBe(1), 10_000)
  world.now += 1_000
  await webhooks.look()
  await vi.waitFor(() => expect(subscriber.events).toHaveLength(1), 10_000)
})

it('goes on after a restart of the bridge, and after one of the subscriber', async () => {
  const world = newWorld()
  world.now = Date.now()
  allowChatgpt(world)
  const before = await openServer(world)
  for (const who of ['claude', 'chatgpt']) await before.conversation.addParticipant(who)
  const subscriber = await openSubscriber()
  const events = await subscriber.connect(before.url)
  await events.subscribe({ name: 'message.received', delivery: subscriber.delivery })
  const id = before.webhooks.list()[0]?.id
  await before.close()
  const after = await openServer(world)
  await after.conversation.send('claude', { to: ['chatgpt'], text: 'after the restart' })
  await vi.waitFor(() => expect(subscriber.events).toHaveLength(1), 10_000)
  // Only its store is left of it.
  const anew = await subscriber.connect(after.url)
  const [key = ''] = subscriber.kept.keys()
  await anew.refresh({ key })
  expect(after.webhooks.list().map((one) => one.id)).toEqual([id])
  await after.conversation.send('claude', { to: ['chatgpt'], text: 'and again' })
  await vi.waitFor(() => expect(subscriber.events).toHaveLength(2), 10_000)
})

/** Which of the secrets signed it, as a library of others verifies it. */
function signedBy({ headers, body }: Posted, secrets: readonly string[]): string[] {
  return secrets.filter((one) => {
    try {
      new Webhook(one).verify(body, headers as Record<string, string>)
      return true
    } catch {
      return false
    }
  })
}

it('over a change of the secret and restarts of both, every event arrives, signed with the secret that counts, and under one id', async () => {
  const world = newWorld()
  const pass = (ms: number) => {
    world.now += ms
    vi.setSystemTime(world.now)
  }
  world.now = Date.now()
  onTestFinished(() => void vi.useRealTimers())
  pass(0)
  allowChatgpt(world)
  let server = await openServer(world)
  for (const who of ['claude', 'chatgpt']) await server.conversation.addParticipant(who)
  const sent: string[] = []
  const send = async () => {
    const { message } = await server.conversation.send('claude', { to: ['chatgpt'], text: 'x' })
    sent.push(message.id)
  }
  const [first, second] = [secret(1, 32), secret(2, 32)]
  const before = await openSubscriber()
  let events = await before.connect(server.url)
  const delivery = { ...before.delivery, secret: first }
  await events.subscribe({ name: 'message.received', delivery })
  const [key = ''] = before.kept.keys()
  const [{ id } = { id: '' }] = server.webhooks.list()
  const { callback } = before
  const signatures = (posted: Posted[]) => posted.map((one) => signedBy(one, [first, second]))
  /** Once it is written down as taken. */
  const taken = (count: number) =>
    vi.waitFor(() => expect(server.webhooks.list()[0]?.delivered).toBe(count), 10_000)
  await send()
  await taken(1)
  expect(signatures(callback.events)).toEqual([[first]])

  // It changes its secret: from now on it knows the new one alone.
  const { delivery: known } = before.kept.get(key) ?? {}
  if (!known) throw new Error('It keeps no subscription')
  await before.store.update(key, { delivery: { ...known, secret: second } })
  await events.refresh({ key })
  await send()
  await taken(2)
  expect(signatures(callback.events.slice(1))).toEqual([[first, second]])

  // The bridge restarts while the answer to an event is lost, after the subscriber took it.
  const { onEvent } = callback
  callback.onEvent = (res, posted) => {
    const { destroy } = res
    res.end = (() => destroy.call(res)) as typeof res.end
    onEvent(res, posted)
  }
  await send()
  await vi.waitFor(() => expect(server.webhooks.list()[0]?.failures).toBe(1), 10_000)
  await server.close()
  server = await openServer(world)
  callback.onEvent = onEvent
  pass(2_000)
  await server.webhooks.look()
  await taken(3)
  expect(before.events).toHaveLength(4)

  // The subscriber restarts: only its store and its address are left of it.
  callback.onEvent = (res) => void res.destroy()
  await send()
  await vi.waitFor(() => expect(server.webhooks.list()[0]?.failures).toBe(1), 10_000)
  const after = await openSubscriber({ kept: before.kept, store: before.store }, callback)
  events = await after.connect(server.url)
  await events.refresh({ key })
  pass(2_000)
  await server.webhooks.look()
  await taken(4)

  // A day later the secret before counts no longer, and the callback proves itself with the new one.
  pass(25 * 60 * 60_000)
  await events.refresh({ key })
  expect(signatures(callback.challenges.slice(1))).toEqual([[second]])
  await send()
  await taken(5)
  expect(signatures(callback.events.slice(-1))).toEqual([[second]])

  expect(server.webhooks.list().map((one) => one.id)).toEqual([id])
  const received = [...before.events, ...after.events]
  const ids = new Map(received.map(({ eventId, data }) => [eventId, data['message']]))
  expect([...ids.values()]).toEqual(sent)
  expect([...before.statuses, ...after.statuses].filter((one) => one >= 400)).toEqual([])
})
