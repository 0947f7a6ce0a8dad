/**
 * Codex. Its sandbox cannot be kept to a folder: the shell reads the whole disk. So a read-only seat has
 * no shell and reads no files; one that may write has both.
 */
import { callSeconds, serverName, startSeconds, type Recipe } from './recipe.ts'

export const codex: Recipe = {
  id: 'codex',
  title: 'Codex',
  program: 'codex',
  versions: ['0.171.0'],
  passes: ['CODEX_HOME', 'CODEX_API_KEY', 'OPENAI_API_KEY'],
  mayWrite: true,
  limits:
    'Reads no files, because its shell could read the whole disk; with writing allowed it has that shell.',
  prepare: ({ folder, link, readOnly, args }) => ({
    args: [
      'exec',
      '--json',
      '--ephemeral',
      '--ignore-user-config',
      '--ignore-rules',
      '--skip-git-repo-check',
      '-s',
      readOnly ? 'read-only' : 'workspace-write',
      '-C',
      folder,
      ...config({
        approval_policy: 'never',
        [`mcp_servers.${serverName}`]: {
          ...link,
          required: true,
          startup_timeout_sec: startSeconds,
          tool_timeout_sec: callSeconds,
          default_tools_approval_mode: 'approve',
        },
        // Instruction files of the folder are words of strangers.
        project_doc_max_bytes: 0,
        web_search: 'disabled',
        check_for_update_on_startup: false,
        'analytics.enabled': false,
        'features.apps': false,
        'features.plugins': false,
        'features.multi_agent': false,
        'features.goals': false,
        'tools.view_image': false,
        ...(readOnly && { 'features.shell_tool': false }),
      }),
      ...args,
      '-',
    ],
    env: {},
  }),
}

const config = (values: Record<string, unknown>): string[] =>
  Object.entries(values).flatMap(([key, value]) => ['-c', `${key}=${toml(value)}`])

/** A string of JSON is one of TOML, and so are numbers and booleans. */
function toml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toml).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}=${toml(inner)}`)
    .join()}}`
}
