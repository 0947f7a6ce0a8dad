/** Claude Code. Isolation, tools and limits are all flags, and the owner's login stays. */
import { callSeconds, serverName, startSeconds, type Recipe, type Trouble } from './recipe.ts'

const reading = 'Read,Glob,Grep'

export const claudeCode: Recipe = {
  id: 'claude-code',
  title: 'Claude Code',
  program: 'claude',
  versions: ['2.1.332'],
  passes: [
    'ANTHROPIC_API_KEY',
    'ANTHROPIC_AUTH_TOKEN',
    'ANTHROPIC_BASE_URL',
    'CLAUDE_CODE_OAUTH_TOKEN',
    'CLAUDE_CONFIG_DIR',
  ],
  mayWrite: true,
  limits: 'Reads only the folder. Its instruction files and hooks are not used.',
  prepare: ({ link, readOnly, args }) => ({
    args: [
      '-p',
      // A line per event: the first one says whether the bridge could be started.
      '--output-format',
      'stream-json',
      '--verbose',
      '--strict-mcp-config',
      '--mcp-config',
      JSON.stringify({
        mcpServers: { [serverName]: { type: 'stdio', ...link, alwaysLoad: true } },
      }),
      '--setting-sources',
      '',
      '--tools',
      readOnly ? reading : `${reading},Edit,Write`,
      '--allowedTools',
      readOnly ? `mcp__${serverName}` : `mcp__${serverName},Edit,Write`,
      '--permission-mode',
      'dontAsk',
      '--permission-prompts',
      'none',
      '--disable-slash-commands',
      '--no-session-persistence',
      '--no-chrome',
      '--max-turns',
      '20',
      ...args,
    ],
    env: {
      DISABLE_AUTOUPDATER: '1',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      CLAUDE_CODE_DISABLE_AUTO_MEMORY: '1',
      // Without it a refused login is tried again for minutes.
      CLAUDE_CODE_MAX_RETRIES: '2',
      ENABLE_TOOL_SEARCH: 'false',
      MCP_TIMEOUT: String(startSeconds * 1000),
      MCP_TOOL_TIMEOUT: String(callSeconds * 1000),
    },
  }),
  troubleIn: (line) => (serverFailed(line) ? 'no-server' : undefined),
  explain: ({ output }): Trouble | undefined =>
    output.includes('"stop_reason":"refusal"') ? 'refused' : undefined,
}

/** It goes on without its servers when they do not start; its first line says so. */
function serverFailed(line: string): boolean {
  if (!line.startsWith('{"type":"system","subtype":"init"')) return false
  try {
    const { mcp_servers: servers } = JSON.parse(line) as {
      mcp_servers?: { name: string; status: string }[]
    }
    return servers?.some(({ name, status }) => name === serverName && status === 'failed') ?? false
  } catch {
    return false
  }
}
