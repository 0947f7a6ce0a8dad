/** A turn of a talk that waits for the owner: its clock, who hears what, and the owner's changes, also under seal. */
import { describe, expect, it } from 'vitest'
import { commitmentOf } from '../../main/bridge/talk/commitment.ts'
import type { Content } from '../../main/bridge/talk/types.ts'
import { refusal, freshConversation } from '../conversation/fresh-conversation.ts'
import { clientKinds } from '../mcp/clients.ts'
import { openMcpHost } from '../mcp/mcp-host.ts'
import { talksOver } from '../talk/open-talks.ts'
import { guardedOver } from './open-guarded.ts'

const seats = [{ participant: 'claude' }, { participant: 'chatgpt' }]
const claude = { participant: 'claude', client: 'link' }
const first: Content = { answer: 'Indigo', text: 'My first words.', confidence: 70 }

async function open(form: string, content: Content) {
  const { conversation, store } = freshConversation()
  for (const { participant } of seats) await conversation.addParticipant(participant)
  const talks = talksOver(conversation, store)
  const guarded = guardedOver(conversation, store, talks, [{ what: 'everything' }])
  const talk = await talks.begin({ question: 'Which colour?', form, seats })
  const sending = { kind: 'hand-in' as const, talk, turn: 1, content, readsFiles: true }
  const item = await guarded.ask(claude, sending)
  if (!item) throw new Error('it was not held')
  return { conversation, store, talks, guarded, talk, item, sending }
}

it('stops the clock in the write that holds it, and lets it run once the owner decided', async () => {
  const { talks, talk, guarded, item } = await open('work', { text: 'Done.', done: true })
  expect(talks.get(talk).state).toMatchObject({
    held: [{ item: item.id, participant: 'claude', turn: 1 }],
    talkTimer: { at: null },
  })
  await guarded.sendBack(item.id, 'Not yet.')
  expect(talks.get(talk).state).toMatchObject({ held: [], turn: 1 })
  expect(talks.get(talk).state.talkTimer.at).not.toBeNull()
})

it('what could not be noted in the talk is not held either', async () => {
  const { talks, talk, guarded, item, sending } = await open('work', { text: 'a', done: true })
  await guarded.sendBack(item.id, '')
  const ask = guarded.ask(claude, { ...sending, content: { text: 'b', done: true } })
  await Promise.all([expect(ask).rejects.toThrow(), talks.act(talk, { type: 'end' })])
  expect(guarded.count()).toBe(0)
})

describe('changed under seal', () => {
  it('is handed in changed and marked, its commitment is over the changed words, and both versions are kept', async () => {
    const { conversation, store, talks, guarded, talk, item, sending } = await open(
      'second-opinion',
      first,
    )
    const released = await guarded.release(item.id, { changed: 'Other words.' })
    expect(released.sending).toMatchObject({ content: first })
    expect(JSON.parse(released.changed ?? '')).toEqual({ ...first, text: 'Other words.' })
    expect(talks.get(talk).state.handIns).toMatchObject([
      { sealed: true, content: { text: 'Other words.' }, marks: ['changed by the owner'] },
    ])
    expect(JSON.stringify(conversation.log())).not.toMatch(/Other words|My first words/)
    // A retry of what was sent first is known, and hands in nothing again.
    const { talk: id, turn, content } = sending
    const again = await talks.handIn({ talk: id, turn, content, by: 'claude' })
    expect(again.duplicate).toBe(true)
    await talks.handIn({ talk, by: 'chatgpt', content: { ...first, text: 'So do I.' } })
    const log = conversation.log().map(({ text }) => text)
    const said = log.find((text) => text.includes('Other words.')) ?? ''
    const salt = /salt of its commitment: (\S+)/.exec(log.join('\n'))?.[1] ?? ''
    expect(log.join('\n')).toContain(commitmentOf(salt, said))
    expect(log.join('\n')).not.toContain('My first words')
    // The words of a removed message are removed here too, both versions.
    store.statement(`UPDATE messages SET text = '' WHERE sender = 'claude'`).run()
    expect(guarded.get(item.id)).toMatchObject({ sending: null, changed: null })
  })

  it('takes all fields as JSON, and refuses what the form does not ask for; then it is held as before', async () => {
    const { guarded, talks, talk, item } = await open('second-opinion', first)
    const changed = (content: unknown) =>
      refusal(() => guarded.release(item.id, { changed: JSON.stringify(content) }))
    expect(await changed({ ...first, done: true })).toBe('hand-in-incomplete')
    expect(await changed({ ...first, colour: 'red' })).toBe('invalid-input')
    expect(guarded.get(item.id).state).toBe('held')
    await guarded.release(item.id, { changed: JSON.stringify({ ...first, confidence: 20 }) })
    expect(talks.get(talk).state.handIns).toMatchObject([{ content: { confidence: 20 } }])
  })

  it('has no text to change where the form asks for none', async () => {
    const { guarded, talks, talk, item } = await open('second-opinion', first)
    await guarded.release(item.id)
    await talks.handIn({ talk, by: 'chatgpt', content: { ...first, answer: 'Use SQLite' } })
    expect(talks.get(talk).state.turn).toBe(2)
    const same = { kind: 'hand-in' as const, talk, content: { same: true }, readsFiles: true }
    const second = await guarded.ask(claude, same)
    const change = () => guarded.release(second?.id ?? '', { changed: 'No.' })
    expect(await refusal(change)).toBe('invalid-input')
  })
})

describe.each(clientKinds)('by its tools: %s', (_name, connect) => {
  it('the seat is told to wait and not to hand in again; the other only that the talk waits for its owner', async () => {
    const { url, conversation, guarded, talks } = await openMcpHost()
    for (const { participant } of seats) await conversation.addParticipant(participant)
    const talk = await talks.begin({ question: 'Do it.', form: 'work', seats })
    guarded.setRules([{ what: 'everything' }])
    const sender = await connect(url, 'claude')
    const other = await connect(url, 'chatgpt')
    const turn = { talk, turn: 1, text: 'heliotrope', done: false, wait_seconds: 0 }
    const taken = await sender.call('take_turn', turn)
    expect(taken.data).toMatchObject({ held: true, your_turn: false, asked: null })
    expect(taken.text).toContain('the clock of the talk stands')
    const joined = await sender.call('join_talk', { talk })
    expect(joined.data).toMatchObject({ held: true, your_turn: false })
    const seen = await other.call('join_talk', { talk })
    expect(seen.data['next']).toContain('the talk waits for its owner')
    expect(JSON.stringify([seen.text, seen.data])).not.toMatch(/heliotrope|held/)
    // It waits until the owner decides, and hears of that at once.
    const watching = sender.call('watch_talk', { talk, wait_seconds: 30 })
    await guarded.sendBack('h1', 'Say why.')
    expect((await watching).data).toMatchObject({ your_turn: true, turn: 1 })
    await sender.call('take_turn', { ...turn, text: 'heliotrope, because' })
    await guarded.release('h2', { changed: 'mauve, because' })
    const read = await other.call('watch_talk', { talk, after: 0, wait_seconds: 0 })
    expect(read.text).toContain('noted by the bridge: changed by the owner\n> mauve, because')
  })
})
