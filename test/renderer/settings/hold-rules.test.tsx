// @vitest-environment happy-dom
/** The rules for what waits at the gate: read as sentences, added and deleted. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { SettingsView } from '../../../renderer/views/settings/SettingsView.tsx'
import { settingsSchema } from '../../../main/contract/settings-schema.ts'
import { createFakeControl } from '../../fakes/fake-control.ts'
import { person } from '../../fakes/panel-data/clients.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

it('adds a rule with the conditions that were given, and deletes one', async () => {
  const { control } = renderInPanel(
    <SettingsView path={['guard']} />,
    createFakeControl({
      participants: [person('claude', 'Claude'), person('chatgpt', 'ChatGPT')],
      settings: settingsSchema.parse({ hold: [{ what: 'marked' }] }),
    }),
  )
  const rules = await screen.findByRole('list', { name: 'Rules' })
  expect(rules.textContent).toBe('What may hold a secret')
  fireEvent.click(screen.getByRole('button', { name: 'Add a rule' }))
  const form = await screen.findByRole('form', { name: 'Add a rule' })
  const choose = (label: string, value: string) =>
    fireEvent.change(within(form).getByLabelText(label), { target: { value } })
  choose('What waits', 'files')
  choose('Sent by', 'claude')
  choose('Read by', 'chatgpt')
  choose('Below the folder', ' contracts ')
  fireEvent.click(within(form).getByRole('button', { name: 'Add this rule' }))
  const sentence = 'Files sent by Claude read by ChatGPT below contracts'
  await within(rules).findByText(sentence)
  expect(control.state.settings.hold).toEqual([
    { what: 'marked' },
    { what: 'files', from: 'claude', to: 'chatgpt', folder: 'contracts' },
  ])
  fireEvent.click(screen.getByRole('button', { name: `Delete the rule “${sentence}”` }))
  await waitFor(() => expect(control.state.settings.hold).toEqual([{ what: 'marked' }]))
})

it('keeps the rules that another window made since the list was read', async () => {
  const { control } = renderInPanel(
    <SettingsView path={['guard']} />,
    createFakeControl({ settings: settingsSchema.parse({ hold: [{ what: 'marked' }] }) }),
  )
  const add = await screen.findByRole('button', { name: 'Add a rule' })
  // Not announced: the list on screen is older than what is kept.
  const keptNow = (hold: typeof control.state.settings.hold) => {
    control.state.settings = { ...control.state.settings, hold }
  }
  keptNow([{ what: 'marked' }, { what: 'files', folder: 'contracts' }])
  fireEvent.click(add)
  const form = await screen.findByRole('form', { name: 'Add a rule' })
  fireEvent.change(within(form).getByLabelText('What waits'), { target: { value: 'files' } })
  fireEvent.change(within(form).getByLabelText('Below the folder'), { target: { value: 'plans' } })
  fireEvent.click(within(form).getByRole('button', { name: 'Add this rule' }))
  const inPlans = { what: 'files', folder: 'plans' } as const
  const inContracts = { what: 'files', folder: 'contracts' } as const
  await screen.findByText('Files below plans')
  expect(control.state.settings.hold).toEqual([{ what: 'marked' }, inContracts, inPlans])

  const inNotes = { what: 'files', folder: 'notes' } as const
  keptNow([{ what: 'marked' }, inContracts, inPlans, inNotes])
  fireEvent.click(screen.getByRole('button', { name: 'Delete the rule “Files below plans”' }))
  await waitFor(() =>
    expect(control.state.settings.hold).toEqual([{ what: 'marked' }, inContracts, inNotes]),
  )
})
