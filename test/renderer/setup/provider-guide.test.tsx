// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { SignInChapter } from '../../../renderer/views/setup/sign-in/SignInChapter.tsx'
import { createFakeControl, type FakeState } from '../../fakes/fake-control.ts'
import { drifted, halfSetUp } from '../../fakes/panel-data/elsewhere.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

const show = (over: Partial<FakeState> = {}) =>
  renderInPanel(<SignInChapter path={['auth0']} />, createFakeControl(over))

const fill = (label: string, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
}
const open = async (title: string): Promise<void> => {
  fireEvent.click(await screen.findByRole('button', { name: `Show this step: ${title}` }))
}

describe('the guide for Auth0', () => {
  it('never asks with the secret, and sends it once, to be kept', async () => {
    const { transport } = show()
    await open('Enter the client id and client secret')
    fill('Domain', 'ada.eu.auth0.com')
    fill('Client ID', 'aB3xYtQ7')
    const secret = 's'.repeat(64)
    fill('Client Secret', secret)
    fireEvent.click(
      screen.getAllByRole('button', { name: 'Keep these values' })[0] ?? document.body,
    )
    await screen.findAllByText('These values are kept.')
    const carriers = transport.calls.filter(({ params }) => JSON.stringify(params).includes(secret))
    expect(carriers.map(({ method }) => method)).toEqual(['identity.save'])
    expect(screen.getByLabelText<HTMLInputElement>('Client Secret').value).toBe('')
  })

  it('keeps nothing that cannot be right, and says what is missing', async () => {
    const { transport } = show()
    await screen.findByLabelText('Domain')
    fill('Domain', 'manage.auth0.com')
    await screen.findByText(/That is the dashboard/)
    const keep = screen.getByRole('button', { name: 'Keep these values' })
    expect(keep.hasAttribute('disabled')).toBe(true)
    await screen.findByText('Still missing: Client ID, Client Secret.')
    const asked = transport.calls.filter(({ method }) => method === 'identity.steps')
    expect(JSON.stringify(asked)).not.toContain('manage.auth0.com')
  })

  it('shows what failed in full, what is in order in short', async () => {
    show(halfSetUp())
    await screen.findByText('upstream-secret-refused')
    expect(screen.queryByLabelText('Domain')).toBeNull()
    await screen.findByRole('button', { name: /Show this step: Find the domain/ })
  })

  it('checks one step, or all of them', async () => {
    const { transport, control } = show(halfSetUp())
    await screen.findByText('upstream-secret-refused')
    fireEvent.click(
      screen.getByRole('button', { name: 'Check: Enter the client id and client secret' }),
    )
    await waitFor(() => expect(screen.queryByText('upstream-secret-refused')).toBeNull())
    expect(transport.calls.find(({ method }) => method === 'identity.check')?.params).toEqual({
      provider: 'auth0',
      step: 'credentials',
    })
    fireEvent.click(screen.getByRole('button', { name: 'Check everything' }))
    await waitFor(() => expect(control.state.findings['callbacks']?.state).toBe('ok'))
  })

  it('waits for a test sign-in with its link in sight, and tells how it ended', async () => {
    const { control } = show({ ...halfSetUp(), waits: true })
    fireEvent.click(
      await screen.findByRole('button', { name: 'Test sign-in, and become the owner' }),
    )
    const link = await screen.findByRole('link', { name: 'Open the sign-in' })
    expect(screen.getByText(link.getAttribute('href') ?? '')).toBeDefined()
    await screen.findByText('Waiting for you to come back from there…')
    control.change('identity', (state) => {
      const attempts = state.identity.attempts.map((one) => ({
        ...one,
        state: 'timed-out' as const,
      }))
      state.identity = { ...state.identity, attempts }
    })
    await screen.findByText('Nobody came back in time.')
    expect(screen.queryByRole('link', { name: 'Open the sign-in' })).toBeNull()
  })

  it('has the line to paste when the address has changed, until it is pasted', async () => {
    show(drifted())
    await screen.findByText('https://mild-amber-gate.trycloudflare.com/oauth2/callback')
    fireEvent.click(screen.getByRole('button', { name: 'It is pasted and saved' }))
    await waitFor(() => expect(screen.queryByText('Your address has changed')).toBeNull())
  })
})
