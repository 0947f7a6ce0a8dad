/**
 * A small Control in memory for tests of the panel and its listener: it validates parameters and
 * answers with the contract's own schemas, and changes state as the bridge would.
 */
import type { z } from 'zod'
import {
  methods,
  type Approval,
  type Client,
  type Control,
  type ControlEvent,
  type MethodResult,
} from '../../main/contract.ts'
import { BridgeError } from '../../main/bridge/errors.ts'

type Participant = MethodResult<'participants.list'>[number]
type LogEntry = MethodResult<'conversation.log'>[number]
type SharedFile = MethodResult<'files.list'>[number]

export interface FakeState {
  approvals: Approval[]
  clients: Client[]
  participants: Participant[]
  log: LogEntry[]
  files: SharedFile[]
  /** Unread messages by participant. */
  unread: Record<string, number>
  links: string[]
  mcpUrl: string
  warning: string | undefined
}

export interface FakeControl extends Control {
  state: FakeState
  /** Changes the state from outside, as a client would, and tells the listeners. */
  change(topic: ControlEvent['topic'], edit: (state: FakeState) => void): void
  listeners(): number
}

const at = '2026-11-21T09:00:00.000Z'
const person = (id: string, name: string): Participant => ({ id, name, createdAt: at })

export const anApproval = (over: Partial<Approval> = {}): Approval => ({
  number: '4821',
  clientId: 'https://chatgpt.com/oauth/client.json',
  clientName: 'ChatGPT',
  vendor: 'chatgpt',
  identifiedBy: 'known',
  verifiedHost: 'chatgpt.com',
  redirectHost: 'chatgpt.com',
  scopes: ['messages:read', 'messages:write', 'files:read', 'files:write'],
  origin: 'http://127.0.0.1:7420',
  suggestedParticipant: 'chatgpt',
  requestedAt: new Date().toISOString(),
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
  ...over,
})

