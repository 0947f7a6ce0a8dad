/** What the shell may know of a bridge, for tests: quiet, lowered, reachable by nobody. */
import type { Approval, Client } from '../../main/contract.ts'
import { settingsSchema, type Settings } from '../../main/contract/settings-schema.ts'
import type { Overview } from '../../main/shell/overview.ts'

export interface OverviewChange {
  position?: 'raised' | 'lowered'
  approvals?: Approval[]
  clients?: Client[]
  unread?: number
  links?: string[]
  heldThreads?: number
  heldItems?: number
  held?: Overview['held']
  tunnel?: Partial<Overview['status']['tunnel']>
  talks?: Overview['talks']
  seats?: Overview['seats']
  presence?: Overview['status']['presence']
  /** When it was asked for. */
  at?: number
  notifications?: Partial<Settings['notifications']>
}

export function anOverview(change: OverviewChange = {}): Overview {
  const { position = 'lowered', approvals = [], clients = [], unread = 0, links = [] } = change
  return {
    approvals,
    clients,
    talks: change.talks ?? [],
    seats: change.seats ?? [],
    held: change.held ?? [],
    at: change.at ?? Date.parse('2026-11-21T12:10:00.000Z'),
    settings: settingsSchema.parse({ notifications: change.notifications ?? {} }),
    status: {
      version: '0.1.0',
      pid: 1,
      startedAt: '2026-11-21T12:00:00.000Z',
      dataDir: '/data',
      position,
      mcpUrl: 'http://127.0.0.1:7420/mcp',
      localMcpUrl: 'http://127.0.0.1:7420/mcp',
      panelUrl: null,
      origins: [],
      tunnel: {
        mode: 'off',
        state: 'stopped',
        since: '2026-11-21T12:00:00.000Z',
        detail: '',
        publicUrl: null,
        hostname: null,
        stability: '',
        lastProbe: null,
        lastError: null,
        waiting: null,
        protocol: null,
        cloudflared: null,
        ...change.tunnel,
      },
      secrets: { kind: 'keychain', description: 'a keychain' },
      files: 0,
      logEntries: 0,
      inboxes: [
        { participant: 'owner', name: 'Owner', unread, unacknowledged: unread },
        { participant: 'claude', name: 'Claude', unread: 0, unacknowledged: 0 },
      ],
      heldThreads: change.heldThreads ?? 0,
      guarded: false,
      heldItems: change.heldItems ?? 0,
      pendingApprovals: approvals.length,
      clients: clients.length,
      linkCommand: { command: 'drawbridge', args: [] },
      links,
      presence: change.presence ?? [],
    },
  }
}

/** Storage plan: ChatGPT has been waited for since 12:06. */
export const aTalkOf = (
  over: Partial<Overview['talks'][number]> = {},
): Overview['talks'][number] => ({
  id: 'talk-1',
  thread: 'talk-1',
  title: 'Storage plan',
  form: { id: 'debate', title: 'Debate' },
  state: 'open',
  seats: [
    { participant: 'claude', name: 'Claude', role: null },
    { participant: 'chatgpt', name: 'ChatGPT', role: null },
  ],
  turn: ['chatgpt'],
  phase: 'Rebuttals',
  round: 2,
  rounds: 3,
  startedAt: '2026-11-21T12:00:00.000Z',
  endedAt: null,
  waitingSince: '2026-11-21T12:06:00.000Z',
  ...over,
})

export const anApprovalOf = (clientName: string, number = '4821'): Approval => ({
  number,
  clientId: `id-${clientName}`,
  clientName,
  vendor: 'other',
  identifiedBy: 'registered',
  verifiedHost: null,
  redirectHost: 'chatgpt.com',
  comesBackHere: false,
  scopes: [],
  origin: 'http://127.0.0.1:7420',
  suggestedParticipant: 'chatgpt',
  reads: 'own',
  requestedAt: `2026-11-21T12:00:00.${number.slice(-3)}Z`,
  expiresAt: '2026-11-21T12:10:00.000Z',
})

export const aClientOf = (name: string, lastUsedAt: string | null): Client => ({
  clientId: `id-${name}`,
  name,
  vendor: 'other',
  registeredBy: 'registered',
  redirectUris: [],
  participant: 'chatgpt',
  participants: ['chatgpt'],
  scopes: [],
  reads: 'own',
  createdAt: '2026-11-21T12:00:00.000Z',
  lastUsedAt,
  origin: null,
  reconnect: null,
  grants: 1,
  ownName: null,
  tokens: 1,
})
