// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Composer } from '../../../renderer/views/conversation/compose/Composer.tsx'
import { createFakeControl } from '../../fakes/fake-control.ts'
import { aMessage } from '../../fakes/panel-data/conversation.ts'
import { renderInPanel } from '../in-panel.tsx'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

type Props = Partial<Parameters<typeof Composer>[0]>

function show(props: Props = {}) {
  const control = createFakeControl()
  const panel = renderInPanel(
    <Composer participants={control.state.participants} {...props} />,
    control,
  )
  const sends = () => panel.transport.calls.filter(({ method }) => method === 'conversation.send')
  return { ...panel, sends }
}

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Write as yourself' })
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

  it('writes into a thread to those who are in it, unless others are chosen', async () => {
    const { sends } = show({ thread: { id: 't1', participants: ['owner', 'claude'] } })
    write('only for Claude')
    fireEvent.keyDown(box(), { key: 'Enter', ctrlKey: true })
    await waitFor(() => expect(box().value).toBe(''))
    fireEvent.click(screen.getByRole('button', { name: 'ChatGPT' }))
    write('for both')
    fireEvent.keyDown(box(), { key: 'Enter', metaKey: true })
    await waitFor(() => expect(sends()).toHaveLength(2))
    expect(sends().map(({ params }) => params)).toMatchObject([
      { thread: 't1', to: ['claude'] },
      { thread: 't1', to: ['claude', 'chatgpt'] },
    ])
  })

  it('answers the message it is given, with its importance, and then no more', async () => {
    const answering = aMessage({ seq: 7, text: 'a question' })
    let answered = 0
    const { sends } = show({
      thread: { id: 't1', participants: ['claude'] },
      answering,
      onAnswered: () => (answered += 1),
    })
    expect(screen.getByText('Replying to Claude')).toBeDefined()
    await waitFor(() => expect(document.activeElement).toBe(box()))
    fireEvent.change(screen.getByLabelText('Importance'), { target: { value: 'high' } })
    write('an answer')
    fireEvent.click(sendButton())
    await waitFor(() => expect(answered).toBe(1))
    expect(sends()[0]?.params).toMatchObject({ replyTo: 'm7', importance: 'high', thread: 't1' })
  })

  it('cannot send nothing, to nobody, or while the bridge is stopped', () => {
    const { transport } = show()
    expect(sendButton().disabled).toBe(true)
    write('   ')
    expect(sendButton().disabled).toBe(true)
    write('words')
    expect(sendButton().disabled).toBe(false)
    fireEvent.click(screen.getByRole('button', { name: 'ChatGPT' }))
    fireEvent.click(screen.getByRole('button', { name: 'Claude' }))
    expect(sendButton().disabled).toBe(true)
    expect(screen.getByText('Choose whom to write to.')).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Claude' }))
    expect(sendButton().disabled).toBe(false)
    act(() => transport.signal({ kind: 'stopped' }))
    expect(sendButton().disabled).toBe(true)
  })

  it('leaves Enter alone to the text', () => {
    const { sends } = show()
    write('a line')
    fireEvent.keyDown(box(), { key: 'Enter' })
    expect(sends()).toEqual([])
  })

  it('keeps what was begun, one draft per thread, until it is sent', async () => {
    const one = { thread: { id: 't1', participants: ['claude'] } }
    show(one)
    write('half a thought')
    fireEvent.click(screen.getByRole('button', { name: 'ChatGPT' }))
    cleanup()
    show({ thread: { id: 't2', participants: ['claude'] } })
    expect(box().value).toBe('')
    cleanup()
    const { sends } = show(one)
    expect(box().value).toBe('half a thought')
    fireEvent.click(sendButton())
    await waitFor(() => expect(box().value).toBe(''))
    expect(sends()[0]?.params).toMatchObject({ to: ['claude', 'chatgpt'] })
    cleanup()
    show(one)
    expect(box().value).toBe('')
    expect(localStorage.length).toBe(0)
  })

  it('takes what is kept in the browser for what it is worth', () => {
    localStorage.setItem('drawbridge-draft-new', '{"text":5}')
    show()
    expect(box().value).toBe('')
  })

  it('keeps the text when sending fails, and repeats it under the same key', async () => {
    const { control, sends } = show()
    const { invoke } = control
    control.invoke = (method, params) =>
      method === 'conversation.send' ? Promise.reject(new Error('broken')) : invoke(method, params)
    write('precious words')
    fireEvent.click(sendButton())
    await screen.findByRole('alert')
    expect(box().value).toBe('precious words')

    control.invoke = invoke
    fireEvent.click(sendButton())
    await waitFor(() => expect(box().value).toBe(''))
    write('precious words')
    fireEvent.click(sendButton())
    await waitFor(() => expect(sends()).toHaveLength(3))
    const keys = sends().map(({ params }) => JSON.stringify(params))
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[1])
  })
})
