// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { ClientsView } from '../../../renderer/views/clients/ClientsView.tsx'
import { createFakeControl, type FakeState } from '../../fakes/fake-control.ts'
import { aClient } from '../../fakes/panel-data/clients.ts'
import { aSubscription } from '../../fakes/panel-data/events.ts'
import { aFullBridge } from '../../fakes/panel-data/full.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(() => {
  cleanup()
  location.hash = ''
})

const show = (state: Partial<FakeState>, ...path: string[]) =>
  renderInPanel(<ClientsView path={path} />, createFakeControl(state))

const chatgpt = 'https://chatgpt.com/oauth/client.json'
const button = (name: string | RegExp) => screen.findByRole('button', { name })
const inDialog = async (name: string) =>
  within(await screen.findByRole('dialog')).getByRole('button', { name })

describe('the clients', () => {
  it('say what to do when there are none', async () => {
    show({})
    await screen.findByText('Nobody has been let in yet.')
    expect(screen.getByRole('link', { name: 'Connect a client' })).toBeDefined()
  })

  it('are told apart where they have the same name', async () => {
    const redirectUris = ['http://127.0.0.1:1/callback']
    show({
      clients: [
        aClient({ clientId: 'client-000001', name: 'Probe', redirectUris }),
        aClient({ clientId: 'client-000002', name: 'Probe', redirectUris }),
      ],
    })
    expect(await screen.findByRole('link', { name: /Probe · …000001/ })).toBeDefined()
    expect(screen.getByRole('link', { name: /Probe · …000002/ })).toBeDefined()
  })

  it('stand apart by how far they have come', async () => {
    show({
      links: ['claude', 'claude'],
      clients: [
        aClient({ clientId: 'a', name: 'Let in' }),
        aClient({
          clientId: 'b',
          name: 'By hand',
          participant: null,
          participants: [],
          registeredBy: 'manual',
        }),
        aClient({
          clientId: 'c',
          name: 'Passer-by',
          participant: null,
          participants: [],
          registeredBy: 'registered',
        }),
      ],
    })
    const letIn = await screen.findByRole('region', { name: 'Let in' })
    expect(within(letIn).getAllByRole('link')).toHaveLength(1)
    const byHand = screen.getByRole('region', { name: 'Added by hand, not signed in yet' })
    expect(within(byHand).getByRole('link', { name: /By hand/ })).toBeDefined()
    expect(screen.queryByText('Passer-by')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Registered, never let in (1)' }))
    expect(await screen.findByText('Passer-by')).toBeDefined()
    expect(screen.getByText('2 links')).toBeDefined()
  })

  it('say first which has to be connected again, and why', async () => {
    show({
      clients: [
        aClient({ clientId: 'a', name: 'Fine' }),
        aClient({
          clientId: 'b',
          name: 'Lost',
          lastUsedAt: null,
          reconnect: 'Its address is gone.',
        }),
      ],
    })
    const letIn = await screen.findByRole('region', { name: 'Let in' })
    const [first] = within(letIn).getAllByRole('link')
    expect(first?.textContent).toContain('Its address is gone.')
  })

  it('say who listens as the bridge has it, in the rows, on the page and of each participant', async () => {
    show(aFullBridge())
    const row = async (name: RegExp) => (await screen.findByRole('link', { name })).textContent
    expect(await row(/^ChatGPT/)).toMatch(/speaks as ChatGPT · listening now$/)
    expect(await row(/^Codex/)).toMatch(/ · away since .*\d\d:\d\d/)
    const people = within(screen.getByRole('region', { name: 'Who speaks here' }))
    expect(people.getByText('listening now')).toBeDefined()
    expect(people.getByText(/^called/).textContent).toBe('called 2 minutes ago')
    const links = within(screen.getByRole('region', { name: 'Linked on this computer' }))
    expect(links.getByText(/open now · called/)).toBeDefined()
    cleanup()
    show(aFullBridge(), chatgpt)
    await screen.findByRole('heading', { name: 'ChatGPT' })
    expect(screen.getByText('Last seen').nextElementSibling?.textContent).toBe('listening now')
  })

  it('let the links of a participant be narrowed and closed', async () => {
    const { control } = show({ ...aFullBridge(), links: ['claude', 'claude', 'codex'] })
    const claude = within(
      await screen.findByRole('group', { name: 'What the links of Claude may do' }),
    )
    fireEvent.click(claude.getByRole('checkbox', { name: /^write/ }))
    await waitFor(() =>
      expect(control.state.settings.linkBounds).toEqual([
        { participant: 'claude', mayWrite: false, reads: 'whole' },
      ]),
    )
    const reads = claude.getByRole('checkbox', { name: /^read the whole/ })
    await waitFor(() => expect(reads.hasAttribute('data-disabled')).toBe(false))
    fireEvent.click(reads)
    await waitFor(() =>
      expect(control.state.settings.linkBounds).toEqual([
        { participant: 'claude', mayWrite: false, reads: 'own' },
      ]),
    )
    fireEvent.click(claude.getByRole('button', { name: 'Close the links of Claude' }))
    expect(control.state.links).toContain('claude')
    fireEvent.click(await inDialog('Close them'))
    await waitFor(() => expect(control.state.links).toEqual(['codex']))
  })

  it('say in plain words how each came, and what is known of it', async () => {
    show(aFullBridge(), 'dcr-codex-1')
    await screen.findByRole('heading', { name: 'Codex' })
    expect(
      screen.getByText(/It registered itself\. What it says of itself is not verified\./),
    ).toBeDefined()
    expect(screen.getByText('127.0.0.1:1455')).toBeDefined()
    expect(screen.getByText(/send messages under its own name; write, change/)).toBeDefined()
  })

  it('get another name, and their own back', async () => {
    const { control } = show(aFullBridge(), chatgpt)
    fireEvent.click(await button('Rename'))
    const field = await screen.findByLabelText('Name')
    await waitFor(() => expect(document.activeElement).toBe(field))
    fireEvent.change(field, { target: { value: 'Reviewer' } })
    fireEvent.click(await inDialog('Save'))
    await screen.findByRole('heading', { name: 'Reviewer' })
    expect(screen.getByText('Calls itself')).toBeDefined()
    fireEvent.click(await button('Rename'))
    fireEvent.change(await screen.findByLabelText('Name'), { target: { value: '' } })
    fireEvent.click(await inDialog('Save'))
    await screen.findByRole('heading', { name: 'ChatGPT' })
    expect(control.state.clients[0]?.ownName).toBeNull()
  })

  it('speak as somebody else, also as somebody new', async () => {
    const { control } = show(aFullBridge(), chatgpt)
    const select = await screen.findByRole('combobox', { name: 'Speaks as' })
    // Its heading says it; the label is for those who hear the page.
    const said = screen.getAllByText('Speaks as').map((one) => one.classList.contains('sr-only'))
    expect(said).toEqual([false, true])
    expect((await button('Change')).hasAttribute('disabled')).toBe(true)
    fireEvent.change(select, { target: { value: '+' } })
    fireEvent.click(await button('Change'))
    await screen.findByText('Give the new participant a name.')
    fireEvent.change(screen.getByLabelText('Name of the new participant'), {
      target: { value: 'critic' },
    })
    fireEvent.click(await button('Change'))
    await waitFor(() => expect(control.state.clients[0]?.participant).toBe('critic'))
  })

  it('lose what the owner takes away, after a question; never everything', async () => {
    const { control } = show(aFullBridge(), chatgpt)
    const boxes = await screen.findAllByRole('checkbox')
    for (const box of boxes) fireEvent.click(box)
    expect((await button('Take away')).hasAttribute('disabled')).toBe(true)
    for (const box of boxes.slice(0, 3)) fireEvent.click(box)
    fireEvent.click(await button('Take away'))
    expect(control.state.clients[0]?.scopes).toHaveLength(4)
    fireEvent.click(await inDialog('Take away'))
    await waitFor(() =>
      expect(control.state.clients[0]?.scopes).toEqual([
        'messages:read',
        'messages:write',
        'files:read',
      ]),
    )
  })

  it('keep their permission when the owner thinks again; else are turned out', async () => {
    const { control, transport } = show(aFullBridge(), chatgpt)
    fireEvent.click(await button('Revoke ChatGPT'))
    fireEvent.click(await inDialog('Keep it'))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(transport.calls.map(({ method }) => method)).not.toContain('clients.revoke')
    fireEvent.click(await button('Revoke ChatGPT'))
    fireEvent.click(await inDialog('Revoke'))
    await waitFor(() =>
      expect(control.state.clients.map(({ name }) => name)).not.toContain('ChatGPT'),
    )
    expect(location.hash).toBe('#clients')
  })

  it('say why something could not be done, where it was asked', async () => {
    const { control } = show(aFullBridge(), chatgpt)
    fireEvent.click(await button('Revoke ChatGPT'))
    control.state.clients = []
    fireEvent.click(await inDialog('Revoke'))
    const dialog = await screen.findByRole('dialog')
    expect((await within(dialog).findByRole('alert')).textContent).toContain('unknown-client')
  })

  it('are gone where the address names one that is', async () => {
    show(aFullBridge(), 'nobody')
    expect(await screen.findByText('This client is gone.')).toBeDefined()
  })
})

describe('a client added by hand', () => {
  it('needs a name and addresses; its secret is shown this once, with where each goes', async () => {
    const { control } = show(aFullBridge())
    fireEvent.click(await button('Add by hand'))
    const dialog = await screen.findByRole('dialog')
    fireEvent.click(within(dialog).getByRole('button', { name: 'Add it' }))
    await within(dialog).findByText('Give it a name.')
    fireEvent.change(within(dialog).getByLabelText('Name'), { target: { value: 'My agent' } })
    const addresses = within(dialog).getByLabelText('Where it sends people back to')
    fireEvent.change(addresses, { target: { value: 'agent.example/back' } })
    await within(dialog).findByText(/“agent\.example\/back” is not an address/)
    fireEvent.change(addresses, { target: { value: 'https://agent.example/back' } })
    fireEvent.click(within(dialog).getByRole('switch', { name: 'With a secret' }))
    fireEvent.click(within(dialog).getByRole('button', { name: 'Add it' }))
    await within(dialog).findByText('shown-once-5f2b9c')
    expect(dialog.textContent).toContain(control.state.mcpUrl)
    expect(dialog.textContent).toContain('Advanced settings')
    expect(control.state.clients.at(-1)).toMatchObject({
      name: 'My agent',
      redirectUris: ['https://agent.example/back'],
    })

    fireEvent.click(within(dialog).getByRole('button', { name: 'I have entered them' }))
    await waitFor(() => expect(screen.queryByText('shown-once-5f2b9c')).toBeNull())
    fireEvent.click(await button('Add by hand'))
    expect(screen.queryByText('shown-once-5f2b9c')).toBeNull()
  })
})

describe('who speaks here', () => {
  it('is renamed, and not to nothing', async () => {
    const { control } = show(aFullBridge())
    fireEvent.click(await button('Rename Codex'))
    const name = await screen.findByLabelText('Name')
    fireEvent.change(name, { target: { value: ' ' } })
    fireEvent.click(await inDialog('Save'))
    await screen.findByText('Give it a name.')
    fireEvent.change(name, { target: { value: 'The coder' } })
    fireEvent.click(await inDialog('Save'))
    await waitFor(() =>
      expect(control.state.participants.find(({ id }) => id === 'codex')?.name).toBe('The coder'),
    )
  })
})

describe('waking a client by events', () => {
  const clients = [aClient({ clientId: chatgpt, name: 'ChatGPT' })]

  it('says that it is not woken, and what to say to it', async () => {
    show({ clients }, chatgpt)
    expect(
      await screen.findByText(/^It is not woken: it sees a letter when it looks/),
    ).toBeDefined()
    expect(screen.getByText(/^Use the Drawbridge connector/)).toBeDefined()
  })

  it('shows what it is told of and how that went, and ends it', async () => {
    show(
      {
        clients,
        subscriptions: [
          aSubscription({ clientId: chatgpt, filter: { from: 'claude' } }),
          aSubscription({
            id: 'sub_2',
            clientId: chatgpt,
            event: 'turn.yours',
            state: 'held',
            lastOutcome: 'answered 401',
          }),
          aSubscription({ id: 'sub_3', clientId: 'another', event: 'file.changed' }),
        ],
      },
      chatgpt,
    )
    expect(await screen.findByText('Woken by letters')).toBeDefined()
    expect(screen.getByText('from: claude')).toBeDefined()
    expect(screen.getByText(/^It rejects deliveries/)).toBeDefined()
    expect(screen.queryByText('Notified when a shared file changes')).toBeNull()
    const [first] = screen.getAllByRole('button', { name: 'Stop this' })
    fireEvent.click(first as HTMLElement)
    await waitFor(() => expect(screen.queryByText('Woken by letters')).toBeNull())
    expect(screen.getByText('Woken when it is its turn in a talk')).toBeDefined()
  })
})
