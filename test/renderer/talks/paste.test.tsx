// @vitest-environment happy-dom
/** The owner's form against the very check the bridge makes of a hand-in, for each phase of each form. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { handInSchema } from '../../../main/contract/hand-ins.ts'
import { whatIsWrong } from '../../../main/bridge/talk/hand-in.ts'
import { loadForms } from '../../../main/bridge/talk/load-forms.ts'
import { TalkPage } from '../../../renderer/views/talks/page/TalkPage.tsx'
import type { Asks } from '../../../renderer/views/talks/shapes.ts'
import { createFakeControl } from '../../fakes/fake-control.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { awayTalk } from '../../fakes/panel-data/talk-stages.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

const phases = loadForms('none').forms.flatMap(({ form }) =>
  form.phases
    .filter(({ kind }) => kind !== 'verdict')
    .map((phase) => [`${form.id}, ${phase.id}`, phase] as const),
)

async function open(asks: Asks) {
  const talk = awayTalk()
  const chatgpt = talk.seats.find(({ participant }) => participant === 'chatgpt')
  if (chatgpt) chatgpt.asks = asks
  const { transport } = renderInPanel(
    <TalkPage id={talk.id} />,
    createFakeControl({ ...aFullBridge(), talks: [talk] }),
  )
  fireEvent.click(await screen.findByRole('button', { name: 'ChatGPT said…' }))
  const handedIn = () => {
    const call = transport.calls.find(({ method }) => method === 'talks.paste')
    return call && handInSchema.parse((call.params as { content: unknown }).content)
  }
  return { handedIn }
}

const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Hand in for ChatGPT' })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const set = (label: RegExp | string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
const objection = () => {
  press('Add an objection')
  expect(button().disabled).toBe(true)
  set('The claim it objects to', 'It takes a night.')
  set('Name of the file', 'plan.md')
  set('Version of the file (optional)', '2')
}

const fillIn: Record<Asks['required'][number], () => void> = {
  answer: () => set(/^The answer in one line/, 'Blue'),
  text: () => set(/^What it said/, 'Because.'),
  confidence: () => set(/^How sure it is/, '70'),
  objections: objection,
  decision: () => {
    set('Its decision', 'change')
    expect(button().disabled).toBe(true)
    set('Because', 'The test says so.')
    press('Add evidence')
    set('Kind of evidence', 'test')
    set('Name of the test', 'a move at night')
  },
  same: () => set(/^Do the answers say the same/, 'no'),
  accept: () => set(/^Does it accept/, 'yes'),
  done: () => set(/^Is the work done/, 'no'),
}

it.each(phases)('a hand-in for %s has all the bridge asks for', async (_, phase) => {
  const { required, optional } = phase
  const { handedIn } = await open({ required, optional })
  for (const name of required) fillIn[name]()
  expect(button().disabled).toBe(false)
  fireEvent.click(button())
  await waitFor(() => expect(handedIn()).toBeDefined())
  const content = handedIn() ?? {}
  expect(whatIsWrong(content, phase, false)).toBeNull()
  expect(required.filter((name) => content[name] === undefined)).toEqual([])
})

it('cannot be handed in before every field that is asked for is filled in', async () => {
  await open({ required: ['same', 'text'], optional: [] })
  fillIn.text()
  expect(button().disabled).toBe(true)
  fillIn.same()
  expect(button().disabled).toBe(false)
})

it('says that there is no objection by an empty list, also after one was taken away', async () => {
  const { handedIn } = await open({ required: ['objections'], optional: ['text'] })
  objection()
  press('Remove objection 1')
  fireEvent.click(button())
  await waitFor(() => expect(handedIn()).toEqual({ objections: [] }))
})
