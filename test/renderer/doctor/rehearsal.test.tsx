// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { DoctorView } from '../../../renderer/views/doctor/DoctorView.tsx'
import {
  aFailedRehearsal,
  aPassedRehearsal,
  aWaitingRehearsal,
} from '../../fakes/panel-data/doctor-full.ts'
import { anApproval, createFakeControl } from '../../fakes/fake-control.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

const path = ['rehearsal']

describe('a rehearsal', () => {
  it('is begun as a vendor, and not twice at a time', async () => {
    const { control } = renderInPanel(<DoctorView path={path} />)
    fireEvent.click(await screen.findByRole('button', { name: 'Pretend to be Claude' }))
    await screen.findByText('Step 1 of 1 is under way.')
    expect(control.state.rehearsals.map(({ as }) => as)).toEqual(['claude'])
    for (const as of ['ChatGPT', 'Claude']) {
      const button = screen.getByRole<HTMLButtonElement>('button', { name: `Pretend to be ${as}` })
      expect(button.disabled).toBe(true)
    }
  })

  it('says why one cannot be begun', async () => {
    const { control } = renderInPanel(<DoctorView path={path} />)
    const button = await screen.findByRole('button', { name: 'Pretend to be ChatGPT' })
    // Begun elsewhere, and the news of it has not arrived.
    control.state.rehearsals.push(aWaitingRehearsal())
    fireEvent.click(button)
    await screen.findByText('A rehearsal is under way already.')
  })

  it('runs live, with the time of each step against what the vendor allows', async () => {
    const control = createFakeControl({ rehearsals: [aWaitingRehearsal()] })
    renderInPanel(<DoctorView path={path} />, control)
    await screen.findByText('Step 5 of 11 is under way.')
    const steps = within(screen.getByRole('list', { name: 'As Claude' })).getAllByRole('listitem')
    expect(steps.map((step) => step.getAttribute('aria-current')).indexOf('step')).toBe(4)
    expect(steps[0]?.textContent).toMatch(/212\s?ms of 10\s?sec/)
    expect(steps[4]?.textContent).toMatch(/5\s?min.* allowed/)
    act(() =>
      control.change('doctor', (state) => {
        state.rehearsals = [aPassedRehearsal({ id: 'r2', as: 'claude' })]
      }),
    )
    await screen.findByText('Everything worked.')
  })

  it('shows the number of its page and takes the approval in place', async () => {
    const control = createFakeControl({
      rehearsals: [aWaitingRehearsal()],
      approvals: [anApproval({ number: '7305', clientName: 'Rehearsal' })],
    })
    renderInPanel(<DoctorView path={path} />, control)
    await screen.findByText('7305')
    fireEvent.change(await screen.findByLabelText('The number your browser shows'), {
      target: { value: '7305' },
    })
    fireEvent.click(screen.getByRole('button', { name: 'Approve Rehearsal' }))
    await screen.findByText('Step 5 of 11 is under way.')
    await expect.poll(() => control.state.approvals).toEqual([])
  })

  it('says which step failed, whose side it is on, and what to do', async () => {
    const control = createFakeControl({ rehearsals: [aFailedRehearsal()] })
    renderInPanel(<DoctorView path={path} />, control)
    await screen.findByText('It failed at “Read how to sign in”.')
    expect(screen.getByText('In between: the network')).toBeDefined()
    expect(screen.getByText(/the metadata name another issuer/)).toBeDefined()
    expect(screen.getAllByRole('img', { name: 'left out' })).toHaveLength(9)
  })

  it('says that it stays on this computer where there is no public address', async () => {
    renderInPanel(<DoctorView path={path} />)
    await screen.findByText(/There is no public address/)
    const way = screen.getByRole('link', { name: 'Open an address' })
    expect(way.getAttribute('href')).toBe('#setup/address')
  })
})
