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
    <ApprovalCard approval={approval} participants={control.state.participants} />,
    control,
  )
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const choose = (value: string) =>
  fireEvent.change(screen.getByLabelText('Speaks as'), { target: { value } })

describe('an approval card', () => {
  it('shows the number, the verified host, where it returns to and what it asks for', () => {
    show()
    expect(screen.getByText('4821')).toBeDefined()
    expect(screen.getByText('Verified: it really is chatgpt.com.')).toBeDefined()
    expect(screen.getByText('chatgpt.com')).toBeDefined()
    expect(
      screen.getByText(/its inbox and the conversation, send messages under its own name, read/),
    ).toBeDefined()
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

  it('approves as the suggested participant', async () => {
    const { control } = show()
    press('Approve 4821')
    await waitFor(() => expect(control.state.clients[0]?.participant).toBe('chatgpt'))
  })

  it('approves as another one that the owner chose', async () => {
    const { control } = show()
    choose('claude')
    press('Approve 4821')
    await waitFor(() => expect(control.state.clients[0]?.participant).toBe('claude'))
  })

  it('never offers that a client speaks as the owner', () => {
    show()
    expect(screen.queryByRole('option', { name: 'Owner' })).toBeNull()
  })

  it('approves as somebody new', async () => {
    const { control } = show()
    choose('+')
    expect(screen.getByRole('button', { name: 'Approve 4821' })).toHaveProperty('disabled', true)
    fireEvent.change(screen.getByLabelText(/Name of the newcomer/), {
      target: { value: ' research ' },
    })
    press('Approve 4821')
    await waitFor(() => expect(control.state.clients[0]?.participant).toBe('research'))
    expect(control.state.participants.map(({ id }) => id)).toContain('research')
  })

  it('keeps the client waiting when the new name is refused, and says why', async () => {
    const { control } = show()
    choose('+')
    fireEvent.change(screen.getByLabelText(/Name of the newcomer/), { target: { value: 'My Bot' } })
    press('Approve 4821')
    await screen.findByRole('alert')
    expect(screen.getByRole('alert').textContent).toContain('invalid-participant')
    expect(control.state.approvals).toHaveLength(1)
  })

  it('denies', async () => {
    const { control } = show()
    press('Deny 4821')
    await waitFor(() => expect(control.state.approvals).toEqual([]))
    expect(control.state.clients).toEqual([])
  })

  it('tells when the request has gone meanwhile', async () => {
    const { control } = show()
    control.state.approvals = []
    press('Approve 4821')
    expect((await screen.findByRole('alert')).textContent).toContain('No client with the number')
  })
})
