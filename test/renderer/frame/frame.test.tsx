// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { App } from '../../../renderer/App.tsx'
import { createStore } from '../../../renderer/data/store.ts'
import { createControlTransport } from '../../fakes/control-transport.ts'
import { anApproval, createFakeControl, type FakeState } from '../../fakes/fake-control.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'

beforeEach(() => {
  location.hash = ''
  localStorage.clear()
})
afterEach(() => {
  cleanup()
  delete document.documentElement.dataset['theme']
})

function open(over: Partial<FakeState> = {}) {
  const control = createFakeControl(over)
  const transport = createControlTransport(control)
  const store = createStore(transport)
  store.start()
  render(<App store={store} />)
  act(() => transport.signal({ kind: 'resync' }))
  return { control, transport }
}

const go = (hash: string) =>
  act(() => {
    location.hash = hash
    dispatchEvent(new Event('hashchange'))
  })
const press = (key: string, over: object = {}) =>
  act(() => void fireEvent.keyDown(document.body, { key, ...over }))
/** A comparison that does not print two whole documents when it fails. */
const focused = (element: Element | null): boolean => document.activeElement === element
const heading = (name: string) => screen.findByRole('heading', { level: 1, name })

describe('the frame', () => {
  it('marks the place one is at, names the window after it, and moves the focus there', async () => {
    open()
    await heading('The bridge is open. Nobody has crossed yet.')
    expect(focused(document.body)).toBe(true)
    go('#doctor')
    await heading('Doctor')
    expect(document.title).toBe('Doctor · Drawbridge')
    expect(focused(screen.getByRole('main'))).toBe(true)
    const places = within(screen.getByRole('navigation', { name: 'Places' }))
    const current = places
      .getAllByRole('link')
      .filter((link) => link.getAttribute('aria-current') === 'page')
    expect(current.map(({ textContent }) => textContent)).toEqual(['Doctor'])
  })

  it('skips to the content without leaving the view', async () => {
    open()
    go('#doctor')
    await heading('Doctor')
    fireEvent.click(screen.getByRole('link', { name: 'Skip to the content' }))
    expect(focused(screen.getByRole('main'))).toBe(true)
    expect(location.hash).toBe('#doctor')
  })

  it('shows who waits over any view, and puts the focus where its number is typed', async () => {
    const { control } = open()
    go('#doctor')
    await heading('Doctor')
    act(() => control.change('approvals', (state) => state.approvals.push(anApproval())))
    const gate = await screen.findByRole('region', { name: 'Waiting for you' })
    expect(within(gate).getByRole('article', { name: 'ChatGPT' })).toBeDefined()
    expect(focused(within(gate).getByLabelText('The number your browser shows'))).toBe(true)
    expect(document.title).toBe('(1) Doctor · Drawbridge')
  })

  it('says by name whom a client that was let in speaks as', async () => {
    open({ approvals: [anApproval()] })
    go('#doctor')
    const number = await screen.findByLabelText('The number your browser shows')
    fireEvent.change(number, { target: { value: '4821' } })
    fireEvent.click(screen.getByRole('button', { name: 'Approve ChatGPT' }))
    await screen.findAllByText('ChatGPT may cross, and speaks as ChatGPT.')
  })

  it('keeps a request that was put aside as one line, until a new one comes', async () => {
    const { control } = open({ approvals: [anApproval()] })
    go('#doctor')
    fireEvent.click(await screen.findByRole('button', { name: 'Decide later' }))
    expect(screen.queryByRole('article')).toBeNull()
    expect(screen.getByRole('button', { name: '1 request waits for you' })).toBeDefined()
    const other = anApproval({ number: '1177', clientName: 'Cursor' })
    act(() => control.change('approvals', (state) => state.approvals.push(other)))
    await screen.findByRole('article', { name: 'Cursor' })
    expect(screen.queryByRole('article', { name: 'ChatGPT' })).toBeNull()
  })

  it('says on every view that the bridge has stopped, and how to start it', async () => {
    const { transport } = open({ approvals: [anApproval()] })
    go('#doctor')
    await screen.findByRole('article')
    act(() => transport.signal({ kind: 'stopped' }))
    expect(screen.getByText('drawbridge up')).toBeDefined()
    expect(screen.queryByRole('article')).toBeNull()
    act(() => transport.signal({ kind: 'resync' }))
    expect(screen.queryByText('drawbridge up')).toBeNull()
  })

  it('shows how far long work is, on every view but those where it is begun', async () => {
    const { control } = open()
    await control.invoke('tunnel.fetch', {})
    const bar = await screen.findByRole('progressbar', { name: 'cloudflared' })
    expect(bar.getAttribute('aria-valuenow')).toBe('12000000')
    go('#doctor')
    await heading('Doctor')
    expect(screen.queryByRole('progressbar')).toBeNull()
    go('#home')
    const done = { state: 'done' as const }
    act(() =>
      control.change('tasks', (state) => {
        state.tasks = state.tasks.map((task) => ({ ...task, ...done }))
      }),
    )
    await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull())
  })

  it('does not name a command in the desktop window, where there is none', async () => {
    const { transport } = open()
    go('#doctor')
    await heading('Doctor')
    window.drawbridge = { invoke: vi.fn(), subscribe: vi.fn() }
    act(() => transport.signal({ kind: 'stopped' }))
    expect(screen.getByText(/Quit Drawbridge and open it again/)).toBeDefined()
    delete window.drawbridge
  })

  it('shows the theme the owner chose, and keeps it for the next page', async () => {
    const { control } = open()
    const { settings } = control.state
    const dark = { ...settings, panel: { ...settings.panel, theme: 'dark' as const } }
    act(() => control.change('settings', (state) => (state.settings = dark)))
    await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'))
    expect(localStorage.getItem('drawbridge-theme')).toBe('dark')
    act(() => control.change('settings', (state) => (state.settings = settings)))
    await waitFor(() => expect(document.documentElement.dataset['theme']).toBeUndefined())
  })
})

