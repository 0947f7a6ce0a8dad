// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { Composer } from '../../../renderer/views/conversation/Composer.tsx'
import { createControlTransport } from '../../fakes/control-transport.ts'
import { createFakeControl } from '../../fakes/fake-control.ts'

afterEach(cleanup)

function show({ disabled = false } = {}) {
  const control = createFakeControl()
  const transport = createControlTransport(control)
  render(
    <Composer
      participants={control.state.participants}
      disabled={disabled}
      invoke={transport.invoke}
    />,
  )
  return { control, transport }
}

const box = () => screen.getByLabelText<HTMLTextAreaElement>('Write as yourself')
const sendButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Send' })
const write = (value: string) => fireEvent.change(box(), { target: { value } })

describe('the composer', () => {
  it('sends to everybody but the owner and empties itself', async () => {
    const { control } = show()
    write('hello both')
    fireEvent.click(sendButton())
    await waitFor(() => expect(box().value).toBe(''))
    expect(control.state.log.map(({ by, text }) => [by, text])).toEqual([['owner', 'hello both']])
    expect(control.state.unread).toEqual({ claude: 1, chatgpt: 1 })
  })

  it('sends to those who are chosen', async () => {
    const { control } = show()
    fireEvent.click(screen.getByRole('button', { name: 'ChatGPT' }))
    write('only for Claude')
    fireEvent.click(sendButton())
    await waitFor(() => expect(control.state.unread).toEqual({ claude: 1 }))
  })

  it('cannot send nothing, to nobody, or while the bridge is stopped', () => {
    show()
    expect(sendButton().disabled).toBe(true)
    write('   ')
    expect(sendButton().disabled).toBe(true)
    write('words')
    expect(sendButton().disabled).toBe(false)
    fireEvent.click(screen.getByRole('button', { name: 'ChatGPT' }))
    fireEvent.click(screen.getByRole('button', { name: 'Claude' }))
    expect(sendButton().disabled).toBe(true)
    expect(screen.getByText('Choose whom to write to.')).toBeDefined()
    cleanup()
    show({ disabled: true })
    write('words')
    expect(sendButton().disabled).toBe(true)
  })

  it('sends by Ctrl+Enter and leaves Enter to the text', async () => {
    const { control } = show()
    write('by key')
    fireEvent.keyDown(box(), { key: 'Enter' })
    expect(control.state.log).toHaveLength(0)
    fireEvent.keyDown(box(), { key: 'Enter', ctrlKey: true })
    await waitFor(() => expect(control.state.log).toHaveLength(1))
  })

  it('keeps the text when sending fails, and repeats it under the same key', async () => {
    const { control, transport } = show()
    const { invoke } = control
    control.invoke = () => Promise.reject(new Error('broken'))
    write('precious words')
    fireEvent.click(sendButton())
    await screen.findByRole('alert')
    expect(box().value).toBe('precious words')

    control.invoke = invoke
    fireEvent.click(sendButton())
    await waitFor(() => expect(box().value).toBe(''))
    write('precious words')
    fireEvent.click(sendButton())
    await waitFor(() => expect(transport.calls).toHaveLength(3))
    const keys = transport.calls.map(({ params }) => JSON.stringify(params))
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[1])
  })
})
