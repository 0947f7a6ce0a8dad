// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { App } from '../../renderer/App.tsx'
import { createStore } from '../../renderer/data/store.ts'
import { createControlTransport } from '../fakes/control-transport.ts'
import { anApproval, createFakeControl, type FakeState } from '../fakes/fake-control.ts'

afterEach(cleanup)

async function open(over: Partial<FakeState> = {}) {
  const control = createFakeControl(over)
  const transport = createControlTransport(control)
  const store = createStore(transport)
  store.start()
  render(<App store={store} />)
  await waitFor(() => expect(heading()).toBe('Looking for the bridge…'))
  act(() => transport.signal({ kind: 'resync' }))
  await waitFor(() => expect(heading()).not.toBe('Looking for the bridge…'))
  return { control, transport, store }
}

const heading = (): string | null =>
  screen.queryByRole('heading', { level: 1 })?.textContent ?? null
const entry = (seq: number, text: string): FakeState['log'][number] => ({
  seq,
  kind: 'message',
  at: '2026-11-21T09:00:00.000Z',
  by: 'claude',
  to: ['chatgpt'],
  text,
  thread: null,
  ref: null,
  hash: '',
})

describe('the panel', () => {
  it('shows an approval that arrives, announces it, and puts it into the title', async () => {
    const { control } = await open()
    expect(document.title).toBe('Drawbridge')
    act(() => control.change('approvals', (state) => state.approvals.push(anApproval())))
    await screen.findByRole('article', { name: 'ChatGPT' })
    expect(heading()).toBe('ChatGPT asks to cross.')
    const announced = screen.getAllByRole('status').find((region) => region.textContent !== '')
    expect(announced?.textContent).toBe('ChatGPT asks to cross.')
    expect(announced?.getAttribute('aria-live')).toBe('assertive')
    expect(document.title).toBe('(1) Drawbridge')
  })

  it('raises the bridge and offers no approval while the bridge is stopped', async () => {
    const { transport } = await open({ approvals: [anApproval()] })
    await screen.findByRole('article', { name: 'ChatGPT' })
    act(() => transport.signal({ kind: 'stopped' }))
    expect(heading()).toBe('The bridge has stopped.')
    expect(screen.queryByRole('article')).toBeNull()
    expect(screen.getByRole('img').getAttribute('aria-label')).toContain('raised')
    expect(document.title).toBe('Drawbridge')
  })

  it('asks for everything again when the bridge is back', async () => {
    const { control, transport } = await open()
    act(() => transport.signal({ kind: 'stopped' }))
    control.state.log.push(entry(1, 'said meanwhile'))
    act(() => transport.signal({ kind: 'resync' }))
    await screen.findByText('said meanwhile')
    await waitFor(() => expect(heading()).toBe('The bridge is open.'))
  })

  it('explains how to come back in when the browser is signed out', async () => {
    const { transport } = await open()
    act(() => transport.signal({ kind: 'signed-out' }))
    expect(heading()).toBe('Open a fresh link')
    expect(screen.getByText('drawbridge panel')).toBeDefined()
  })

  it('lets a mark cross for a message that arrives, not for those that were there', async () => {
    const { control } = await open({ log: [entry(1, 'old words')] })
    await screen.findByText('old words')
    expect(document.querySelector('.crossing')).toBeNull()
    act(() => control.change('messages', (state) => state.log.push(entry(2, 'new words'))))
    await screen.findByText('new words')
    expect(document.querySelector('.crossing.hue-plum')).not.toBeNull()
  })

  it('says so when something cannot be loaded, and forgets it when it can', async () => {
    const { control } = await open()
    const { invoke } = control
    control.invoke = () => Promise.reject(new Error('broken'))
    act(() => control.change('files', () => {}))
    expect((await screen.findByRole('alert')).textContent).toContain('internal')
    control.invoke = invoke
    act(() => control.change('files', () => {}))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })

  it('says whom a message was for', async () => {
    await open({ log: [entry(1, 'Hello')] })
    await screen.findByText('Hello')
    expect(screen.getByText('to ChatGPT')).toBeTruthy()
  })

  it('shows what a model wrote as text', async () => {
    await open({ log: [entry(1, '<b onclick="x()">bold</b>')] })
    await screen.findByText('<b onclick="x()">bold</b>')
    expect(document.querySelector('b')).toBeNull()
  })
})
