/** The public address of the pretended bridge. */
import type { MethodResult } from '../../../main/contract.ts'
import { minutesAgo, startedAt, type Desk, type FakeHandlers } from './desk.ts'

type Tunnel = MethodResult<'tunnel.status'>
type Task = MethodResult<'tasks.list'>[number]

export interface TunnelState {
  /** Where clients come in; `https:` stands for a public address. */
  mcpUrl: string
  /** What differs from what follows from `mcpUrl`. */
  tunnel: Partial<Tunnel>
  tasks: Task[]
}

export const noTunnel = (): TunnelState => ({
  mcpUrl: 'http://127.0.0.1:7420/mcp',
  tunnel: {},
  tasks: [],
})

export function tunnelOf({ mcpUrl, tunnel }: TunnelState): Tunnel {
  const origin = new URL(mcpUrl).origin
  const isPublic = origin.startsWith('https:')
  return {
    mode: isPublic ? 'own-url' : 'off',
    state: isPublic ? 'ready' : 'stopped',
    since: startedAt,
    detail: isPublic
      ? 'You lead this address to the bridge yourself.'
      : 'No tunnel: the bridge answers on this computer only.',
    publicUrl: isPublic ? origin : null,
    hostname: isPublic ? new URL(mcpUrl).host : null,
    stability: 'As long as you lead it here.',
    lastProbe: null,
    lastError: null,
    waiting: null,
    protocol: null,
    cloudflared: null,
    ...tunnel,
  }
}

/** A quick tunnel that works. */
export const aQuickTunnel = (): Partial<Tunnel> => ({
  mode: 'quick',
  state: 'ready',
  detail: 'The public address works.',
  stability: 'Kept across restarts as long as Cloudflare keeps it; it may change.',
  lastProbe: {
    at: minutesAgo(1),
    ok: true,
    tookMs: 84,
    detail: 'Answered from outside.',
    by: 'outside',
  },
  protocol: 'quic',
  cloudflared: { path: '/home/ada/.drawbridge/cloudflared', version: '2026.10.1', pid: 4711 },
})

export function tunnelHandlers({ state, emit }: Desk<TunnelState>): FakeHandlers {
  const become = (mcpUrl: string, tunnel: Partial<Tunnel>): Tunnel => {
    state.mcpUrl = mcpUrl
    state.tunnel = tunnel
    emit('tunnel')
    return tunnelOf(state)
  }
  const local = 'http://127.0.0.1:7420/mcp'
  const quick = 'https://quiet-river-bank.trycloudflare.com/mcp'
  return {
    'tunnel.status': () => tunnelOf(state),
    'tunnel.restart': () => become(state.mcpUrl, { ...state.tunnel, lastError: null }),
    'tunnel.setup': ({ hostname }) =>
      become(`https://${hostname}/mcp`, {
        ...aQuickTunnel(),
        mode: 'named',
        stability: 'Yours, for good.',
      }),
    'tunnel.remove': () => become(quick, aQuickTunnel()),
    'tunnel.choose': ({ mode, url }) => {
      if (mode === 'off') return become(local, {})
      if (mode === 'quick') return become(quick, aQuickTunnel())
      return become(`${new URL(url ?? '').origin}/mcp`, {})
    },
    'tunnel.fetch': () => {
      state.tasks.push({
        id: 'download-1',
        kind: 'download',
        title: 'cloudflared',
        state: 'running',
        done: 12_000_000,
        total: 38_000_000,
        detail: 'From github.com',
        startedAt: new Date().toISOString(),
      })
      emit('tasks')
      return tunnelOf(state)
    },
    'tasks.list': () => state.tasks,
  }
}
