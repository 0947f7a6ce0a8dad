// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { TrafficView } from '../../../renderer/views/traffic/TrafficView.tsx'
import { createFakeControl, type FakeState } from '../../fakes/fake-control.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { aRow } from '../../fakes/panel-data/traffic.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(() => {
  cleanup()
  location.hash = ''
})

const show = (state: Partial<FakeState>, ...path: string[]) =>
  renderInPanel(<TrafficView path={path} />, createFakeControl(state))

/** The rows in sight; a select has options too. */
const options = async () => await within(await screen.findByRole('listbox')).findAllByRole('option')

describe('the traffic', () => {
  it('says that nothing has crossed', async () => {
    show({})
    expect(await screen.findByText('Nothing has crossed yet.')).toBeDefined()
  })

  it('shows what is there and what comes', async () => {
    const { control } = show({ traffic: [aRow({ seq: 1, target: 'check_inbox' })] })
    expect(await options()).toHaveLength(1)
    control.change('traffic', (state) =>
      state.traffic.push(aRow({ seq: 2, target: 'send_message' })),
    )
    await screen.findByText('send_message')
    expect(screen.getByText('2 rows')).toBeDefined()
  })

  it('holds still on request, and says how much is new', async () => {
    const { control } = show({ traffic: [aRow({ seq: 1 })] })
    await options()
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }))
    control.change('traffic', (state) => state.traffic.push(aRow({ seq: 2, target: 'later' })))
    expect(await screen.findAllByText(/1 new/)).not.toHaveLength(0)
    expect(screen.queryByText('later')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: /Go on/ }))
    await screen.findByText('later')
  })

  it('finds by words, says when nothing fits, and shows all again', async () => {
    show(aFullBridge())
    await options()
    const search = screen.getByRole('searchbox', { name: 'Search' })
    fireEvent.change(search, { target: { value: 'write_file' } })
    await screen.findByText(/^1 of 12 rows/)
    fireEvent.change(search, { target: { value: 'no such thing' } })
    fireEvent.click(await screen.findByRole('button', { name: 'Show all' }))
    await screen.findByText('12 rows')
  })

  it('says of a call that sent a message who wrote to whom and how it begins, and leads to it', async () => {
    const message = { id: 'm7', from: 'chatgpt', to: ['claude'], words: 'Is the cable in?' }
    const traffic = [aRow({ seq: 1, target: 'send_message', message }), aRow({ seq: 2 })]
    show({ ...aFullBridge(), traffic })
    const [row] = await options()
    await waitFor(() => expect(row?.textContent).toContain('ChatGPT to Claude: Is the cable in?'))
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search' }), {
      target: { value: 'cable' },
    })
    await screen.findByText(/^1 of 2 rows/)
    cleanup()
    show(
      { ...aFullBridge(), traffic: [aRow({ seq: 1, message: { ...message, words: null } })] },
      '1',
    )
    const link = await screen.findByRole('link', { name: 'ChatGPT to Claude' })
    expect(link.getAttribute('href')).toBe('#conversation/message/m7')
  })

  it('is cleared only after a question', async () => {
    const { transport } = show(aFullBridge())
    await options()
    fireEvent.click(screen.getByRole('button', { name: 'Clear' }))
    const dialog = await screen.findByRole('dialog')
    expect(transport.calls.map(({ method }) => method)).not.toContain('traffic.clear')
    fireEvent.click(within(dialog).getByRole('button', { name: 'Clear' }))
    await screen.findByText('Nothing has crossed yet.')
  })

  it('goes to the row that a key or a click chooses', async () => {
    show(aFullBridge())
    const list = await screen.findByRole('listbox')
    await options()
    fireEvent.keyDown(list, { key: 'ArrowDown' })
    expect(location.hash).toBe('#traffic/12')
    fireEvent.click(within(list).getByText('write_file'))
    expect(location.hash).toBe('#traffic/10')
  })

  it('shows one row with both sides, dots for secrets, and its story', async () => {
    show(aFullBridge(), '5')
    const pane = await screen.findByRole('region', { name: 'What was chosen' })
    await within(pane).findByRole('heading', { name: 'It gets its tokens' })
    expect(within(pane).getByRole('region', { name: 'Request' }).textContent).toContain('"jsonrpc"')
    fireEvent.click(within(pane).getByRole('button', { name: 'Headers (2)' }))
    expect(pane.textContent).toContain('Bearer ••••••')
    const story = within(pane).getByRole('link', { name: 'its story' })
    expect(story.getAttribute('href')).toBe('#traffic/story/f1')
  })

  it('says that a row is gone', async () => {
    show(aFullBridge(), '999')
    expect(await screen.findByText('This row is gone.')).toBeDefined()
  })

  it('opens the page of an error code', { timeout: 90_000 }, async () => {
    show(aFullBridge(), '10')
    fireEvent.click(await screen.findByRole('button', { name: 'What insufficient-scope means' }))
    const dialog = await screen.findByRole('dialog')
    // Every page is loaded for it, which takes its time on a busy machine.
    const page = { name: 'What happened' }
    await within(dialog).findByRole('heading', page, { timeout: 60_000 })
  })

  it('tells a sign-in and a client as stories', async () => {
    const { unmount } = show(aFullBridge(), 'story', 'f1')
    await screen.findByRole('heading', { name: 'ChatGPT signs in' })
    expect(screen.getByText(/It worked\. It took/)).toBeDefined()
    unmount()
    show(aFullBridge(), 'client', 'dcr-codex-1')
    await screen.findByRole('heading', { name: 'What Codex did' })
    expect(screen.getByText(/1 went wrong/)).toBeDefined()
  })

  it('says why it cannot be read, and tries again', async () => {
    const control = createFakeControl(aFullBridge())
    const { invoke } = control
    control.invoke = async () => {
      throw new Error('broken')
    }
    renderInPanel(<TrafficView path={[]} />, control)
    const again = await screen.findByRole('button', { name: 'Try again' })
    control.invoke = invoke
    fireEvent.click(again)
    await options()
  })
})
