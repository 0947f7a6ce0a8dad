/** How far a client comes that wants to be woken by events, on the real bridge with a callback on this computer. */
import { expect, it } from 'vitest'
import { echo, openCallback, status } from '../fakes/callback/callback.ts'
import { loopbackPoster, secret } from '../events/open-webhooks.ts'
import { openLadderWorld } from './ladder-world.ts'

async function connected() {
  const callback = await openCallback()
  const world = await openLadderWorld({ poster: loopbackPoster() })
  const client = world.client('chatgpt')
  await client.connect()
  const watch = {
    name: 'message.received',
    arguments: {},
    delivery: { mode: 'webhook', url: callback.url(), secret: secret(1) },
  }
  return {
    ...world,
    callback,
    client,
    subscribe: () => client.call('events/subscribe', watch),
    unsubscribe: () => client.call('events/unsubscribe', watch),
    send: (text: string) => world.invoke('conversation.send', { to: ['chatgpt'], text }),
    async rungs() {
      const { rungs } = await world.ladder()
      return Object.fromEntries(rungs.slice(10).map(({ id, state }) => [id, state]))
    },
    async check() {
      const steps = await world.invoke('doctor.system')
      const { state, problem } = steps.find(({ id }) => id === 'events') ?? {}
      return [state, problem?.code]
    },
  }
}

it('one that never subscribes has no such rungs, and nothing is wrong with it', async () => {
  const world = await connected()
  expect(await world.rungs()).toEqual({})
  expect((await world.ladder()).verdict).toBeNull()
  expect(await world.check()).toEqual(['ok', undefined])
})

it('subscribed, its callback proved itself, its first event taken; and nothing of it once it unsubscribed', async () => {
  const world = await connected()
  await world.subscribe()
  expect(await world.rungs()).toEqual({ subscribed: 'done', verified: 'done', woken: 'not-yet' })
  expect((await world.ladder()).verdict).toBeNull()
  await world.send('one')
  await expect.poll(world.rungs).toMatchObject({ woken: 'done' })
  const { rungs, verdict } = await world.ladder()
  expect(rungs.at(-1)?.request).toBe('POST callback message.received → 204')
  expect(verdict).toBeNull()
  await world.unsubscribe()
  expect(await world.rungs()).toEqual({})
})

it('a callback that does not prove itself is said to be the reason, over a restart, until it does', async () => {
  const world = await connected()
  world.callback.onChallenge = status(200)
  await world.subscribe()
  expect(await world.rungs()).toEqual({ subscribed: 'done', verified: 'failed', woken: 'not-yet' })
  const { verdict } = await world.ladder()
  expect(verdict).toMatchObject({
    code: 'wake-unproved',
    side: 'client',
    sentence:
      'ChatGPT asked to be woken by events, and its side did not prove itself: it did not send the challenge back.',
  })
  // A call that works says nothing about it.
  await world.client.call('tools/list')
  expect((await world.ladder()).verdict?.code).toBe('wake-unproved')
  expect(await world.check()).toEqual(['failed', 'wake-unproved'])
  const again = await world.restarted()
  expect((await again.ladder()).verdict?.code).toBe('wake-unproved')
  world.callback.onChallenge = echo
  const same = again.client('chatgpt', undefined, world.client)
  await same.call('events/subscribe', {
    name: 'message.received',
    delivery: { mode: 'webhook', url: world.callback.url(), secret: secret(1) },
  })
  expect((await again.ladder()).verdict).toBeNull()
})

it('one refusal is no fault; a second one in a row is, until it subscribes again', async () => {
  const world = await connected()
  await world.subscribe()
  world.callback.onEvent = status(503)
  await world.send('one')
  const refusals = async () => (await world.invoke('events.list')).subscriptions[0]?.refused
  await expect.poll(refusals).toBe(1)
  expect(await world.rungs()).toMatchObject({ woken: 'not-yet' })
  expect((await world.ladder()).verdict).toBeNull()
  world.pass(5_000)
  await world.invoke('bridge.move', { position: 'raised' })
  await world.invoke('bridge.move', { position: 'lowered' })
  await expect.poll(refusals).toBe(2)
  expect(await world.rungs()).toMatchObject({ woken: 'failed' })
  expect((await world.ladder()).verdict).toMatchObject({ code: 'wake-failing' })
  expect(await world.check()).toEqual(['failed', 'wake-failing'])
  await world.subscribe()
  expect(await world.rungs()).toMatchObject({ verified: 'done', woken: 'not-yet' })
  expect((await world.ladder()).verdict).toBeNull()
})
