// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { DoctorView } from '../../../renderer/views/doctor/DoctorView.tsx'
import { aBusyDoctor } from '../../fakes/panel-data/doctor-full.ts'
import { createFakeControl } from '../../fakes/fake-control.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

describe('this computer', () => {
  it('is looked at when the part opens, and again when the owner asks', async () => {
    const control = createFakeControl(aBusyDoctor())
    const { transport } = renderInPanel(<DoctorView path={['computer']} />, control)
    await screen.findByText('One thing needs you.')
    expect(screen.getByText('Yours to do')).toBeDefined()
    const looks = () => transport.calls.filter(({ method }) => method === 'doctor.system').length
    const before = looks()
    control.state.system = control.state.system.filter(({ state }) => state === 'ok')
    fireEvent.click(screen.getByRole('button', { name: 'Look again' }))
    await screen.findByText('Everything is in order.')
    expect(looks()).toBe(before + 1)
  })

  it('is not called in order while checks could not be told', async () => {
    const control = createFakeControl(aBusyDoctor())
    control.state.system = control.state.system
      .filter(({ state }) => state !== 'failed')
      .map((step, i) => (i === 0 ? { ...step, state: 'skipped' } : step))
    const skipped = control.state.system.filter(({ state }) => state === 'skipped').length
    renderInPanel(<DoctorView path={['computer']} />, control)
    const checks = skipped === 1 ? '1 check' : `${skipped} checks`
    await screen.findByText(`Nothing wrong was found; ${checks} cannot be checked here.`)
  })
})

describe('the report', () => {
  it('is shown whole before it can be saved, to the byte', async () => {
    let saved: Blob | undefined
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      saved = blob as Blob
      return 'blob:report'
    })
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    renderInPanel(<DoctorView path={['report']} />)
    expect(screen.queryByRole('button', { name: 'Save the file' })).toBeNull()
    fireEvent.click(await screen.findByRole('button', { name: 'Make the report' }))
    await screen.findByText('{ "version": "0.1.0" }')
    fireEvent.click(screen.getByRole('button', { name: 'Save the file' }))
    expect(await saved?.text()).toBe('{ "version": "0.1.0" }\n')
    const [link] = clicked.mock.instances as HTMLAnchorElement[]
    expect(link?.download).toBe('drawbridge-diagnostics.json')
  })
})
