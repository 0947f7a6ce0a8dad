// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BeginTalk } from '../../../renderer/views/talks/begin/BeginTalk.tsx'
import { createFakeControl, type FakeState } from '../../fakes/fake-control.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { renderInPanel } from '../in-panel.tsx'

beforeEach(() => {
  location.hash = ''
})
afterEach(cleanup)

async function show(over: Partial<FakeState> = {}) {
  const panel = renderInPanel(<BeginTalk />, createFakeControl({ ...aFullBridge(), ...over }))
  await screen.findByText('Second opinion · Claude and ChatGPT')
  const begun = () =>
    panel.transport.calls
      .filter(({ method }) => method === 'talks.begin')
      .map(({ params }) => params)
  return { ...panel, begun }
}
const ask = (value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: 'Your question' }), { target: { value } })
const enter = (over: object = {}) =>
  fireEvent.keyDown(screen.getByRole('textbox', { name: 'Your question' }), {
    key: 'Enter',
    ...over,
  })

describe('beginning a talk', () => {
  it('takes a question and Enter, and leads to the talk', async () => {
    const { begun } = await show()
    ask('Is the backup good enough?')
    enter()
    await waitFor(() => expect(location.hash).toBe('#talks/talk-1'))
    expect(begun()).toEqual([
      {
        question: 'Is the backup good enough?',
        form: 'second-opinion',
        seats: [{ participant: 'claude' }, { participant: 'chatgpt' }],
      },
    ])
  })

  it('keeps Shift and Enter for a new line, and asks for a question where there is none', async () => {
    const { begun } = await show()
    enter({ shiftKey: true })
    expect(screen.queryByText('Write a question first.')).toBeNull()
    enter()
    await screen.findByText('Write a question first.')
    expect(begun()).toEqual([])
  })

  it('makes a review of a file that is dropped, with author and reviewer', async () => {
    const { begun, container, control } = await show()
    const drop = container.querySelector('.file-drop') as Element
    const file = new File(['let x'], 'import.ts')
    fireEvent.drop(drop, { dataTransfer: { files: [file], types: ['Files'] } })
    await screen.findByRole('button', { name: 'Leave out import.ts' })
    await screen.findByText('Review · Claude and ChatGPT')
    expect(control.state.files.map(({ name }) => name)).toContain('import.ts')
    ask('What is wrong with it?')
    enter()
    await waitFor(() => expect(begun()).toHaveLength(1))
    expect(begun()[0]).toMatchObject({
      form: 'review',
      files: ['import.ts'],
      seats: [
        { participant: 'claude', role: 'author' },
        { participant: 'chatgpt', role: 'reviewer' },
      ],
    })
  })

  it('goes by what was chosen: form, who begins, a third, bounds', async () => {
    const { begun } = await show()
    fireEvent.click(screen.getByRole('button', { name: 'Options' }))
    fireEvent.click(await screen.findByRole('radio', { name: 'Debate' }))
    fireEvent.change(screen.getByRole('combobox', { name: 'Who goes first' }), {
      target: { value: 'chatgpt' },
    })
    fireEvent.click(screen.getByRole('checkbox', { name: 'Codex takes part' }))
    fireEvent.change(screen.getByRole('textbox', { name: 'rounds' }), { target: { value: '5' } })
    fireEvent.change(screen.getByRole('textbox', { name: 'minutes' }), { target: { value: '0' } })
    screen.getByText('A whole number from 1.')
    ask('Which logo?')
    enter()
    await waitFor(() => expect(begun()).toHaveLength(1))
    expect(begun()[0]).toMatchObject({
      form: 'debate',
      seats: ['chatgpt', 'claude', 'codex'].map((participant) => ({ participant })),
      bounds: { rounds: 5 },
    })
  })

  it('waits until the bridge is lowered', async () => {
    const { begun } = await show({ position: 'raised' })
    ask('Now?')
    enter()
    screen.getByText('The bridge is raised. A talk begins once it is lowered.')
    expect(begun()).toEqual([])
  })

  it('says what is wrong with a form of the owner’s, and leads to set-up where fewer than two are here', async () => {
    const { forms } = createFakeControl().state
    await show({ forms: { ...forms, broken: [{ file: 'tribunal.json', problem: 'no phases' }] } })
    fireEvent.click(screen.getByRole('button', { name: 'Options' }))
    await screen.findByText('tribunal.json cannot be used')
    cleanup()
    renderInPanel(<BeginTalk />, createFakeControl())
    const link = await screen.findByRole('link', { name: 'Connect them' })
    expect(link.getAttribute('href')).toBe('#setup/chatgpt')
  })
})
