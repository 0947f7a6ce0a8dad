// @vitest-environment happy-dom
/** Programs that answer for a participant: chosen, tested, seen at work, stopped and let go. */
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { ClientsView } from '../../../renderer/views/clients/ClientsView.tsx'
import { createFakeControl, type FakeState } from '../../fakes/fake-control.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { aSeat, aWake } from '../../fakes/panel-data/seats.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

const show = (state: Partial<FakeState> = {}) =>
  renderInPanel(<ClientsView path={[]} />, createFakeControl({ ...aFullBridge(), ...state }))
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))

it('are chosen with a folder, read-only unless the owner says otherwise', async () => {
  const { control } = show()
  await press('Let a program answer')
  const dialog = within(await screen.findByRole('dialog'))
  await dialog.findByRole('option', { name: 'Gemini CLI (not found on this computer)' })
  fireEvent.change(dialog.getByLabelText('For whom'), { target: { value: 'chatgpt' } })
  fireEvent.change(dialog.getByLabelText('Program'), { target: { value: 'codex' } })
  fireEvent.click(dialog.getByRole('button', { name: 'Let it answer' }))
  await dialog.findByText('Give a folder, from its root: /home/ann/plans')
  fireEvent.change(dialog.getByLabelText('Folder'), { target: { value: '/home/ann/plans' } })
  fireEvent.click(dialog.getByRole('button', { name: 'Let it answer' }))
  await screen.findByText(/Codex 0.172.0 answers · read-only · \/home\/ann\/plans/)
  expect(control.state.seats).toMatchObject([{ participant: 'chatgpt', readOnly: true }])
})

it('say what the bridge has against a folder', async () => {
  show()
  await press('Let a program answer')
  const dialog = within(await screen.findByRole('dialog'))
  await dialog.findByRole('option', { name: 'Claude Code 2.1.332' })
  fireEvent.change(dialog.getByLabelText('Folder'), { target: { value: 'plans' } })
  fireEvent.click(dialog.getByRole('button', { name: 'Let it answer' }))
  await dialog.findByText(/The folder plans cannot be given to a program/)
})

it('are seen at work and stopped', async () => {
  const since = new Date(Date.now() - 12_000).toISOString()
  const running = { about: 'its turn in t4', since, calls: 1 }
  const { control } = show({ seats: [aSeat({ running })] })
  await screen.findByText(/Codex is answering, 1\d s/)
  await press('Stop the program of ChatGPT')
  await screen.findByText('seat-stopped')
  expect(control.state.seats[0]?.running).toBeNull()
})

it('are tested, with what is wrong in words', async () => {
  show({
    seats: [aSeat()],
    seatProblem: {
      code: 'seat-no-login',
      sentence: 'Codex is not signed in.',
      side: 'owner',
      action: 'Start Codex once in a terminal.',
      link: null,
    },
  })
  await press('Test the program of ChatGPT')
  await screen.findByText('Codex is not signed in.')
})

it('are let go after a question', async () => {
  const { control } = show({ seats: [aSeat()] })
  await press('Remove the program of ChatGPT')
  const dialog = within(await screen.findByRole('dialog'))
  fireEvent.click(dialog.getByRole('button', { name: 'Remove' }))
  await screen.findByText(/No program answers for anybody/)
  expect(control.state.seats).toEqual([])
})

it('leave a log of who was woken why', async () => {
  show({
    seats: [aSeat()],
    wakes: [
      aWake({
        id: 2,
        outcome: 'failed',
        detail: 'Codex is not signed in.',
        error: 'seat-no-login',
      }),
      aWake({ door: 'owner', outcome: 'asked', cause: 'turn' }),
    ],
  })
  await press('Who was woken, and why')
  await screen.findByText('Codex is not signed in.')
  expect(screen.getByText(/: its turn in t4/)).toBeDefined()
  expect(screen.getByText(/left to you · waits for you/)).toBeDefined()
})
