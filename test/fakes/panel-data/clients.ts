/** Approvals, clients and participants of the pretended bridge. */
import type { Approval, Client } from '../../../main/contract.ts'
import { BridgeError } from '../../../main/bridge/base/errors.ts'
import { minutesAgo, startedAt, type Desk, type FakeHandlers, type Participant } from './desk.ts'

export interface ClientsState {
  approvals: Approval[]
  clients: Client[]
  participants: Participant[]
  /** Until when sign-ins are shut out. */
  shutUntil: string | null
}

export const person = (id: string, name: string): Participant => ({
  id,
  name,
  createdAt: startedAt,
})

export const anApproval = (over: Partial<Approval> = {}): Approval => ({
  number: '4821',
  clientId: 'https://chatgpt.com/oauth/client.json',
  clientName: 'ChatGPT',
  vendor: 'chatgpt',
  identifiedBy: 'known',
  verifiedHost: 'chatgpt.com',
  redirectHost: 'chatgpt.com',
  comesBackHere: false,
  scopes: ['messages:read', 'messages:write', 'files:read', 'files:write'],
  origin: 'http://127.0.0.1:7420',
  suggestedParticipant: 'chatgpt',
  reads: 'own',
  requestedAt: new Date().toISOString(),
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
  ...over,
})

export const aClient = (over: Partial<Client> = {}): Client => ({
  clientId: 'https://chatgpt.com/oauth/client.json',
  name: 'ChatGPT',
  vendor: 'chatgpt',
  registeredBy: 'known',
  redirectUris: ['https://chatgpt.com/connector_platform_oauth_redirect'],
  participant: 'chatgpt',
  participants: ['chatgpt'],
  scopes: ['messages:read', 'messages:write', 'files:read', 'files:write'],
  reads: 'own',
  createdAt: minutesAgo(4000),
  lastUsedAt: minutesAgo(3),
  origin: 'https://quiet-river-bank.trycloudflare.com',
  reconnect: null,
  grants: 1,
  ownName: null,
  tokens: 1,
  ...over,
})

export const noClients = (): ClientsState => ({
  approvals: [],
  clients: [],
  shutUntil: null,
  participants: [
    person('claude', 'Claude'),
    person('chatgpt', 'ChatGPT'),
    person('owner', 'Owner'),
  ],
})

export function clientHandlers({ state, emit }: Desk<ClientsState>): FakeHandlers {
  const take = (number: string): Approval => {
    const found = state.approvals.find((approval) => approval.number === number)
    if (!found) throw new BridgeError('unknown-approval', { number })
    state.approvals = state.approvals.filter((approval) => approval !== found)
    emit('approvals')
    return found
  }
  const enter = (id: string, name = id): Participant => {
    if (!/^[a-z][a-z0-9-]*$/.test(id)) {
      throw new BridgeError('invalid-participant', { participant: id })
    }
    const added = person(id, name)
    state.participants.push(added)
    emit('participants')
    return added
  }
  const change = (id: string, edit: (client: Client) => Partial<Client>): Client => {
    const found = state.clients.find(({ clientId }) => clientId === id)
    if (!found) throw new BridgeError('unknown-client', { client: id })
    const changed = { ...found, ...edit(found) }
    state.clients = state.clients.map((client) => (client === found ? changed : client))
    emit('clients')
    return changed
  }

  return {
    'approvals.list': () => state.approvals,
    'approvals.approve': ({ number, participant, scopes, reads }) => {
      const waiting = state.approvals.find((approval) => approval.number === number)
      const speaker = participant ?? waiting?.suggestedParticipant ?? ''
      if (waiting && !state.participants.some(({ id }) => id === speaker)) enter(speaker)
      const approval = take(number)
      const client = clientFrom(approval, speaker, scopes ?? approval.scopes)
      state.clients.push({ ...client, reads: reads ?? approval.reads })
      emit('clients')
      return { ...approval, participant: speaker }
    },
    'approvals.deny': ({ number, others }) => {
      const denied = take(number)
      if (others) {
        state.approvals = state.approvals.filter(({ clientId }) => clientId !== denied.clientId)
        state.shutUntil = new Date(Date.now() + 600_000).toISOString()
        emit('approvals')
      }
      return denied
    },
    'approvals.admit': () => {
      if (state.shutUntil) return { until: state.shutUntil }
      throw new BridgeError('invalid-input', { problem: 'No sign-ins are shut.' })
    },
    'approvals.shut': () => ({ until: state.shutUntil }),

    'clients.list': () => state.clients,
    'clients.add': ({ name, redirectUris, secret }) => {
      const client = aClient({
        clientId: `manual-${state.clients.length + 1}`,
        name,
        vendor: 'other',
        registeredBy: 'manual',
        redirectUris,
        participant: null,
        participants: [],
        lastUsedAt: null,
        origin: null,
        grants: 0,
        tokens: 0,
      })
      state.clients.push(client)
      emit('clients')
      return { client, ...(secret ? { clientSecret: 'shown-once-5f2b9c' } : {}) }
    },
    'clients.revoke': ({ client }) => {
      const revoked = change(client, () => ({ grants: 0, tokens: 0 }))
      state.clients = state.clients.filter((other) => other !== revoked)
      return revoked
    },
    'clients.assign': ({ client, participant }) => {
      if (!state.participants.some(({ id }) => id === participant)) enter(participant)
      return change(client, () => ({ participant, participants: [participant] }))
    },
    'clients.rename': ({ client, name }) =>
      change(client, (found) => {
        const ownName = found.ownName ?? found.name
        return name === '' ? { name: ownName, ownName: null } : { name, ownName }
      }),
    'clients.narrow': ({ client, scopes }) =>
      change(client, (found) => ({ scopes: found.scopes.filter((one) => scopes.includes(one)) })),

    'clients.setReads': ({ client, reads }) => change(client, () => ({ reads })),

    'participants.list': () => state.participants,
    'participants.add': ({ id, name }) => enter(id, name),
    'participants.rename': ({ id, name }) => {
      const found = state.participants.find((one) => one.id === id)
      if (!found) throw new BridgeError('unknown-participant', { participant: id })
      found.name = name
      emit('participants')
      return found
    },
  }
}

const clientFrom = (approval: Approval, participant: string, scopes: string[]): Client =>
  aClient({
    clientId: approval.clientId,
    name: approval.clientName,
    vendor: approval.vendor,
    registeredBy: approval.identifiedBy,
    redirectUris: [`https://${approval.redirectHost}/callback`],
    participant,
    participants: [participant],
    scopes,
    createdAt: approval.requestedAt,
    lastUsedAt: null,
    origin: null,
  })
