// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Client } from '../../../main/contract.ts'
import { ClientList } from '../../../renderer/views/clients/ClientList.tsx'
import { createControlTransport } from '../../fakes/control-transport.ts'
import { createFakeControl } from '../../fakes/fake-control.ts'

afterEach(cleanup)

const client = (name: string, over: Partial<Client> = {}): Client => ({
  clientId: name,
  name,
  vendor: 'other',
  registeredBy: 'registered',
  redirectUris: [],
  participant: 'chatgpt',
  scopes: [],
  createdAt: '2026-11-21T09:00:00.000Z',
  lastUsedAt: null,
  origin: null,
  participants: ['chatgpt'],
  reconnect: null,
  grants: 1,
  ownName: null,
  tokens: 1,
  ...over,
})

function show(clients: Client[]) {
  const control = createFakeControl({ clients })
  const { invoke, calls } = createControlTransport(control)
  const { participants } = control.state
  render(<ClientList clients={clients} links={0} participants={participants} invoke={invoke} />)
  return calls
}

describe('the connected clients', () => {
  it('are those the owner let in or entered, not everybody who registered', () => {
    show([
      client('Let in'),
      client('Passer-by', { participant: null }),
      client('By hand', { participant: null, registeredBy: 'manual' }),
    ])
    expect(screen.getByText('Let in')).toBeDefined()
    expect(screen.getByText('By hand')).toBeDefined()
    expect(screen.queryByText('Passer-by')).toBeNull()
  })

  it('keep their permission when the owner thinks again, by button or Escape', () => {
    const calls = show([client('Codex')])
    fireEvent.click(screen.getByRole('button', { name: 'Revoke Codex' }))
    expect(document.activeElement?.textContent).toBe('Keep')
    fireEvent.click(screen.getByRole('button', { name: 'Keep' }))
    fireEvent.click(screen.getByRole('button', { name: 'Revoke Codex' }))
    fireEvent.keyDown(screen.getByRole('button', { name: 'Keep' }), { key: 'Escape' })
    expect(screen.queryByRole('button', { name: 'Keep' })).toBeNull()
    expect(calls).toEqual([])
  })
})
