/**
 * A day of 24 simulated hours: letters all day, the computer asleep, a receiver that is down and one that is dead
 * all day, restarts, and an address that goes for good and comes back as another. No event is lost or comes
 * twice under another id, and the bounds of attempts are kept.
 */
import { expect, it, vi } from 'vitest'
import { openCallback, status } from '../fakes/callback/callback.ts'
import { newWorld, openWebhooks, subscriber, watching } from './open-webhooks.ts'

const minute = 60_000
const hour = 60 * minute
const tick = 10 * minute

it('loses nothing and repeats nothing over a day, and keeps to its bounds', async () => {
  const world = newWorld()
  const began = world.now
  const callback = await openCallback()
  const dead = await openCallback()
  dead.onEvent = status(503)
  let open = openWebhooks(world)
  for (const who of ['claude', 'chatgpt', 'guest']) await open.conversation.addParticipant(who)
  const chatgpt = subscriber(world, 'chatgpt')
  const subscribe = (origin: string) =>
    open.webhooks.subscribe({ ...chatgpt, origin }, watching(callback.url()))
  await subscribe('https://one.example')
  await open.webhooks.subscribe(subscriber(world, 'guest'), watching(dead.url()))

  let sent = 0
  const send = async (): Promise<void> => {
    sent += 1
    await open.conversation.send('claude', { to: ['chatgpt', 'guest'], text: `letter ${sent}` })
  }
  const chatgptNow = () => open.webhooks.list().find(({ participant }) => participant === 'chatgpt')
  const waiting = () => chatgptNow()?.waiting ?? 0
  const isAnswered = (one: ReturnType<typeof chatgptNow>) =>
    one?.waiting === 0 || (one?.failures ?? 0) > 0
  /** When each event was first taken, and what each post said, by the clock of the day. */
  const posts: { at: number; eventId: string; body: string }[] = []
  const answer = (code: number) => () => {
    callback.onEvent = (res, { json, body }) => {
      posts.push({ at: world.now, eventId: json.eventId ?? '', body })
      status(code)(res, { path: '', headers: {}, body, json })
    }
  }
  answer(204)()

  const plan: readonly (readonly [number, () => unknown])[] = [
    [3, answer(503)],
    [6, answer(204)],
    [8, () => (world.origin = 'away')],
    [10, () => (world.origin = 'here')],
    // Asleep: nothing happens, and the clock is four hours on.
    [12, () => (world.now += 4 * hour)],
    [17, () => (world.open = false)],
    [18, () => (world.open = true)],
    [
      19,
      async () => {
        await open.close()
        open = openWebhooks(world)
      },
    ],
  ]
  let next = 0
  while (world.now < began + 21 * hour) {
    const [at, act] = plan[next] ?? [Infinity, () => {}]
    if (world.now >= began + at * hour) {
      next += 1
      await act()
    }
    await send()
    // Now and then many at once.
    if (sent % 20 === 0) await Promise.all(Array.from({ length: 30 }, send))
    world.now += tick
    await open.webhooks.look()
    // Before the next letter it has been taken, or refused.
    if (!world.open || world.origin !== 'here') continue
    await vi.waitFor(() => expect(chatgptNow()).toSatisfy(isAnswered), 10_000)
  }
  await vi.waitFor(async () => {
    world.now += hour / 60
    await open.webhooks.look()
    expect(waiting()).toBe(0)
  }, 10_000)
  const posted = new Map(posts.map(({ eventId, body }) => [eventId, body]))
  const count = (): number =>
    [...posted.values()].reduce(
      (sum, body) => sum + (JSON.parse(body) as { data: { events: number } }).data.events,
      0,
    )
  expect(count()).toBe(sent)
  for (const { eventId, body } of posts) expect(body).toBe(posted.get(eventId))

  // The address is gone for good: the subscription ends, what is written waits in the inbox, and the next one hears on.
  world.origin = 'lost'
  await open.webhooks.look()
  expect(world.ended).toEqual(['its address is gone', 'its address is gone'])
  const before = posts.length
  await send()
  world.now += hour
  await open.webhooks.look()
  expect(posts).toHaveLength(before)
  world.origin = 'here'
  await subscribe('https://two.example')
  await send()
  await vi.waitFor(() => expect(posts).toHaveLength(before + 1), 10_000)
  const { messages } = await open.conversation.inbox('chatgpt', { limit: 1 })
  expect(messages).toHaveLength(1)

  // At most twenty a minute for one subscription; the dead one was tried a few times an hour.
  for (const { at } of posts) {
    expect(posts.filter((one) => one.at > at - minute && one.at <= at).length).toBeLessThan(21)
  }
  expect(dead.events.length).toBeLessThan(6 + 24)
  expect(new Set(dead.events.map(({ json }) => json.eventId)).size).toBe(1)
}, 60_000)