export function createFakeControl(over: Partial<FakeState> = {}): FakeControl {
  const state: FakeState = {
    approvals: [],
    clients: [],
    participants: [
      person('claude', 'Claude'),
      person('chatgpt', 'ChatGPT'),
      person('owner', 'Owner'),
    ],
    log: [],
    files: [],
    unread: {},
    links: [],
    mcpUrl: 'http://127.0.0.1:7420/mcp',
    warning: undefined,
    ...over,
  }
  const listeners = new Set<(event: ControlEvent) => void>()
  let seq = 0
  const emit = (topic: ControlEvent['topic']): void => {
    seq += 1
    for (const listener of listeners) listener({ seq, topic })
  }
  const take = (number: string): Approval => {
    const found = state.approvals.find((approval) => approval.number === number)
    if (!found) throw new BridgeError('unknown-approval', { number })
    state.approvals = state.approvals.filter((approval) => approval !== found)
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

  const schemas = new Map<string, { params: z.ZodType; result: z.ZodType }>(Object.entries(methods))
  const handlers: Record<string, (params: unknown) => unknown> = {
    'status.get': () => status(state),
    'approvals.list': () => state.approvals,
    'approvals.approve': (params) => {
      const { number, participant } = methods['approvals.approve'].params.parse(params)
      const waiting = state.approvals.find((approval) => approval.number === number)
      const speaker = participant ?? waiting?.suggestedParticipant ?? ''
      if (waiting && !state.participants.some(({ id }) => id === speaker)) enter(speaker)
      const approval = take(number)
      state.clients.push(clientFrom(approval, speaker))
      emit('approvals')
      emit('clients')
      return { ...approval, participant: speaker }
    },
    'approvals.deny': (params) => {
      const { number } = methods['approvals.deny'].params.parse(params)
      const approval = take(number)
      emit('approvals')
      return approval
    },
    'clients.list': () => state.clients,
    'clients.revoke': (params) => {
      const { client } = methods['clients.revoke'].params.parse(params)
      const found = state.clients.find(({ clientId }) => clientId === client)
      if (!found) throw new BridgeError('unknown-client', { client })
      state.clients = state.clients.filter((other) => other !== found)
      emit('clients')
      return found
    },
    'participants.list': () => state.participants,
    'participants.add': (params) => {
      const { id, name } = methods['participants.add'].params.parse(params)
      return enter(id, name)
    },
    'conversation.log': (params) => {
      const { limit } = methods['conversation.log'].params.parse(params)
      return state.log.slice(-(limit ?? 50))
    },
    'conversation.send': (params) => {
      const { to, text } = methods['conversation.send'].params.parse(params)
      const entry: LogEntry = {
        seq: state.log.length + 1,
        kind: 'message',
        at: new Date().toISOString(),
        by: 'owner',
        to,
        text,
        thread: 't1',
        ref: `m${state.log.length + 1}`,
        hash: '00',
      }
      state.log.push(entry)
      for (const id of to) state.unread[id] = (state.unread[id] ?? 0) + 1
      emit('messages')
      const message = {
        id: `m${entry.seq}`,
        seq: entry.seq,
        thread: 't1',
        from: 'owner',
        to,
        text,
        importance: 'normal' as const,
        replyTo: null,
        sentAt: entry.at,
      }
      return { message, duplicate: false }
    },
    'conversation.inbox': (params) => {
      const { participant, markRead } = methods['conversation.inbox'].params.parse(params)
      if (markRead) state.unread[participant ?? 'owner'] = 0
      emit('messages')
      return { messages: [], cursor: 'c0', remaining: 0 }
    },
    'files.list': () => state.files,
  }

  return {
    state,
    listeners: () => listeners.size,
    change(topic, edit) {
      edit(state)
      emit(topic)
    },
    async invoke(method, params) {
      const schema = schemas.get(method)
      const handler = handlers[method]
      if (!schema || !handler) throw new BridgeError('unknown-method', { method })
      const parsed = schema.params.safeParse(params)
      if (!parsed.success) throw new BridgeError('invalid-input', { problem: parsed.error.message })
      return schema.result.parse(handler(parsed.data))
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function status(state: FakeState): MethodResult<'status.get'> {
  const isPublic = state.mcpUrl.startsWith('https:')
  return {
    version: '0.1.0',
    pid: 1,
    startedAt: at,
    position: 'lowered',
    dataDir: '/home/ada/.drawbridge',
    mcpUrl: state.mcpUrl,
    localMcpUrl: 'http://127.0.0.1:7420/mcp',
    panelUrl: null,
    origins: [
      { url: 'http://127.0.0.1:7420', kind: 'loopback' },
      ...(isPublic ? [{ url: new URL(state.mcpUrl).origin, kind: 'public' as const }] : []),
    ],
    tunnel: tunnel(isPublic ? state.mcpUrl : null),
    secrets: {
      kind: 'file',
      description: 'A file only you can read: /home/ada/.drawbridge/secrets.json',
      ...(state.warning === undefined ? {} : { warning: state.warning }),
    },
    files: state.files.length,
    logEntries: state.log.length,
    inboxes: state.participants.map(({ id, name }) => ({
      participant: id,
      name,
      unread: state.unread[id] ?? 0,
      unacknowledged: state.unread[id] ?? 0,
    })),
    pendingApprovals: state.approvals.length,
    clients: state.clients.length,
    linkCommand: { command: '/opt/node', args: ['/opt/drawbridge/stdio.cjs'] },
    links: state.links,
  }
}

function tunnel(mcpUrl: string | null): MethodResult<'tunnel.status'> {
  return {
    mode: mcpUrl === null ? 'off' : 'own-url',
    state: mcpUrl === null ? 'stopped' : 'ready',
    since: at,
    detail:
      mcpUrl === null
        ? 'No tunnel: the bridge answers on this computer only.'
        : 'You lead this address to the bridge yourself.',
    publicUrl: mcpUrl === null ? null : new URL(mcpUrl).origin,
    hostname: mcpUrl === null ? null : new URL(mcpUrl).host,
    stability: 'As long as you lead it here.',
    lastProbe: null,
    lastError: null,
    waiting: null,
    protocol: null,
    cloudflared: null,
  }
}

function clientFrom(approval: Approval, participant: string): Client {
  return {
    clientId: approval.clientId,
    name: approval.clientName,
    vendor: approval.vendor,
    registeredBy: approval.identifiedBy,
    redirectUris: [`https://${approval.redirectHost}/callback`],
    participant,
    scopes: approval.scopes,
    createdAt: approval.requestedAt,
    lastUsedAt: null,
    origin: null,
    participants: [participant],
    reconnect: null,
    grants: 1,
    ownName: null,
    tokens: 1,
  }
}
