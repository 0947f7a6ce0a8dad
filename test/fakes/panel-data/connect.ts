/**
 * Clients that can be set up from the pretended bridge: the real ones with their real texts, on a
 * computer that has some of them.
 */
import { clientKinds } from '../../../main/bridge/connect/clients/all.ts'
import type { ClientKind, Way } from '../../../main/bridge/connect/clients/client-kind.ts'
import { unifiedDiff } from '../../../main/bridge/connect/edit/diff.ts'
import { routesOf } from '../../../main/bridge/connect/routes.ts'
import { BridgeError } from '../../../main/bridge/base/errors.ts'
import type { MethodResult } from '../../../main/contract.ts'
import type { Desk, FakeHandlers } from './desk.ts'
import type { TunnelState } from './tunnel.ts'

type Connectable = MethodResult<'connect.list'>[number]
type Id = Connectable['id']

export interface ConnectState {
  installed: Id[]
  /** What differs from a client nobody has touched. */
  connectable: Partial<Record<Id, Partial<Connectable>>>
  /** Somebody else changed the file of this client meanwhile. */
  changedFile: Id | null
}

export const someConnectable = (): ConnectState => ({
  installed: ['claude-desktop', 'claude-code', 'cursor'],
  connectable: {},
  changedFile: null,
})

const files: Partial<Record<Id, string>> = {
  'claude-desktop': '/home/ada/.config/Claude/claude_desktop_config.json',
  'claude-code': '/home/ada/.claude.json',
  cursor: '/home/ada/.cursor/mcp.json',
}

export function connectHandlers({ state, emit }: Desk<ConnectState & TunnelState>): FakeHandlers {
  const change = (id: Id, edit: Partial<Connectable>): void => {
    state.connectable[id] = { ...state.connectable[id], ...edit }
    emit('connect')
  }
  const way = (kind: ClientKind): Way => ({
    publicUrl: state.mcpUrl.startsWith('https:') ? state.mcpUrl : null,
    localUrl: 'http://127.0.0.1:7420/mcp',
    link: {
      command: '/opt/node',
      args: ['/opt/drawbridge/stdio.cjs', ...(kind.speaksAs ? ['--as', kind.speaksAs] : [])],
    },
  })
  const find = (id: Id): ClientKind => {
    const kind = clientKinds.find((one) => one.id === id)
    if (!kind) throw new BridgeError('connect-route-unavailable', { client: id, route: 'any' })
    return kind
  }
  const show = (kind: ClientKind): Connectable => {
    const { id, name } = kind
    const web = id === 'chatgpt' || id === 'claude-web'
    const there = state.installed.includes(id)
    const installed = web ? 'web' : id === 'other' ? 'unknown' : there ? 'yes' : 'no'
    const file = kind.config && (files[id] ?? `/home/ada/.${id}/mcp.json`)
    const program = id === 'claude-code' && there ? '/usr/local/bin/claude' : undefined
    const look = {
      installed,
      file,
      program,
      entry: 'none',
      problem: undefined,
      rejected: undefined,
    } as const
    const over = state.connectable[id] ?? {}
    return {
      id,
      name,
      installed,
      state: id === 'other' ? 'unknown' : 'not-set-up',
      detail:
        id === 'other' ? 'Addresses and command for any MCP client.' : `${name} is not set up yet.`,
      seenAt: null,
      routes: routesOf(kind, look, way(kind), { platform: 'darwin', bundle: undefined }),
      canUndo: false,
      problem: null,
      ...over,
    }
  }
  return {
    'connect.list': () => clientKinds.map(show),
    'connect.guide': ({ client, route }) => {
      const kind = find(client)
      return {
        client,
        route,
        link: route === 'link' ? (kind.deepLink?.(way(kind)) ?? null) : null,
        steps: kind.steps(way(kind)),
        asOf: 'November 2026',
      }
    },
    'connect.preview': ({ client, route }) => {
      const kind = find(client)
      const common = { client, route, token: 'preview-1' }
      if (route === 'command') {
        const command = ['/usr/local/bin/claude', ...(kind.command?.add(way(kind)) ?? [])]
        const afterwards = kind.command?.afterwards ?? null
        return {
          ...common,
          file: null,
          diff: '',
          creates: false,
          cleans: null,
          command,
          afterwards,
        }
      }
      const file = files[client] ?? '/home/ada/settings.json'
      const before = { theme: 'dark', mcpServers: { notes: { command: 'notes-mcp' } } }
      const entry = kind.config?.entry(way(kind)) ?? null
      const after = { ...before, mcpServers: { ...before.mcpServers, drawbridge: entry } }
      const there = state.connectable[client]?.state === 'set-up'
      const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
      return {
        ...common,
        file,
        diff: there ? '' : unifiedDiff(file, text(before), text(after)),
        creates: false,
        cleans: null,
        command: null,
        afterwards: kind.config?.afterwards ?? null,
      }
    },
    'connect.apply': ({ client, route }) => {
      const { name } = find(client)
      const file = files[client] ?? '/home/ada/settings.json'
      if (state.changedFile === client) {
        state.changedFile = null
        throw new BridgeError('config-changed', { file })
      }
      const detail = `${name} is set up and has not connected yet. Restart it.`
      change(client, { state: 'set-up', canUndo: true, detail })
      if (route === 'command') return { file: null, backup: null, detail: `${name} has added it.` }
      return { file, backup: `${file}.before-drawbridge`, detail: `Written to ${file}.` }
    },
    'connect.undo': ({ client, force = false }) => {
      const file = files[client] ?? '/home/ada/settings.json'
      if (state.changedFile === client && !force) throw new BridgeError('config-changed', { file })
      state.changedFile = null
      delete state.connectable[client]
      emit('connect')
      return { file, detail: `${file} is byte for byte as it was before.` }
    },
    'connect.manual-client': ({ secret = false }) => ({
      clientId: 'manual-1',
      clientSecret: secret ? 'shown-once-5f2b9c' : null,
    }),
  }
}
