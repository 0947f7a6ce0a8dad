/** How things stand with the pretended bridge as a whole. */
import type { Status } from '../../../main/contract.ts'
import type { ClientsState } from './clients.ts'
import type { ConversationState } from './conversation.ts'
import { startedAt, type Desk, type FakeHandlers } from './desk.ts'
import type { HeldState } from './held.ts'
import type { FilesState } from './files.ts'
import type { SettingsState } from './settings.ts'
import { tunnelOf, type TunnelState } from './tunnel.ts'

export interface StatusState {
  position: Status['position']
  /** Whom the open stdio links speak as. */
  links: string[]
  lastLinks: NonNullable<Status['lastLinks']>
  presence: Status['presence']
  /** What is weak about where the keys lie. */
  warning: string | undefined
}

type AllState = StatusState &
  HeldState &
  SettingsState &
  ClientsState &
  ConversationState &
  FilesState &
  TunnelState

export const lowered = (): StatusState => ({
  position: 'lowered',
  links: [],
  lastLinks: [],
  presence: [],
  warning: undefined,
})

export function statusHandlers({ state, emit }: Desk<AllState>): FakeHandlers {
  return {
    'links.close': ({ participant }) => {
      const left = state.links.filter((one) => one !== participant)
      const closed = state.links.length - left.length
      state.links = left
      emit('status')
      return { closed }
    },
    'status.get': () => statusOf(state),
    'bridge.move': ({ position }) => {
      state.position = position
      emit('status')
      return statusOf(state)
    },
    'panel.link': () => ({ url: null }),
  }
}

function statusOf(state: AllState): Status {
  const isPublic = state.mcpUrl.startsWith('https:')
  return {
    version: '0.1.0',
    pid: 1,
    startedAt,
    position: state.position,
    dataDir: '/home/ada/.drawbridge',
    mcpUrl: state.mcpUrl,
    localMcpUrl: 'http://127.0.0.1:7420/mcp',
    panelUrl: null,
    origins: [
      { url: 'http://127.0.0.1:7420', kind: 'loopback' },
      ...(isPublic ? [{ url: new URL(state.mcpUrl).origin, kind: 'public' as const }] : []),
    ],
    tunnel: tunnelOf(state),
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
    guarded: state.settings.hold.some(({ what }) => what === 'everything'),
    heldItems: state.heldItems.filter(({ state: one }) => one === 'held').length,
    heldThreads: Object.values(state.held).filter((held) => held === 'paused').length,
    pendingApprovals: state.approvals.length,
    clients: state.clients.length,
    linkCommand: { command: '/opt/node', args: ['/opt/drawbridge/stdio.cjs'] },
    links: state.links,
    lastLinks: state.lastLinks,
    presence: state.presence,
  }
}
