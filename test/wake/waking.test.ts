/** Who is woken when, through which door, and when nobody is. */
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { BridgeError } from '../../main/bridge/base/errors.ts'
import type { Bell } from '../../main/bridge/wake/types.ts'
import { failing, letter, openWaking } from './open-waking.ts'

const bell = (door: Bell['door'], ring: Bell['ring']): Bell => ({
  door,
  reaches: (participant) => participant === 'chatgpt',
  ring,
  test: async () => {},
})

it('runs the program for a letter, once, and not again when it has been read', async () => {
  const { conversation, programs, reads, attempts, errands, waking } = await openWaking()
  programs.set('chatgpt', reads('chatgpt'))
  await conversation.send('claude', letter())
  expect(await attempts(1)).toEqual(['seat done'])
  waking.look('chatgpt')
  await conversation.send('chatgpt', { to: ['claude'], text: 'I have.' })
  await conversation.send('claude', letter('And now?'))
  expect(await attempts(2)).toEqual(['seat done', 'seat done'])
  expect(errands).toHaveLength(2)
})

it('leaves alone whoever waits in a call', async () => {
  const { conversation, programs, presence, errands, reads, attempts } = await openWaking()
  programs.set('chatgpt', reads('chatgpt'))
  const ended = presence.waits('chatgpt', { id: 'c1', name: 'ChatGPT' })
  await conversation.send('claude', letter())
  await conversation.send('claude', { to: ['owner'], text: 'It waits.' })
  expect(errands).toEqual([])
  ended()
  await conversation.send('claude', letter('Are you still there?'))
  expect(await attempts(1)).toEqual(['seat done'])
})

it('tries one door after another, and last asks the owner, once', async () => {
  const { conversation, programs, bells, attempts, waking } = await openWaking()
  programs.set('chatgpt', failing)
  bells.push(
    bell('event', async () => {}),
    bell('codex', () => Promise.reject(new BridgeError('wake-failed', { program: 'Codex' }))),
  )
  await conversation.send('claude', letter())
  const all = ['event no-answer', 'codex failed', 'seat failed', 'owner asked']
  expect(await attempts(4)).toEqual(all)
  waking.look('chatgpt')
  await conversation.send('claude', { to: ['owner'], text: 'Nothing for you.' })
  expect(await attempts(4)).toEqual(all)
  expect(waking.log()[1]).toMatchObject({ error: 'seat-quota', cause: 'letter', about: 't1' })
})

it('goes on to no other door once the one that was told has answered', async () => {
  const { conversation, programs, bells, attempts, errands } = await openWaking({
    answerMs: 60_000,
  })
  programs.set('chatgpt', failing)
  bells.push(bell('event', async () => void (await conversation.inbox('chatgpt'))))
  await conversation.send('claude', letter())
  expect(await attempts(1)).toEqual(['event answered'])
  expect(errands).toEqual([])
})

it('does nothing for whoever has no way to be woken, and writes nothing down', async () => {
  const { conversation, waking } = await openWaking()
  await conversation.send('claude', letter())
  await expect(waking.now('chatgpt')).rejects.toThrow('cannot be woken')
  await expect(waking.now('claude')).rejects.toThrow('Nothing waits')
  expect(waking.log()).toEqual([])
})

it('holds what waits while the bridge is raised, and looks again once it is lowered', async () => {
  const { conversation, programs, position, reads, attempts, errands, stopped } = await openWaking()
  programs.set('chatgpt', reads('chatgpt'))
  await position.move('raised')
  expect(stopped).toEqual(['the bridge was raised'])
  await conversation.send('owner', letter())
  await delay(20)
  expect(errands).toEqual([])
  await position.move('lowered')
  expect(await attempts(1)).toEqual(['seat done'])
})

