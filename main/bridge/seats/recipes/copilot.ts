/** GitHub Copilot CLI. With its own home it would start the user's servers too, so it gets another. */
import { join } from 'node:path'
import { callSeconds, serverName, type Recipe } from './recipe.ts'

export const copilot: Recipe = {
  id: 'copilot',
  title: 'GitHub Copilot CLI',
  program: 'copilot',
  versions: ['1.0.102'],
  passes: ['COPILOT_GITHUB_TOKEN', 'GH_TOKEN', 'GITHUB_TOKEN'],
  mayWrite: false,
  limits: 'Needs a login in the keychain or a token in GH_TOKEN.',
  prepare: ({ folder, scratch, link, args }) => ({
    args: [
      '-C',
      folder,
      '--output-format',
      'json',
      '--additional-mcp-config',
      JSON.stringify({
        mcpServers: {
          [serverName]: {
            type: 'local',
            ...link,
            env: link.env ?? {},
            tools: ['*'],
            timeout: callSeconds * 1000,
          },
        },
      }),
      '--disable-builtin-mcps',
      '--allow-tool',
      serverName,
      '--deny-tool',
      'shell',
      '--deny-tool',
      'write',
      '--no-ask-user',
      '--no-custom-instructions',
      '--no-auto-update',
      '--no-remote',
      '--disable-client-telemetry',
      '--disallow-temp-dir',
      '--allow-all-mcp-server-instructions',
      '--no-color',
      ...args,
    ],
    env: { COPILOT_HOME: join(scratch, 'copilot'), COPILOT_AUTO_UPDATE: 'false' },
  }),
}
