/** qwen-code. Its first process is a launcher, so only ending the whole group ends it. */
import { isQuota } from './gemini.ts'
import { callSeconds, serverName, type Recipe } from './recipe.ts'

export const qwen: Recipe = {
  id: 'qwen',
  title: 'qwen-code',
  program: 'qwen',
  versions: ['0.24.4'],
  passes: ['QWEN_HOME', 'OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_MODEL', 'DASHSCOPE_API_KEY'],
  mayWrite: false,
  limits: 'Rewrites its settings file in your home, and one in the folder where there is one.',
  prepare: ({ link, args, seconds }) => ({
    args: [
      '--output-format',
      'json',
      '--bare',
      '--mcp-config',
      JSON.stringify({
        mcpServers: { [serverName]: { ...link, timeout: callSeconds * 1000, trust: true } },
      }),
      '--allowed-mcp-server-names',
      serverName,
      '--approval-mode',
      'default',
      '--core-tools',
      'read_file,glob,list_directory,grep_search',
      '--chat-recording=false',
      '--max-session-turns',
      '20',
      '--max-wall-time',
      `${Math.ceil(seconds / 60)}m`,
      '-e',
      'none',
      ...args,
    ],
    env: {
      QWEN_USAGE_STATISTICS_ENABLED: 'false',
      QWEN_TELEMETRY_ENABLED: 'false',
      DISABLE_AUTOUPDATER: '1',
    },
  }),
  troubleIn: (line) => (isQuota(line) ? 'quota' : undefined),
}
