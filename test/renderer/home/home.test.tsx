// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { Home } from '../../../renderer/views/Home.tsx'
import { createFakeControl, type FakeState } from '../../fakes/fake-control.ts'
import { aClient } from '../../fakes/panel-data/clients.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { aLane } from '../../fakes/panel-data/lanes.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

const show = (over: Partial<FakeState> = {}) => renderInPanel(<Home />, createFakeControl(over))
const picture = () =>
  screen.getByRole('img', { name: /drawbridge between/ }).getAttribute('aria-label')

describe('Home', () => {
  it('raises the bridge and lowers it again, in truth and in the picture', async () => {
    const { control } = show()
    const raised = await screen.findByRole('radio', { name: 'Raised' })
    await waitFor(() => expect(raised.hasAttribute('data-disabled')).toBe(false))
    expect(picture()).toContain('lowered')
    fireEvent.click(raised)
    await screen.findByRole('heading', { name: 'The bridge is raised.' })
    expect(control.state.position).toBe('raised')
    expect(picture()).toContain('raised')
    fireEvent.click(screen.getByRole('radio', { name: 'Lowered' }))
    await waitFor(() => expect(control.state.position).toBe('lowered'))
  })

  it('cannot be moved while the bridge is out of sight', async () => {
    const { transport } = show()
    const raised = await screen.findByRole('radio', { name: 'Raised' })
    act(() => transport.signal({ kind: 'stopped' }))
    expect(raised.hasAttribute('data-disabled')).toBe(true)
    expect(screen.queryByRole('heading', { name: 'The way across' })).toBeNull()
  })

  it('says so when the bridge could not be moved', async () => {
    const { control } = show()
    const raised = await screen.findByRole('radio', { name: 'Raised' })
    await waitFor(() => expect(raised.hasAttribute('data-disabled')).toBe(false))
    control.invoke = () => Promise.reject(new Error('broken'))
    fireEvent.click(raised)
    expect((await screen.findByRole('alert')).textContent).toContain('internal')
    expect(picture()).toContain('lowered')
  })

  it('leads to the guide as long as nobody ever came, and it was not done', async () => {
    show()
    expect((await screen.findByRole('link', { name: 'Begin' })).getAttribute('href')).toBe('#setup')
    cleanup()
    show(aFullBridge())
    await screen.findByRole('heading', { name: 'The bridge is open.' })
    expect(screen.queryByRole('link', { name: 'Begin' })).toBeNull()
  })

  it('lists who has to answer where and may not write, until it is pasted', async () => {
    const { control } = show({ ...aFullBridge(), lanes: [aLane()] })
    const due = await screen.findByRole('region', { name: 'Waits for you to paste' })
    const link = within(due).getByRole('link')
    expect(link.textContent).toBe('ChatGPT has to answer in “Good morning.”')
    expect(link.getAttribute('href')).toBe('#conversation/t1')
    await act(() =>
      control.invoke('lanes.paste', { participant: 'chatgpt', text: 'Blue.', thread: 't1' }),
    )
    await waitFor(() =>
      expect(screen.queryByRole('region', { name: 'Waits for you to paste' })).toBeNull(),
    )
  })

  it('offers a QR code for a public address only, and a public address where there is none', async () => {
    show()
    await screen.findByRole('link', { name: 'Open a public address' })
    expect(screen.queryByRole('button', { name: 'QR code' })).toBeNull()
    cleanup()
    show(aFullBridge())
    await screen.findByText('https://quiet-river-bank.trycloudflare.com/mcp')
    fireEvent.click(screen.getByRole('button', { name: 'QR code' }))
    await screen.findByRole('img', { name: 'https://quiet-river-bank.trycloudflare.com/mcp' })
  })

  it('invites to connect only who is not connected', async () => {
    show({})
    const address = await screen.findByRole('region', { name: 'The address of the bridge' })
    await within(address).findByRole('link', { name: 'Connect ChatGPT' })
    cleanup()
    show({ ...aFullBridge(), clients: [aClient()], links: [], presence: [] })
    await screen.findByRole('button', { name: 'QR code' })
    const here = screen.getByRole('region', { name: 'The address of the bridge' })
    await within(here).findByRole('link', { name: 'Connect Claude' })
    expect(within(here).queryByRole('link', { name: 'Connect ChatGPT' })).toBeNull()
  })

  it('lights a whole window for one who listens, half of one for one who called lately, none for others', async () => {
    const { control } = show(aFullBridge())
    await waitFor(() => expect(document.querySelectorAll('.bridge .window.lit')).toHaveLength(2))
    const towers = [...document.querySelectorAll('.bridge .window')].map((path) =>
      path.classList.contains('lit'),
    )
    // Claude called lately: its window and the half of it that is lit. ChatGPT waits: a whole one.
    expect(towers).toEqual([false, true, true])
    act(() =>
      control.change('presence', (state) => {
        state.links = []
        for (const row of state.presence) row.state = 'away'
      }),
    )
    await waitFor(() => expect(document.querySelector('.bridge .window.lit')).toBeNull())
  })

  it('does not say of one whose only client was revoked that it has not called yet', async () => {
    const revoked = { state: 'away', since: null, lastSeen: null } as const
    show({
      ...aFullBridge(),
      clients: [],
      links: [],
      presence: [{ participant: 'chatgpt', ...revoked, clients: [] }],
    })
    const people = await screen.findByRole('region', { name: 'Who is here' })
    const row = await within(people).findByText('ChatGPT')
    expect(row.closest('li')?.textContent).toContain('not connected')
    expect(people.textContent).not.toContain('has not called yet')
  })

  it('says who is here, what is unread and whose turn it is', async () => {
    show(aFullBridge())
    await screen.findByRole('heading', { name: 'Who is here' })
    await waitFor(() => expect(screen.getAllByText('next to speak')).toHaveLength(2))
    const rows = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    const row = (name: string) =>
      rows.find((text) => text.includes(name) && /read/.test(text)) ?? ''
    expect(row('called 2 minutes ago')).toMatch(
      /Claude.*next to speak.*has not read it yet.*1 unread/,
    )
    expect(row('listening now')).toMatch(/ChatGPT.*all read/)
    expect(row('Codex')).toMatch(/away since .*all read/)
    expect(screen.getByRole('link', { name: '2 unread' }).getAttribute('href')).toBe(
      '#conversation',
    )
  })
})
