// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { SettingsView } from '../../../renderer/views/settings/SettingsView.tsx'
import { createFakeControl, type FakeState } from '../../fakes/fake-control.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

const show = (over: Partial<FakeState> = {}) =>
  renderInPanel(<SettingsView path={[]} />, createFakeControl(over))
const port = () => screen.findByLabelText('Port of the bridge')

describe('the settings', () => {
  it('saves a number by Enter, says that it waits for a restart, and takes it back', async () => {
    const { control } = show()
    const field = await port()
    fireEvent.change(field, { target: { value: '7430' } })
    expect(control.state.settings.port).toBe(7420)
    fireEvent.keyDown(field, { key: 'Enter' })
    await screen.findByText('Saved: Port of the bridge')
    expect(control.state.settings.port).toBe(7430)
    await screen.findByText(/take effect when the bridge starts again: Port of the bridge/)
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await screen.findByText('Undone: Port of the bridge')
    expect(control.state.settings.port).toBe(7420)
  })

  it('does not save what is wrong, by any way of leaving the field', async () => {
    const { control } = show()
    const field = await port()
    fireEvent.change(field, { target: { value: '70000' } })
    await screen.findByText('Between 0 and 65535.')
    fireEvent.keyDown(field, { key: 'Enter' })
    fireEvent.blur(field)
    fireEvent.change(field, { target: { value: '7421' } })
    await screen.findByText('Each needs a port of its own.')
    fireEvent.blur(field)
    fireEvent.keyDown(field, { key: 'Escape' })
    expect(control.state.settings.port).toBe(7420)
    expect((field as HTMLInputElement).value).toBe('7420')
  })

  it('says at its place why the bridge refused', async () => {
    const { control } = show()
    const field = await port()
    control.invoke = () => Promise.reject(new Error('broken'))
    fireEvent.change(field, { target: { value: '7430' } })
    fireEvent.blur(field)
    expect((await screen.findByRole('alert')).textContent).toContain('internal')
    expect(screen.queryByText(/^Saved/)).toBeNull()
  })

  it('keeps archived things for good until it is switched off', async () => {
    const { control } = show()
    fireEvent.click(await screen.findByRole('switch', { name: /Keep archived and deleted/ }))
    await screen.findByLabelText('Can be removed after (days)')
    expect(control.state.settings.retention.archivedDays).toBe(365)
  })

  it('resets and removes only after the word was typed', async () => {
    const { transport } = show()
    fireEvent.click(await screen.findByRole('button', { name: 'Reset…' }))
    const dialog = await screen.findByRole('dialog')
    const decisive = within(dialog).getByRole('button', { name: 'Reset' })
    expect(decisive.hasAttribute('disabled')).toBe(true)
    fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: 'RESET' } })
    fireEvent.click(decisive)
    await screen.findByText('/home/ada/.drawbridge-2026-11-21')
    expect(transport.calls.filter(({ method }) => method === 'data.reset')).toHaveLength(1)
  })

  it('shows the bundle before it is saved', async () => {
    show()
    fireEvent.click(await screen.findByRole('button', { name: 'Make the bundle' }))
    fireEvent.click(await screen.findByRole('button', { name: 'What is in it' }))
    await waitFor(() => expect(document.body.textContent).toContain('"version": "0.1.0"'))
  })
})
