/** opencode. Without a login it would ask its vendor's free model, so it is not started without one. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { callSeconds, serverName, type Recipe } from './recipe.ts'

export const opencode: Recipe = {
  id: 'opencode',
  title: 'opencode',
  program: 'opencode',
  versions: ['1.18.33'],
  passes: ['XDG_DATA_HOME', 'ANTHROPIC_API_KEY', 'OPENAI_API_KEY', 'OPENROUTER_API_KEY'],
  mayWrite: false,
  limits:
    'Keeps each turn in its own data folder, and fetches a package from npm at its first start.',
  prepare: ({ folder, scratch, link: { command, args: linkArgs, env }, args }) => ({
    args: ['run', '--format', 'json', '--pure', '--dir', folder, '--title', 'Drawbridge', ...args],
    env: {
      XDG_CONFIG_HOME: join(scratch, 'config'),
      OPENCODE_DISABLE_PROJECT_CONFIG: '1',
      OPENCODE_DISABLE_AUTOUPDATE: '1',
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
      OPENCODE_DISABLE_CLAUDE_CODE: '1',
      OPENCODE_CONFIG_CONTENT: JSON.stringify({
        autoupdate: false,
        share: 'disabled',
        snapshot: false,
        lsp: false,
        formatter: false,
        plugin: [],
        instructions: [],
        mcp: {
          [serverName]: {
            type: 'local',
            command: [command, ...linkArgs],
            environment: env ?? {},
            enabled: true,
            timeout: callSeconds * 1000,
          },
        },
        permission: {
          '*': 'deny',
          read: 'allow',
          glob: 'allow',
          grep: 'allow',
          list: 'allow',
          external_directory: 'deny',
          [`${serverName}_*`]: 'allow',
        },
      }),
    },
  }),
  hasLogin: ({ env, home, args }) =>
    args.includes('--model') ||
    existsSync(
      join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'opencode', 'auth.json'),
    ),
}
