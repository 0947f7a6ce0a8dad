// @vitest-environment happy-dom
/** Open applications that are told for a participant: chosen, tested, let go. */
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { ClientsView } from '../../../renderer/views/clients/ClientsView.tsx'
import { createFakeControl, type FakeState } from '../../fakes/fake-control.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

const thread = '01a22cda-233d-7ec0-bb31-e40fbc277876'
const show = (state: Partial<FakeState> = {}) =>
  renderInPanel(<ClientsView path={[]} />, createFakeControl({ ...aFullBridge(), ...state }))
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))

it('are chosen: a thread of Codex by its id and nothing else', async () => {
  const { control } = show()
  await press('Notify an application')
  const dialog = within(await screen.findByRole('dialog'))
  fireEvent.change(dialog.getByLabelText('For whom'), { target: { value: 'chatgpt' } })
  fireEvent.change(dialog.getByLabelText('Application'), { target: { value: 'codex' } })
  fireEvent.change(dialog.getByLabelText('Thread'), { target: { value: '--last' } })
  fireEvent.click(dialog.getByRole('button', { name: 'Notify it' }))
  await dialog.findByText(`Give the id of a thread: ${thread}`)
  fireEvent.change(dialog.getByLabelText('Thread'), { target: { value: ` ${thread} ` } })
  fireEvent.click(dialog.getByRole('button', { name: 'Notify it' }))
  await screen.findByText(`Codex is notified · ${thread}`)
  expect(control.state.openApplications).toEqual([
    { participant: 'chatgpt', way: 'codex', target: thread },
  ])
})

it('are tested with what is wrong in words, and let go', async () => {
  const { control } = show({
    openApplications: [{ participant: 'claude', way: 'claude-code', target: '/home/ann/plans' }],
    seatProblem: {
      code: 'wake-failed',
      sentence: 'Claude Code could not be notified: no window of it is open in /home/ann/plans.',
      side: 'client',
      action: 'Open Claude Code and tell it to look.',
      link: null,
    },
  })
  await press('Test whether Claude Code can be notified for Claude')
  await screen.findByText(/no window of it is open/)
  await press('Remove Claude Code for Claude')
  await screen.findByText(/An open Claude Code, or a thread of Codex/)
  expect(control.state.openApplications).toEqual([])
})
