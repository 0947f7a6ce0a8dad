/**
 * The programs, pinned, and how each is run once: without a terminal, with the bridge as its only server
 * (over the stdio link, or by HTTP with a token), on a model of ours. docs/mcp-clients.md says what each
 * argument is for.
 */
import { join } from 'node:path'

export type Server = { command: string; args: string[] } | { url: string; token: string }

export interface Place {
  /** An empty folder to work in. */
  folder: string
  /** For what the program keeps. */
  home: string
  model: string
  server: Server
}

export interface Recipe {
  args: string[]
  env: Record<string, string>
}

export interface Program {
  package: string
  version: string
  bin: string
  recipe(place: Place): Recipe
}

/** Above the 45 seconds a call of the talk may wait. */
const callSeconds = 120
const startSeconds = 60

const claude: Program = {
  package: '@anthropic-ai/claude-code',
  version: '2.1.332',
  bin: 'claude',
  recipe: ({ model, server }) => ({
    args: [
      '-p',
      '--output-format',
      'json',
      '--model',
      'claude-sonnet-4-5',
      '--strict-mcp-config',
      '--mcp-config',
      JSON.stringify({
        mcpServers: { drawbridge: { ...claudeServer(server), alwaysLoad: true } },
      }),
      '--setting-sources',
      '',
      '--tools',
      '',
      '--allowedTools',
      'mcp__drawbridge',
      '--permission-mode',
      'dontAsk',
      '--disable-slash-commands',
      '--no-session-persistence',
    ],
    env: {
      ANTHROPIC_BASE_URL: model,
      ANTHROPIC_API_KEY: 'none',
      DISABLE_AUTOUPDATER: '1',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      CLAUDE_CODE_MAX_RETRIES: '2',
      ENABLE_TOOL_SEARCH: 'false',
      MCP_TIMEOUT: String(startSeconds * 1000),
      MCP_TOOL_TIMEOUT: String(callSeconds * 1000),
    },
  }),
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })

const claudeServer = (server: Server) =>
  'url' in server
    ? { type: 'http', url: server.url, headers: bearer(server.token) }
    : { type: 'stdio', ...server }

const codex: Program = {
  package: '@openai/codex',
  version: '0.171.0',
  bin: 'codex',
  recipe: ({ folder, model, server }) => ({
    args: [
      'exec',
      '--json',
      '--ephemeral',
      '--ignore-user-config',
      '--skip-git-repo-check',
      '-s',
      'read-only',
      '-C',
      folder,
      ...settings({
        approval_policy: 'never',
        mcp_servers: {
          drawbridge: {
            ...('url' in server
              ? { url: server.url, bearer_token_env_var: 'BRIDGE_TOKEN' }
              : server),
            required: true,
            startup_timeout_sec: startSeconds,
            tool_timeout_sec: callSeconds,
            default_tools_approval_mode: 'approve',
          },
        },
        model: 'gpt-5.4',
        model_provider: 'loopback',
        model_providers: {
          loopback: {
            name: 'loopback',
            base_url: `${model}/v1`,
            wire_api: 'responses',
            env_key: 'LOOPBACK_KEY',
          },
        },
        web_search: 'disabled',
        check_for_update_on_startup: false,
      }),
      ...settings({ 'analytics.enabled': false, 'features.shell_tool': false }),
      ...settings({ 'features.apps': false, 'features.plugins': false }),
      '-',
    ],
    env: { LOOPBACK_KEY: 'none', ...('url' in server && { BRIDGE_TOKEN: server.token }) },
  }),
}

/** `-c KEY=VALUE`, the value in TOML. */
const settings = (values: Record<string, unknown>): string[] =>
  Object.entries(values).flatMap(([key, value]) => ['-c', `${key}=${toml(value)}`])

function toml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toml).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}=${toml(inner)}`)
    .join()}}`
}

const opencode: Program = {
  package: 'opencode-ai',
  version: '1.18.33',
  bin: 'opencode',
  recipe: ({ folder, home, model, server }) => ({
    args: [
      'run',
      '--format',
      'json',
      '--pure',
      '--dir',
      folder,
      '--title',
      'talk',
      '--model',
      'loopback/stub',
    ],
    env: {
      XDG_CONFIG_HOME: join(home, 'config'),
      OPENCODE_DISABLE_AUTOUPDATE: '1',
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
      OPENCODE_CONFIG_CONTENT: JSON.stringify({
        autoupdate: false,
        share: 'disabled',
        mcp: {
          drawbridge: {
            ...('url' in server
              ? { type: 'remote', url: server.url, headers: bearer(server.token), oauth: false }
              : { type: 'local', command: [server.command, ...server.args] }),
            enabled: true,
            timeout: callSeconds * 1000,
          },
        },
        permission: { '*': 'deny', 'drawbridge_*': 'allow' },
        provider: {
          loopback: {
            npm: '@ai-sdk/openai-compatible',
            options: { baseURL: `${model}/v1`, apiKey: 'none' },
            models: {
              stub: { name: 'stub', tool_call: true, limit: { context: 200_000, output: 8_000 } },
            },
          },
        },
        small_model: 'loopback/stub',
      }),
    },
  }),
}

export const programs: Record<string, Program> = { claude, codex, opencode }