describe('the keyboard', () => {
  it('goes to a view by two keys, and forgets the first when another follows', async () => {
    open()
    press('g')
    press('d')
    await waitFor(() => expect(location.hash).toBe('#doctor'))
    press('x')
    press('h')
    expect(location.hash).toBe('#doctor')
  })

  it('leaves keys alone that are typed into a field', async () => {
    open({ approvals: [anApproval()] })
    const number = await screen.findByLabelText('The number your browser shows')
    fireEvent.keyDown(number, { key: '?' })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('goes to the number of the request that waits', async () => {
    open({ approvals: [anApproval()] })
    const number = await screen.findByLabelText('The number your browser shows')
    press('a')
    expect(focused(number)).toBe(true)
  })

  it('lists every shortcut, and can turn those of single keys off for good', async () => {
    open()
    press('?')
    const list = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
    expect(within(list).getByText('Go to Conversation')).toBeDefined()
    fireEvent.click(within(list).getByRole('switch', { name: 'Shortcuts of single keys' }))
    fireEvent.click(within(list).getByRole('button', { name: 'Close' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    press('?')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(localStorage.getItem('drawbridge-single-keys')).toBe('off')
  })
})

describe('the command palette', () => {
  const openPalette = async () => {
    press('k', { ctrlKey: true })
    return screen.findByRole<HTMLInputElement>('combobox')
  }
  const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })
  const chosen = () => screen.getByRole('option', { selected: true }).textContent

  it('takes what is typed right after the keys that open it, and goes when the place does', async () => {
    open()
    await heading('The bridge is open. Nobody has crossed yet.')
    fireEvent.keyDown(await openPalette(), { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull())
    press('k', { ctrlKey: true })
    expect(focused(screen.getByRole('combobox'))).toBe(true)
    go('#doctor')
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull())
  })

  it('goes where one says', async () => {
    open()
    const field = await openPalette()
    type(field, 'doc')
    expect(chosen()).toBe('Doctor')
    fireEvent.keyDown(field, { key: 'Enter' })
    await waitFor(() => expect(location.hash).toBe('#doctor'))
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull())
  })

  it('raises the bridge and says so', async () => {
    const { control } = open()
    await heading('The bridge is open. Nobody has crossed yet.')
    const field = await openPalette()
    type(field, 'bridge raise')
    fireEvent.keyDown(field, { key: 'Enter' })
    await waitFor(() => expect(control.state.position).toBe('raised'))
    await screen.findByText('The bridge is raised: nothing crosses.')
  })

  it('asks before it rotates the keys', async () => {
    const { control } = open()
    const [before] = control.state.keys
    await heading('The bridge is open. Nobody has crossed yet.')
    const field = await openPalette()
    type(field, 'rotate')
    fireEvent.keyDown(field, { key: 'Enter' })
    const asked = await screen.findByRole('dialog', { name: 'Rotate the signing keys?' })
    expect(control.state.keys[0]?.kid).toBe(before?.kid)
    fireEvent.click(within(asked).getByRole('button', { name: 'Rotate' }))
    await waitFor(() => expect(control.state.keys).toHaveLength(3))
  })

  it('goes round with the arrows and says which one is chosen', async () => {
    open()
    const field = await openPalette()
    const first = chosen()
    fireEvent.keyDown(field, { key: 'ArrowUp' })
    expect(chosen()).toBe('Keyboard shortcuts')
    expect(field.getAttribute('aria-activedescendant')).toBe(
      screen.getByRole('option', { selected: true }).id,
    )
    fireEvent.keyDown(field, { key: 'ArrowDown' })
    expect(chosen()).toBe(first)
  })

  it('searches what was said', async () => {
    const { control } = open()
    await control.invoke('conversation.send', { to: ['claude'], text: 'The plum tree blooms.' })
    const field = await openPalette()
    type(field, 'plum tree')
    const found = await screen.findByRole('option', { name: /The plum tree blooms/ })
    fireEvent.click(found)
    await waitFor(() => expect(location.hash).toBe('#conversation/message/m1'))
  })

  it('opens again when its keys come right after those that close it', async () => {
    open()
    await heading('The bridge is open. Nobody has crossed yet.')
    press('?')
    const dialog = await screen.findByRole('dialog')
    fireEvent.keyDown(dialog, { key: 'Escape' })
    press('k', { ctrlKey: true })
    await screen.findByRole('combobox')
  })

  it('writes, exports, and finds clients, their revocation and files by name', async () => {
    open(aFullBridge())
    await heading('The bridge is open.')
    const field = await openPalette()
    const labels = () => screen.getAllByRole('option').map(({ textContent }) => textContent)
    expect(labels()).toContain('Write a message')
    expect(labels()).toContain('Export the conversation')
    expect(labels().some((label) => label.startsWith('Revoke'))).toBe(false)
    type(field, 'codex')
    await waitFor(() => expect(labels()).toContain('Client Codex'))
    fireEvent.click(screen.getByRole('option', { name: 'Revoke the client Codex…' }))
    await screen.findByRole('dialog', { name: 'Take away every permission of Codex?' })
    expect(location.hash).toBe('#clients/dcr-codex-1/revoke')
  })

  it('offers nothing that cannot be done while the bridge is out of sight', async () => {
    const { transport } = open()
    act(() => transport.signal({ kind: 'stopped' }))
    await openPalette()
    expect(screen.queryByRole('option', { name: 'Raise the bridge' })).toBeNull()
    expect(screen.getByRole('option', { name: 'Settings' })).toBeDefined()
  })
})

describe('a view that breaks', () => {
  it('leaves the places, and can be tried again', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { control } = open()
    await heading('The bridge is open. Nobody has crossed yet.')
    const { invoke } = control
    // Not what the contract allows: nothing of the panel has to survive it but the frame.
    control.invoke = (method, params) =>
      method === 'conversation.log' ? Promise.resolve([null]) : invoke(method, params)
    act(() => control.change('messages', () => {}))
    await screen.findByText('This view failed.')
    expect(screen.getByRole('navigation', { name: 'Places' })).toBeDefined()
    control.invoke = invoke
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await heading('The bridge is open. Nobody has crossed yet.')
    vi.restoreAllMocks()
  })
})
