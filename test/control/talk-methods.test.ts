/** What only the owner does to a talk, through the contract: pasting, saving the result, beginning again. */
import { expect, it } from 'vitest'
import { refusal } from '../conversation/fresh-conversation.ts'
import { openBridge } from './open-bridge.ts'

const seats = [{ participant: 'claude' }, { participant: 'chatgpt' }]

async function openWork() {
  const { invoke } = await openBridge()
  const { id } = await invoke('talks.begin', { question: 'Tidy up the plan.', form: 'work', seats })
  return { invoke, id }
}

it('says of each seat what it is to hand in, and of the others that nothing is asked', async () => {
  const { invoke, id } = await openWork()
  const asked = async () => (await invoke('talks.get', { id })).seats.map(({ asks }) => asks)
  expect(await asked()).toEqual([{ required: ['text', 'done'], optional: [] }, null])
  await invoke('talks.pause', { id })
  expect(await asked()).toEqual([null, null])
  await invoke('talks.resume', { id })
  const content = { text: 'The first half is tidy.', done: false }
  await invoke('talks.paste', { id, participant: 'claude', content })
  // One more word for whoever has spoken already is free of the phase's fields.
  await invoke('talks.giveWord', { id, participant: 'claude' })
  expect(await asked()).toEqual([{ required: ['text'], optional: [] }, null])
})

it('takes a turn for an app that may not write, and marks it as pasted', async () => {
  const { invoke, id } = await openWork()
  const content = { text: 'The first half is tidy.', done: false }
  const view = await invoke('talks.paste', { id, participant: 'claude', content })
  expect(view.steps.find(({ kind }) => kind === 'said')).toMatchObject({
    by: 'claude',
    pasted: true,
    handIn: content,
  })
  expect(view.seats.map(({ hasTurn }) => hasTurn)).toEqual([false, true])
})

it('refuses to paste out of turn, for a stranger, and what is not asked for', async () => {
  const { invoke, id } = await openWork()
  const paste = (participant: string, content: object) =>
    refusal(() => invoke('talks.paste', { id, participant, content }))
  expect(await paste('chatgpt', { text: 'I first.', done: false })).toBe('not-your-turn')
  expect(await paste('nobody', { text: 'Hello.', done: false })).toBe('unknown-talk')
  expect(await paste('claude', { text: 'No more.' })).toBe('hand-in-incomplete')
  expect((await invoke('talks.get', { id })).used.messages).toBe(0)
})

it('saves the result once the talk has ended, and later into the same file', async () => {
  const { invoke, id } = await openWork()
  expect(await refusal(() => invoke('talks.saveResult', { id }))).toBe('invalid-input')
  await invoke('talks.verdict', { id, text: 'It is tidy enough.' })
  const first = await invoke('talks.saveResult', { id })
  const name = first.result?.savedAs ?? ''
  expect(name).toMatch(/^talks\/.*\.md$/)
  expect((await invoke('talks.saveResult', { id })).result?.savedAs).toBe(name)
  const { content } = await invoke('files.read', { name })
  expect(content).toBe(first.result?.markdown)
  expect(content).toContain('It is tidy enough.')
})

it('begins again with the same question, form, seats and bounds, as a talk of its own', async () => {
  const { invoke } = await openBridge()
  const old = await invoke('talks.begin', {
    question: 'Is the plan sound?',
    form: 'debate',
    seats: seats.toReversed(),
    bounds: { rounds: 3 },
  })
  await invoke('talks.end', { id: old.id })
  const again = await invoke('talks.again', { id: old.id })
  expect(again.id).not.toBe(old.id)
  expect(again).toMatchObject({
    state: 'open',
    question: old.question,
    form: old.form,
    bounds: old.bounds,
  })
  const inOrder = (view: typeof old) =>
    view.seats.map(({ participant, role }) => ({ participant, role }))
  expect(inOrder(again)).toEqual(inOrder(old))
  expect((await invoke('talks.get', { id: old.id })).state).toBe('ended')
})
