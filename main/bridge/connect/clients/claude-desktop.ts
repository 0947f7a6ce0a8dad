/**
 * Claude Desktop by the stdio link. It takes local commands only (an entry with a URL is ignored), and
 * reads its file at the start. The Windows store package has a file of its own, and edits of the
 * classic one are ignored there (claude-code#26073).
 */
import { join } from 'node:path'
import { jsonFormat } from '../edit/json-format.ts'
import { strictReader } from '../edit/json-reader.ts'
import { settingsFolder, type Surroundings } from '../surroundings.ts'
import { entryName, step, stdioEntry, type ClientKind } from './client-kind.ts'

const fileName = 'claude_desktop_config.json'

async function files(surroundings: Surroundings): Promise<string[]> {
  const classic = join(settingsFolder(surroundings), 'Claude', fileName)
  if (surroundings.platform !== 'win32') return [classic]
  const { env, home } = surroundings
  const packages = join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Packages')
  const store = (await surroundings.list(packages))
    .filter((name) => /^Claude_/i.test(name))
    .map((name) => join(packages, name, 'LocalCache', 'Roaming', 'Claude', fileName))
  return [...store, classic]
}

export const claudeDesktop: ClientKind = {
  id: 'claude-desktop',
  name: 'Claude Desktop',
  speaksAs: 'claude',
  // "claude-ai" (documented), of which Claude Code's is none.
  linkName: /^claude(?:-ai|-desktop| desktop)?$/i,
  signs: (surroundings) => ({
    paths: [
      join(settingsFolder(surroundings), 'Claude'),
      ...(surroundings.platform === 'darwin' ? ['/Applications/Claude.app'] : []),
      ...(surroundings.platform === 'win32'
        ? [join(surroundings.home, 'AppData', 'Local', 'AnthropicClaude')]
        : []),
    ],
    programs: surroundings.platform === 'linux' ? ['claude-desktop'] : [],
  }),
  config: {
    format: jsonFormat,
    path: ['mcpServers', entryName],
    reader: strictReader,
    files,
    entry: stdioEntry,
    afterwards: 'Quit Claude Desktop wholly (also in the tray) and open it again.',
  },
  steps: (way) => [
    step('In Claude Desktop open Settings → Developer and choose “Edit Config”.'),
    step('Put this entry into “mcpServers” of the file that is shown and save it.', {
      copy: [
        {
          label: fileName,
          value: JSON.stringify({ mcpServers: { [entryName]: stdioEntry(way) } }, null, 2),
        },
      ],
    }),
    step('Quit Claude Desktop wholly (also in the tray) and open it again.'),
  ],
  recognises: () => false,
}
