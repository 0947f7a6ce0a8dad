/** Clients that can be set up from the pretended bridge. */
import type { MethodResult } from '../../../main/contract.ts'
import type { Desk, FakeHandlers } from './desk.ts'

export type Connectable = MethodResult<'connect.list'>[number]

export interface ConnectState {
  connectable: Connectable[]
}

const aConnectable = (
  over: Partial<Connectable> & Pick<Connectable, 'id' | 'name'>,
): Connectable => ({
  installed: 'yes',
  state: 'not-set-up',
  detail: 'It does not know the bridge yet.',
  seenAt: null,
  routes: [
    {
      id: 'config',
      kind: 'config',
      title: 'Write its settings file',
      detail: 'Shows the change first, keeps a copy of the file.',
      available: true,
      recommended: true,
    },
  ],
  canUndo: false,
  problem: null,
  ...over,
})

export const someConnectable = (): ConnectState => ({
  connectable: [
    aConnectable({
      id: 'chatgpt',
      name: 'ChatGPT',
      installed: 'web',
      routes: [
        {
          id: 'steps',
          kind: 'steps',
          title: 'Add it as a plugin',
          detail: 'Six steps in the settings of ChatGPT.',
          available: true,
          recommended: true,
        },
      ],
    }),
    aConnectable({ id: 'claude-desktop', name: 'Claude Desktop' }),
    aConnectable({ id: 'claude-code', name: 'Claude Code' }),
    aConnectable({ id: 'codex', name: 'Codex', installed: 'no', detail: 'It is not installed.' }),
  ],
})

export function connectHandlers({ state, emit }: Desk<ConnectState>): FakeHandlers {
  const change = (id: string, edit: Partial<Connectable>): void => {
    state.connectable = state.connectable.map((one) => (one.id === id ? { ...one, ...edit } : one))
    emit('connect')
  }
  return {
    'connect.list': () => state.connectable,
    'connect.guide': ({ client, route }) => ({
      client,
      route,
      link: null,
      steps: [
        { text: 'Open Settings → Apps & Connectors.', open: null, copy: [] },
        {
          text: 'Press Create and paste the address.',
          open: null,
          copy: [{ label: 'Address', value: 'https://quiet-river-bank.trycloudflare.com/mcp' }],
        },
      ],
      asOf: '2026-11',
    }),
    'connect.preview': ({ client, route }) => ({
      client,
      route,
      file: '/home/ada/.config/Claude/claude_desktop_config.json',
      diff: '--- before\n+++ after\n@@ -1 +1,3 @@\n-{}\n+{\n+  "mcpServers": {}\n+}\n',
      creates: false,
      command: null,
      token: 'preview-1',
      afterwards: 'Quit Claude Desktop and open it again.',
    }),
    'connect.apply': ({ client }) => {
      change(client, { state: 'set-up', canUndo: true, detail: 'It knows the bridge.' })
      return {
        file: '/home/ada/.config/Claude/claude_desktop_config.json',
        backup: '/home/ada/.config/Claude/claude_desktop_config.json.before-drawbridge',
        detail: 'Written and read back.',
      }
    },
    'connect.undo': ({ client }) => {
      change(client, { state: 'not-set-up', canUndo: false })
      return { file: null, detail: 'The file is as it was before.' }
    },
    'connect.manual-client': ({ secret = false }) => ({
      clientId: 'manual-1',
      clientSecret: secret ? 'shown-once-5f2b9c' : null,
    }),
  }
}
