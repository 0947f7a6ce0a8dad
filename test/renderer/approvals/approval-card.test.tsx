// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Approval } from '../../../main/contract.ts'
import { ApprovalCard } from '../../../renderer/views/approvals/ApprovalCard.tsx'
import { anApproval, createFakeControl } from '../../fakes/fake-control.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

function show(over: Partial<Approval> = {}) {
  const approval = anApproval(over)
  const control = createFakeControl({ approvals: [approval] })
  return renderInPanel(
    <ApprovalCard approval={approval} participants={control.state.participants} first />,
    control,
  )
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const number = () => screen.getByLabelText<HTMLInputElement>('The number your browser shows')
const type = (value: string) => fireEvent.change(number(), { target: { value } })
const choose = (value: string) =>
  fireEvent.change(screen.getByLabelText('Speaks as'), { target: { value } })

describe('an approval card', () => {
  it('takes the focus when it comes, and names the key that leads to it', () => {
    show()
    expect(document.activeElement).toBe(number())
    expect(number().getAttribute('aria-keyshortcuts')).toBe('A')
    screen.getByText('Key', { exact: false })
  })

  it('takes no focus from one who is typing', () => {
    const field = document.createElement('textarea')
    document.body.append(field)
    field.focus()
    show()
    expect(document.activeElement).toBe(field)
    field.remove()
  })

  it('shows the verified host, where it returns to and what it asks for', () => {
    show()
    expect(
      screen.getByText(
        'Verified: its id is an address of chatgpt.com, which names where it goes back to.',
      ),
    ).toBeDefined()
    expect(screen.getByText('chatgpt.com')).toBeDefined()
    expect(screen.getAllByRole('checkbox', { checked: true })).toHaveLength(4)
    expect(screen.getByRole('checkbox', { name: 'send messages under its own name' })).toBeDefined()
  })

  it('says that an id which comes back to this computer proves nothing about the program', () => {
    show({ redirectHost: '127.0.0.1:5123', comesBackHere: true })
    expect(screen.getByText(/^Not verified: it uses the id of chatgpt\.com/)).toBeDefined()
    expect(screen.getByText(/only if you have just started it yourself/)).toBeDefined()
    expect(screen.queryByText(/^Verified/)).toBeNull()
  })

  it('says plainly that a name is only claimed', () => {
    show({ identifiedBy: 'registered', verifiedHost: null, clientName: 'ChatGPT' })
    expect(screen.getByText('It says it is “ChatGPT”. That is not verified.')).toBeDefined()
    expect(screen.queryByText(/^Verified/)).toBeNull()
  })

  it('shows a name with markup as text', () => {
    show({ clientName: '<img src=x onerror=alert(1)>' })
    expect(screen.getByRole('heading').textContent).toBe('<img src=x onerror=alert(1)>')
    expect(document.querySelector('img')).toBeNull()
  })

  it('does not show the number it asks for', () => {
    show()
    expect(document.body.textContent).not.toContain('4821')
    expect(document.body.innerHTML).not.toContain('4821')
  })

  it('approves with the right number, as the suggested participant', async () => {
    const { control } = show()
    type('4821')
    press('Approve ChatGPT')
    await waitFor(() => expect(control.state.clients[0]?.participant).toBe('chatgpt'))
    expect(control.state.clients[0]?.scopes).toHaveLength(4)
  })

  it('lets nobody in by a wrong number, and says what that may mean', () => {
    const { transport } = show()
    type('1111')
    press('Approve ChatGPT')
    expect(screen.getByText(/not the number of this request/)).toBeDefined()
    expect(number().getAttribute('aria-invalid')).toBe('true')
    expect(transport.calls.filter(({ method }) => method === 'approvals.approve')).toEqual([])
  })

  it('asks for the number when it is missing, and forgives once it is typed', () => {
    show()
    press('Approve ChatGPT')
    expect(screen.getByText(/Type the 4 digits/)).toBeDefined()
    type('4')
    expect(screen.queryByText(/Type the 4 digits/)).toBeNull()
  })

  it('takes digits only', () => {
    show()
    type('48 2x1')
    expect(number().value).toBe('4821')
  })

  it('approves as another one that the owner chose', async () => {
    const { control } = show()
    choose('claude')
    type('4821')
    press('Approve ChatGPT')
    await waitFor(() => expect(control.state.clients[0]?.participant).toBe('claude'))
  })

  it('never offers that a client speaks as the owner', () => {
    show()
    expect(screen.queryByRole('option', { name: 'Owner' })).toBeNull()
  })

  it('gives only the scopes the owner leaves', async () => {
    const { control } = show()
    fireEvent.click(screen.getByRole('checkbox', { name: /write, change and delete/ }))
    type('4821')
    press('Approve ChatGPT')
    await waitFor(() => expect(control.state.clients).toHaveLength(1))
    expect(control.state.clients[0]?.scopes).toEqual([
      'messages:read',
      'messages:write',
      'files:read',
    ])
  })

  it('approves nobody who may do nothing', () => {
    const { transport } = show({ scopes: ['files:read'] })
    fireEvent.click(screen.getByRole('checkbox'))
    type('4821')
    press('Approve ChatGPT')
    expect(screen.getByText(/Leave it at least one/)).toBeDefined()
    expect(transport.calls.map(({ method }) => method)).not.toContain('approvals.approve')
  })

  it('approves as somebody new, once there is a name', async () => {
    const { control } = show()
    choose('+')
    type('4821')
    press('Approve ChatGPT')
    expect(screen.getByText('Give the new participant a name.')).toBeDefined()
    fireEvent.change(screen.getByLabelText(/Name of the new participant/), {
      target: { value: ' research ' },
    })
    press('Approve ChatGPT')
    await waitFor(() => expect(control.state.clients[0]?.participant).toBe('research'))
    expect(control.state.participants.map(({ id }) => id)).toContain('research')
  })

  it('keeps the client waiting when the new name is refused, and says why', async () => {
    const { control } = show()
    choose('+')
    fireEvent.change(screen.getByLabelText(/Name of the new participant/), {
      target: { value: 'My Bot' },
    })
    type('4821')
    press('Approve ChatGPT')
    await screen.findByRole('alert')
    expect(screen.getByRole('alert').textContent).toContain('invalid-participant')
    expect(control.state.approvals).toHaveLength(1)
  })

  it('denies without a number', async () => {
    const { control } = show()
    press('Deny ChatGPT')
    await waitFor(() => expect(control.state.approvals).toEqual([]))
    expect(control.state.clients).toEqual([])
  })

  it('tells when the request has gone meanwhile', async () => {
    const { control } = show()
    control.state.approvals = []
    type('4821')
    press('Approve ChatGPT')
    expect((await screen.findByRole('alert')).textContent).toContain('No client with the number')
  })
})
