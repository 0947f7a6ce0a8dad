// @vitest-environment happy-dom
/** The queue at the gate: what waits is shown whole, and decided by hand or by one key. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { Frame } from '../../../renderer/frame/Frame.tsx'
import { Home } from '../../../renderer/views/Home.tsx'
import { AtGate } from '../../../renderer/views/home/gate/AtGate.tsx'
import { createFakeControl } from '../../fakes/fake-control.ts'
import { person } from '../../fakes/panel-data/clients.ts'
import { aHeldItem } from '../../fakes/panel-data/held.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

const two = () =>
  createFakeControl({
    participants: [person('claude', 'Claude'), person('chatgpt', 'ChatGPT')],
    heldItems: [
      aHeldItem({ id: 'h1', thread: 't1' }),
      aHeldItem({
        id: 'h2',
        kind: 'file',
        to: [],
        title: 'plan.md',
        because: 'marked',
        found: ['GitHub token'],
        text: 'token: abc',
        hidden: 'token: [hidden]',
        known: 'An older plan',
      }),
    ],
  })

const first = () => screen.findByRole('group', { name: 'A message from Claude to ChatGPT (h1)' })
const second = () => screen.findByRole('group', { name: 'A file from Claude (h2)' })

it('shows what waits, why, and what the others know of a file', async () => {
  renderInPanel(<AtGate />, two())
  expect((await first()).textContent).toContain('The plan for Monday.')
  const file = await second()
  // The version the others know beside what waits, line by line.
  const compared = 'What the others know, and what waits'
  const beside = await screen.findByRole('region', { name: compared })
  expect(beside.textContent).toContain('An older plan')
  expect(beside.textContent).toContain('token: abc')
  expect(file.textContent).toContain('May hold a secret: GitHub token.')
})

it('J and K walk, Enter lets through, B asks why and sends back', async () => {
  const { control } = renderInPanel(<AtGate />, two())
  const one = await first()
  const other = await second()
  one.focus()
  fireEvent.keyDown(one, { key: 'j' })
  expect(document.activeElement).toBe(other)
  fireEvent.keyDown(other, { key: 'k' })
  expect(document.activeElement).toBe(one)
  await waitFor(() => expect(one.textContent).toContain('The plan for Monday.'))
  fireEvent.keyDown(one, { key: 'Enter' })
  await waitFor(() => expect(control.state.heldItems[0]?.state).toBe('released'))
  fireEvent.keyDown(await second(), { key: 'b' })
  fireEvent.change(await screen.findByLabelText('Why you send it back'), {
    target: { value: 'Not this one.' },
  })
  fireEvent.click(screen.getByRole('button', { name: 'Send back' }))
  await waitFor(() =>
    expect(control.state.heldItems[1]).toMatchObject({
      state: 'returned',
      reason: 'Not this one.',
    }),
  )
})

it('a key held down lets nothing through, nor one pressed before the item is shown', async () => {
  const { control } = renderInPanel(<AtGate />, two())
  const one = await first()
  fireEvent.keyDown(one, { key: 'Enter', repeat: true })
  fireEvent.keyDown(one, { key: 'b', repeat: true })
  expect(screen.queryByLabelText('Why you send it back')).toBeNull()
  expect(control.state.heldItems.map(({ state }) => state)).toEqual(['held', 'held'])
})

it('E changes what goes through, and hiding the secrets begins with them hidden', async () => {
  const { control } = renderInPanel(<AtGate />, two())
  const file = await second()
  fireEvent.click(await screen.findByRole('button', { name: 'Hide the secrets…' }))
  const field = await screen.findByLabelText('What goes through instead')
  expect(field).toHaveProperty('value', 'token: [hidden]')
  fireEvent.click(screen.getByRole('button', { name: 'Not now' }))
  fireEvent.keyDown(file, { key: 'e' })
  const again = await screen.findByLabelText('What goes through instead')
  expect(again).toHaveProperty('value', 'token: abc')
  // A key means itself while somebody writes.
  fireEvent.keyDown(again, { key: 'b' })
  fireEvent.change(again, { target: { value: 'no token' } })
  fireEvent.click(screen.getByRole('button', { name: 'Let through as changed' }))
  await waitFor(() =>
    expect(control.state.heldItems[1]).toMatchObject({ state: 'released', changedTo: 'no token' }),
  )
})

/** Held from the start, in any position. */
const secrets = { what: 'marked' }

it('the lever guards the bridge and opens it again, and the picture closes its gates', async () => {
  const { control } = renderInPanel(<Home />, createFakeControl())
  const guarded = await screen.findByRole('radio', { name: 'Guarded' })
  await waitFor(() => expect(guarded.hasAttribute('data-disabled')).toBe(false))
  fireEvent.click(guarded)
  await screen.findByRole('heading', { name: 'The bridge is guarded.' })
  expect(screen.getByRole('img', { name: /its gates closed/ })).toBeTruthy()
  expect(control.state.settings.hold).toEqual([{ what: 'everything' }, secrets])
  fireEvent.click(screen.getByRole('radio', { name: 'Lowered' }))
  await waitFor(() => expect(control.state.settings.hold).toEqual([secrets]))
})

it('a turn is changed in the fields its talk asks for', async () => {
  const { control } = renderInPanel(
    <AtGate />,
    createFakeControl({
      heldItems: [
        aHeldItem({
          id: 'h3',
          kind: 'hand-in',
          to: [],
          thread: 't4',
          text: 'Answer: Indigo',
          turn: {
            content: { answer: 'Indigo', confidence: 70 },
            required: ['answer', 'confidence'],
            optional: ['text'],
          },
        }),
      ],
    }),
  )
  fireEvent.click(await screen.findByRole('button', { name: 'Change…' }))
  const answer = await screen.findByDisplayValue('Indigo')
  fireEvent.change(answer, { target: { value: 'Mauve' } })
  fireEvent.click(screen.getByRole('button', { name: 'Let through as changed' }))
  await waitFor(() => expect(control.state.heldItems[0]?.state).toBe('released'))
  expect(JSON.parse(control.state.heldItems[0]?.changedTo ?? '')).toEqual({
    answer: 'Mauve',
    confidence: 70,
  })
})

it('the queue comes up by one key over any view, takes the focus, keeps it while it is worked through, and says what is left', async () => {
  const control = two()
  renderInPanel(<Frame />, control)
  await screen.findByRole('button', { name: 'At the gate: 2' })
  fireEvent.keyDown(document.body, { key: 'w' })
  const dialog = await screen.findByRole('dialog', { name: 'Waits at the gate (2)' })
  const one = await within(dialog).findByRole('group', { name: /\(h1\)/ })
  await waitFor(() => expect(document.activeElement).toBe(one))
  fireEvent.keyDown(one, { key: 'Enter' })
  const other = await within(dialog).findByRole('group', { name: /\(h2\)/ })
  await waitFor(() => expect(document.activeElement).toBe(other))
  expect(within(dialog).getByRole('status').textContent).toBe('1 wait at the gate')
  fireEvent.keyDown(other, { key: 'Enter' })
  await screen.findByRole('dialog', { name: 'Nothing waits at the gate' })
  expect(control.state.heldItems.map(({ state }) => state)).toEqual(['released', 'released'])
})
