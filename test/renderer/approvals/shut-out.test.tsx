// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { Approvals } from '../../../renderer/views/approvals/Approvals.tsx'
import { anApproval, createFakeControl } from '../../fakes/fake-control.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

const inTenMinutes = () => new Date(Date.now() + 600_000).toISOString()
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const digits = () => screen.findByLabelText<HTMLInputElement>('The digits your page shows')

describe('denying all like it', () => {
  it('turns away all of its kind, and asks for the digits of the one the owner begins', async () => {
    const flood = ['1001', '1002', '1003'].map((number) => anApproval({ number }))
    const { control, transport } = renderInPanel(
      <Approvals />,
      createFakeControl({ approvals: flood }),
    )
    const [first] = await screen.findAllByRole('button', {
      name: 'Deny all like it: sign-ins of ChatGPT',
    })
    if (first) fireEvent.click(first)
    expect(await digits()).toBeDefined()
    expect(control.state.approvals).toEqual([])
    expect(transport.calls).toContainEqual({
      method: 'approvals.deny',
      params: { number: '1001', others: true },
    })
  })

  it('lets in the one with the digits, however they are typed', async () => {
    const { transport } = renderInPanel(
      <Approvals />,
      createFakeControl({ shutUntil: inTenMinutes() }),
    )
    fireEvent.change(await digits(), { target: { value: '4821 7730' } })
    press('Allow only this one')
    await waitFor(() =>
      expect(transport.calls).toContainEqual({
        method: 'approvals.admit',
        params: { pass: '48217730' },
      }),
    )
    await waitFor(async () => expect((await digits()).value).toBe(''))
  })

  it('asks for all digits', async () => {
    const { transport } = renderInPanel(
      <Approvals />,
      createFakeControl({ shutUntil: inTenMinutes() }),
    )
    fireEvent.change(await digits(), { target: { value: '4821' } })
    press('Allow only this one')
    expect(await screen.findByText('Type all 8 digits.')).toBeDefined()
    expect(transport.calls.map(({ method }) => method)).not.toContain('approvals.admit')
  })

  it('says why when nothing is shut out any more', async () => {
    const { control } = renderInPanel(
      <Approvals />,
      createFakeControl({ shutUntil: inTenMinutes() }),
    )
    fireEvent.change(await digits(), { target: { value: '48217730' } })
    control.state.shutUntil = null
    press('Allow only this one')
    expect((await screen.findByRole('alert')).textContent).toContain('No sign-ins are shut')
  })

  it('asks for no digits once the time is over', async () => {
    const over = new Date(Date.now() - 1).toISOString()
    renderInPanel(<Approvals />, createFakeControl({ shutUntil: over, approvals: [anApproval()] }))
    await screen.findByRole('button', { name: 'Deny ChatGPT' })
    expect(screen.queryByLabelText('The digits your page shows')).toBeNull()
  })
})
