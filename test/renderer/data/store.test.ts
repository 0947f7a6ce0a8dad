import { describe, expect, it, vi } from 'vitest'
import { createStore } from '../../../renderer/data/store.ts'
import { createControlTransport } from '../../fakes/control-transport.ts'
import { createFakeControl } from '../../fakes/fake-control.ts'

function open() {
  const control = createFakeControl()
  const transport = createControlTransport(control)
  const store = createStore(transport)
  store.start()
  const asked = (method: string): number =>
    transport.calls.filter((call) => call.method === method).length
  return { control, transport, store, asked }
}

describe('the store', () => {
  it('asks for nothing nobody looks at', () => {
    const { store, transport } = open()
    store.answer('files.list', {})
    transport.signal({ kind: 'resync' })
    expect(transport.calls).toEqual([])
  })

  it('asks once for the same question in two places', async () => {
    const { store, asked } = open()
    store.answer('files.list', {}).watch(() => {})
    store.answer('files.list', {}).watch(() => {})
    await vi.waitFor(() => expect(store.answer('files.list', {}).get().value).toEqual([]))
    expect(asked('files.list')).toBe(1)
  })

  it('asks once more, not once per event, when events come faster than answers', async () => {
    const { store, transport, control, asked } = open()
    const log = store.answer('conversation.log', {})
    log.watch(() => {})
    for (let i = 0; i < 50; i += 1) transport.signal({ kind: 'change', topic: 'messages' })
    await control.invoke('conversation.send', { to: ['claude'], text: 'last' })
    await vi.waitFor(() => expect(log.get().value).toHaveLength(1))
    await vi.waitFor(() => expect(log.get().loading).toBe(false))
    expect(asked('conversation.log')).toBeLessThanOrEqual(3)
  })

  it('draws nothing anew when the answer is the same again, nor for the topic of another view', async () => {
    const { store, transport, asked } = open()
    const files = store.answer('files.list', {})
    const drawn = vi.fn()
    files.watch(drawn)
    await vi.waitFor(() => expect(files.get().loading).toBe(false))
    const before = files.get()
    drawn.mockClear()
    for (let i = 0; i < 10; i += 1) transport.signal({ kind: 'change', topic: 'traffic' })
    transport.signal({ kind: 'change', topic: 'files' })
    await vi.waitFor(() => expect(asked('files.list')).toBe(2))
    // One more round, so that the answer to the second has certainly come.
    await transport.invoke('files.list', {})
    expect(drawn).not.toHaveBeenCalled()
    expect(files.get()).toBe(before)
  })

  it('asks again for what became stale while nobody looked, when somebody does', async () => {
    const { store, control, transport } = open()
    const log = store.answer('conversation.log', {})
    log.watch(() => {})()
    await vi.waitFor(() => expect(log.get().value).toEqual([]))
    await control.invoke('conversation.send', { to: ['claude'], text: 'meanwhile' })
    expect(transport.calls).toHaveLength(1)
    log.watch(() => {})
    await vi.waitFor(() => expect(log.get().value).toHaveLength(1))
  })

  it('says why something could not be loaded, keeps what it had, and forgets it when it can', async () => {
    const { store, control } = open()
    const files = store.answer('files.list', {})
    files.watch(() => {})
    await vi.waitFor(() => expect(files.get().value).toEqual([]))
    const { invoke } = control
    control.invoke = () => Promise.reject(new Error('broken'))
    control.change('files', () => {})
    await vi.waitFor(() => expect(files.get().failure?.code).toBe('internal'))
    expect(files.get().value).toEqual([])
    control.invoke = invoke
    control.change('files', () => {})
    await vi.waitFor(() => expect(files.get().failure).toBeUndefined())
  })

  it('tells those who follow a topic by themselves, and all of them after a gap', () => {
    const { store, transport } = open()
    const traffic = vi.fn()
    const leave = store.onTopic('traffic', traffic)
    transport.signal({ kind: 'change', topic: 'traffic' })
    transport.signal({ kind: 'change', topic: 'files' })
    expect(traffic).toHaveBeenCalledTimes(1)
    transport.signal({ kind: 'resync' })
    expect(traffic).toHaveBeenCalledTimes(2)
    leave()
    transport.signal({ kind: 'change', topic: 'traffic' })
    expect(traffic).toHaveBeenCalledTimes(2)
  })
})