it('wakes nobody for a thread that is held, nor for the notice that says so', async () => {
  const { conversation, programs, reads, errands, attempts } = await openWaking()
  const { message } = await conversation.send('claude', letter())
  await conversation.boundThread(message.thread, 1)
  const more = { ...letter('Once more.'), thread: message.thread }
  await conversation.send('claude', more).catch(() => {})
  expect(conversation.heldThreads()).toHaveLength(1)
  programs.set('chatgpt', reads('chatgpt'))
  await conversation.send('claude', { to: ['owner'], text: 'It is paused.' })
  expect(errands).toEqual([])
  await conversation.decideThread(message.thread, 'more')
  expect(await attempts(1)).toEqual(['seat done'])
})

it('runs for a turn in a talk, and not while the talk is paused', async () => {
  const { talks, programs, errands, attempts, stopped } = await openWaking()
  const id = await talks.begin({
    question: 'Which?',
    seats: [{ participant: 'claude' }, { participant: 'chatgpt' }],
  })
  await talks.act(id, { type: 'pause' })
  const handIn = { answer: 'This', text: 'Because.', confidence: 50 }
  programs.set(
    'chatgpt',
    async () => void (await talks.handIn({ talk: id, by: 'chatgpt', content: handIn })),
  )
  await talks.act(id, { type: 'say', text: 'A moment.' })
  expect(errands).toEqual([])
  await talks.act(id, { type: 'resume' })
  expect(await attempts(1)).toEqual(['seat done'])
  expect(errands[0]?.errand.about).toBe(`its turn in ${id}`)
  expect(stopped).toEqual([])
})

it('keeps to the budget of the day, over a restart too, and tells the owner', async () => {
  const { conversation, programs, reads, attempts, waking, make, errands } = await openWaking({
    perDay: 2,
  })
  programs.set('chatgpt', reads('chatgpt'))
  for (const text of ['One', 'Two']) {
    await conversation.send('owner', letter(text))
    await attempts(errands.length + 1)
  }
  waking.stop()
  const again = make()
  await again.start()
  await conversation.send('owner', letter('Three'))
  expect(await attempts(3)).toEqual(['seat done', 'seat done', 'owner asked'])
  expect(again.log()[0]?.error).toBe('wake-over-budget')
  again.stop()
})

it('holds a storm of letters to the budget of a minute', async () => {
  const { conversation, programs, errands, attempts } = await openWaking({ perMinute: 3 })
  // Reads one letter at a time, so that each of them is a reason to run it again.
  programs.set('chatgpt', async () => void (await conversation.inbox('chatgpt', { limit: 1 })))
  for (let n = 0; n < 30; n += 1) await conversation.send('owner', letter(`Letter ${n}`))
  expect((await attempts(3)).filter((one) => one === 'seat done')).toHaveLength(3)
  await conversation.send('owner', letter('One more'))
  await delay(20)
  expect(errands).toHaveLength(3)
})

it('calls interrupted what was going on when the bridge was killed, and takes it up again', async () => {
  const { conversation, programs, reads, attempts, waking, make, store } = await openWaking()
  store.db.exec(
    `INSERT INTO wakes (participant, door, cause, about, at) VALUES ('chatgpt', 'seat', 'letter', 't1', 1)`,
  )
  await conversation.send('claude', letter())
  waking.stop()
  programs.set('chatgpt', reads('chatgpt'))
  const again = make()
  await again.start()
  expect(await attempts(2)).toEqual(['seat interrupted', 'seat done'])
  again.stop()
})

it('looks again after a look that failed', async () => {
  const { conversation, store, programs, reads, attempts } = await openWaking()
  const write = vi.spyOn(store, 'write')
  store
    .statement(
      `CREATE TEMP TRIGGER no_wakes BEFORE INSERT ON wakes BEGIN SELECT RAISE(ABORT, 'The disk is full'); END`,
    )
    .run()
  programs.set('chatgpt', reads('chatgpt'))
  await conversation.send('claude', letter())
  await vi.waitFor(() =>
    expect(write.mock.settledResults.map(({ type }) => type)).toContain('rejected'),
  )
  store.statement('DROP TRIGGER no_wakes').run()
  expect(await attempts(1)).toEqual(['seat done'])
})
