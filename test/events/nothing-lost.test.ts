/**
 * The property: over sleeping, restarts, lost answers and a receiver that comes and goes, every message
 * is told or is counted in an event that is, and what comes again comes under the id it had.
 */
import * as fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { openCallback, status } from '../fakes/callback/callback.ts'
import { newWorld, openWebhooks, subscriber, watching } from './open-webhooks.ts'

type Act =
  | 'send'
  | 'flood'
  | 'restart'
  | 'sleep'
  | 'raise'
  | 'lower'
  | 'away'
  | 'here'
  | 'up'
  | 'down'
  | 'lose'

const acts = fc.array(
  fc.constantFrom<Act>(
    'send',
    'send',
    'flood',
    'restart',
    'sleep',
    'raise',
    'lower',
    'away',
    'here',
    'up',
    'down',
    'lose',
  ),
  { minLength: 5, maxLength: 25 },
)

it('every message is told, and none twice under another id', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (plan) => {
      const world = newWorld()
      const callback = await openCallback()
      let open = openWebhooks(world)
      for (const who of ['claude', 'chatgpt']) await open.conversation.addParticipant(who)
      const who = subscriber(world, 'chatgpt')
      await open.webhooks.subscribe(who, watching(callback.url()))
      let sent = 0
      const send = async () => {
        sent += 1
        await open.conversation.send('claude', { to: ['chatgpt'], text: `${sent}` })
      }
      const does: Record<Act, () => unknown> = {
        send,
        flood: () => Promise.all(Array.from({ length: 8 }, send)),
        restart: async () => {
          await open.close()
          open = openWebhooks(world)
        },
        sleep: () => {
          world.now += 4 * 3_600_000
        },
        raise: () => {
          world.open = false
        },
        lower: () => {
          world.open = true
        },
        away: () => {
          world.origin = 'away'
        },
        here: () => {
          world.origin = 'here'
        },
        up: () => {
          callback.onEvent = status(200)
        },
        down: () => {
          callback.onEvent = status(503)
        },
        // Taken by the receiver, which the sender never hears.
        lose: () => {
          callback.onEvent = (res) => void res.destroy()
        },
      }
      for (const act of plan) {
        await does[act]()
        // A day at most between refreshes, as subscribers do.
        world.now += 60_000
        await open.webhooks.look()
      }
      Object.assign(world, { open: true, origin: 'here' })
      callback.onEvent = status(200)
      await vi.waitFor(async () => {
        world.now += 3_600_000
        await open.webhooks.look()
        expect(open.webhooks.list()[0]?.waiting ?? 0).toBe(0)
      }, 10_000)
      const byId = new Map(callback.events.map(({ json }) => [json.eventId, json]))
      const delivered = [...byId.values()].reduce(
        (sum, { data }) => sum + Number(data?.['events']),
        0,
      )
      expect(delivered).toBe(sent)
      for (const { json, body } of callback.events) {
        expect(body).toBe(JSON.stringify(byId.get(json.eventId)))
      }
      await open.close()
      callback.stop()
    }),
    { numRuns: 12 },
  )
}, 120_000)
