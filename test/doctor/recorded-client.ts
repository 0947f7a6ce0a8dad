/** The clients whose way was recorded, and what each can be asked to do. */
import type { Answer } from '../fakes/browser.ts'

/** What clients were recorded to be. */
export const clientKinds = {
  chatgpt: {
    userAgent: 'openai-mcp/1.0.0',
    clientId: 'https://chatgpt.com/oauth/client.json',
    name: 'ChatGPT',
    redirectUri: 'https://chatgpt.com/connector_platform_oauth_redirect',
  },
  claude: {
    userAgent: 'Claude-User/1.0',
    clientId: 'https://claude.ai/oauth/mcp-oauth-client-metadata',
    name: 'Claude',
    redirectUri: 'https://claude.ai/api/mcp/auth_callback',
  },
  'claude-code': {
    userAgent: 'Bun/1.4.4',
    clientId: null,
    name: 'Claude Code (drawbridge)',
    redirectUri: 'http://localhost:51234/callback',
  },
  codex: {
    userAgent: 'codex-mcp-client/0.169.0',
    clientId: null,
    name: 'Codex',
    redirectUri: 'http://127.0.0.1:51235/callback',
  },
  gemini: {
    userAgent: 'GeminiCLI/0.61.0',
    clientId: null,
    name: 'Gemini CLI MCP Client',
    redirectUri: 'http://localhost:51236/oauth/callback',
  },
  opencode: {
    userAgent: 'opencode/1.18.33',
    clientId: null,
    name: 'OpenCode',
    redirectUri: 'http://127.0.0.1:19876/mcp/oauth/callback',
  },
  'mcp-remote': {
    userAgent: 'node',
    clientId: null,
    name: 'MCP CLI Proxy',
    redirectUri: 'http://localhost:51237/oauth/callback',
  },
  inspector: {
    userAgent: 'node',
    clientId: null,
    name: 'MCP Inspector',
    redirectUri: 'http://127.0.0.1:6276/oauth/callback',
  },
} as const

export type ClientKind = keyof typeof clientKinds

export interface RecordedClient {
  clientId: string
  /** Sends a request as this client's program does. */
  send(method: string, path: string, more?: Sent): Promise<Answer>
  challenge(): Promise<void>
  /** PRM and ASM. */
  discover(): Promise<void>
  register(): Promise<void>
  /** The user's browser, as far as the number of the approval. */
  authorize(clientId?: string): Promise<string>
  approve(): Promise<void>
  deny(): Promise<void>
  /** The waiting page goes on: back to the client with the code. */
  returns(): Promise<URL>
  exchange(): Promise<Answer>
  refresh(): Promise<Answer>
  call(rpcMethod: string, params?: object): Promise<Answer>
  /** Asks for an event stream, as clients of the initialize era do once a connection. */
  stream(): Promise<Answer>
  readonly tokens: { access_token: string; refresh_token: string }
  /** Everything, in the order this client was recorded. */
  connect(): Promise<void>
}

export interface Sent {
  json?: unknown
  form?: Record<string, string>
  token?: string
  accept?: string
  host?: string
  headers?: Record<string, string>
}
