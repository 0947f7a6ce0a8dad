/** Events of talks: whose turn it is, and that it is over; never the words of a hand-in. */
import { expect, it, vi } from 'vitest'
import { openCallback } from '../fakes/callback/callback.ts'
import { newWorld, openWebhooks, subscriber, watching } from './open-webhooks.ts'

async function talking() {
  const world = newWorld()
  const open = openWebhooks(world)
  for (const who of ['claude', 'chatgpt']) await open.conversation.addParticipant(who)
  const callback = await openCallback()
  for (const who of ['claude', 'chatgpt']) {
    for (const name of ['turn.yours', 'talk.ended', 'message.received']) {
      await open.webhooks.subscribe(
        subscriber(world, who),
        watching(callback.url(`/${who}/${name}`), { name }),
      )
    }
  }
  const delivered = () => callback.events.map(({ path }) => path.slice(1)).toSorted()
  return { world, callback, delivered, ...open }
}

const seats = [{ participant: 'claude' }, { participant: 'chatgpt' }]

it('asks every seat of a closed phase at the beginning, and tells nobody of the question as a message', async () => {
  const { talks, callback, delivered } = await talking()
  const talk = await talks.begin({ question: 'Which database?', seats })
  const [event] = await callback.received(2)
  expect(delivered()).toEqual(['chatgpt/turn.yours', 'claude/turn.yours'])
  expect(event?.json.data).toEqual({
    line: `It is your turn in talk ${talk}; call join_talk, then take_turn.`,
    talk,
    turn: 1,
    events: 1,
  })
})

it('one hand-in of a closed phase wakes nobody; the last one asks for what comes next', async () => {
  const { talks, webhooks, callback, delivered } = await talking()
  const talk = await talks.begin({ question: 'Which database?', seats })
  await callback.received(2)
  const content = { answer: 'SQLite', text: 'SQLite CLOSED', confidence: 70 }
  await talks.handIn({ talk, by: 'claude', content })
  await webhooks.look()
  expect(callback.events).toHaveLength(2)
  await talks.handIn({ talk, by: 'chatgpt', content: { ...content, answer: 'Postgres' } })
  const { state } = talks.get(talk)
  expect(state.turn).toBeGreaterThan(1)
  const events = await callback.received(4)
  expect(delivered().filter((path) => !path.endsWith('turn.yours'))).toEqual([])
  expect(events.map(({ body }) => body).join(' ')).not.toContain('CLOSED')
})

it('a paused talk asks nobody; going on asks again', async () => {
  const { talks, webhooks, callback, world } = await talking()
  world.open = false
  const talk = await talks.begin({ question: 'Which database?', seats })
  await talks.act(talk, { type: 'pause' })
  world.open = true
  await webhooks.look()
  await vi.waitFor(() =>
    expect(webhooks.list().reduce((sum, { waiting }) => sum + waiting, 0)).toBe(2),
  )
  expect(callback.events).toEqual([])
  await talks.act(talk, { type: 'resume' })
  await callback.received(2)
  await vi.waitFor(() => expect(webhooks.list().every(({ waiting }) => waiting === 0)).toBe(true))
  expect(callback.events).toHaveLength(2)
})

it('tells every seat once that a talk is over', async () => {
  const { talks, webhooks, callback, delivered } = await talking()
  const talk = await talks.begin({ question: 'Which database?', seats })
  await callback.received(2)
  await talks.act(talk, { type: 'end' })
  await callback.received(4)
  expect(delivered()).toEqual([
    'chatgpt/talk.ended',
    'chatgpt/turn.yours',
    'claude/talk.ended',
    'claude/turn.yours',
  ])
  await vi.waitFor(() => expect(webhooks.list().every(({ waiting }) => waiting === 0)).toBe(true))
})

it('a letter in the thread of a talk that is over is a message again', async () => {
  const { talks, conversation, callback, delivered } = await talking()
  const talk = await talks.begin({ question: 'Which database?', seats })
  await talks.act(talk, { type: 'end' })
  await callback.received(4)
  await conversation.send('claude', { to: ['chatgpt'], text: 'after all', thread: talk })
  await callback.received(5)
  expect(delivered()).toContain('chatgpt/message.received')
})

it('only the very client that hears of a talk is known to be told of its turns, and not once it refuses', async () => {
  const { talks, webhooks, callback, world } = await talking()
  const talk = await talks.begin({ question: 'Which database?', seats })
  const who = subscriber(world, 'chatgpt')
  expect(webhooks.tellsTurn(who, talk)).toBe(true)
  expect(webhooks.tellsTurn({ ...who, clientId: 'another' }, talk)).toBe(false)
  expect(webhooks.tellsTurn({ ...who, participant: 'guest' }, talk)).toBe(false)
  world.origin = 'away'
  expect(webhooks.tellsTurn(who, talk)).toBe(false)
  world.origin = 'here'
  for (const { id, event } of webhooks.list()) if (event === 'turn.yours') await webhooks.end(id)
  expect(webhooks.tellsTurn(who, talk)).toBe(false)
  const other = { name: 'turn.yours', arguments: { talk: 't999' } }
  await webhooks.subscribe(who, watching(callback.url('/other'), other))
  expect(webhooks.tellsTurn(who, talk)).toBe(false)
})
