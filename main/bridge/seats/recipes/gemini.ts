/**
 * Gemini CLI, with an API key. It ignores SIGTERM while it waits, and tries again for minutes at a
 * quota: it is ended at the first sign of one.
 */
import { join } from 'node:path'
import { callSeconds, serverName, type Recipe } from './recipe.ts'

/** A list of what is allowed would hide the bridge's tools as well. */
const excluded = [
  'run_shell_command',
  'write_file',
  'replace',
  'web_fetch',
  'google_web_search',
  'save_memory',
  'activate_skill',
  'write_todos',
  'codebase_investigator',
  'cli_help',
  'generalist',
  'invoke_agent',
  'enter_plan_mode',
  'exit_plan_mode',
  'ask_user',
]

const settingsFile = 'gemini-settings.json'

export const gemini: Recipe = {
  id: 'gemini',
  title: 'Gemini CLI',
  program: 'gemini',
  versions: ['0.61.0'],
  passes: ['GEMINI_API_KEY', 'GOOGLE_API_KEY', 'GOOGLE_GEMINI_BASE_URL', 'GOOGLE_CLOUD_PROJECT'],
  mayWrite: false,
  limits:
    'Reads the instruction file of the folder, and keeps a record of each turn in its own folder.',
  prepare: ({ scratch, link, args }) => ({
    args: [
      '-p',
      '',
      '--output-format',
      'json',
      '--allowed-mcp-server-names',
      serverName,
      '-e',
      'none',
      '--skip-trust',
      ...args,
    ],
    env: {
      GEMINI_CLI_SYSTEM_SETTINGS_PATH: join(scratch, settingsFile),
      GEMINI_TELEMETRY_ENABLED: 'false',
      GEMINI_CLI_TRUST_WORKSPACE: 'true',
    },
    files: {
      [settingsFile]: JSON.stringify({
        mcpServers: { [serverName]: { ...link, timeout: callSeconds * 1000, trust: true } },
        mcp: { allowed: [serverName] },
        tools: { exclude: excluded },
        model: { maxSessionTurns: 20 },
        security: { folderTrust: { enabled: false }, disableYoloMode: true },
        privacy: { usageStatisticsEnabled: false },
        telemetry: { enabled: false },
        general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
        hooksConfig: { enabled: false },
        skills: { enabled: false },
      }),
    },
  }),
  troubleIn(line) {
    // It goes on with the user's own settings when it does not trust the folder of ours.
    if (line.includes('insecure') && line.includes('settings')) return 'no-server'
    return isQuota(line) ? 'quota' : undefined
  },
  // 41: no login. 145: the answer 401, of which an exit code keeps the last eight bits.
  explain: ({ code, output }) =>
    code === 41 || code === 145
      ? 'no-login'
      : output.includes('INVALID_STREAM')
        ? 'refused'
        : undefined,
}

/** What these programs write before they wait a minute and try again. */
export const isQuota = (line: string): boolean =>
  line.includes('429') || line.includes('RESOURCE_EXHAUSTED') || line.includes('Retrying in ')
