// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { HeldThread } from '../../../renderer/components/HeldThread.tsx'
import { ThreadBound } from '../../../renderer/components/ThreadBound.tsx'
import { Held } from '../../../renderer/views/home/Held.tsx'
import { createFakeControl } from '../../fakes/fake-control.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

const show = (bounds: Record<string, number> = {}) =>
  renderInPanel(<Held />, createFakeControl({ ...aFullBridge(), held: { t1: 'paused' }, bounds }))

it('says what happened and offers as many again as the bound is, the thread\u2019s own if it has one', async () => {
  show()
  await screen.findByText('Paused: 4 messages without you. Both models know. Nothing is lost.')
  await screen.findByRole('button', { name: '20 more' })
  cleanup()
  show({ t1: 6 })
  await screen.findByRole('button', { name: '6 more' })
})

it.each([
  ['Go on', undefined],
  ['20 more', undefined],
  ['End', 'ended'],
] as const)('“%s” decides, and the thread waits no longer', async (name, held) => {
  const { control } = show()
  fireEvent.click(await screen.findByRole('button', { name }))
  await waitFor(() => expect(control.state.held['t1']).toBe(held))
  await waitFor(() => expect(screen.queryByRole('group')).toBeNull())
})

it('says of a thread that used up the characters of its day what that means, and offers as much again', async () => {
  const thread = { id: 't1', run: 3, bound: null, held: 'paused', heldFor: 'characters' } as const
  renderInPanel(<HeldThread thread={thread} title="Tea" />, createFakeControl(aFullBridge()))
  await screen.findByText(/they have exchanged the characters you allow within a day/)
  await screen.findByRole('button', { name: 'As much again' })
})

it('gives a thread a bound of its own, and takes nothing that is none', async () => {
  const { control } = renderInPanel(
    <ThreadBound thread={{ id: 't1', bound: null, boundedBy: 'guard' }} />,
    createFakeControl(aFullBridge()),
  )
  fireEvent.click(await screen.findByRole('button', { name: 'Pauses after 20' }))
  const field = await screen.findByLabelText('Pause this thread after')
  fireEvent.change(field, { target: { value: '0' } })
  await screen.findByText('A whole number from 1 to 10,000.')
  fireEvent.change(field, { target: { value: '40' } })
  fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(control.state.bounds['t1']).toBe(40))
})

it.each([
  ['guard', 'Pauses after 20'],
  ['nothing', 'Never pauses'],
] as const)('says how far a thread bounded by %s may go', async (boundedBy, words) => {
  renderInPanel(
    <ThreadBound thread={{ id: 't1', bound: null, boundedBy }} />,
    createFakeControl(aFullBridge()),
  )
  await screen.findByRole('button', { name: words })
})
