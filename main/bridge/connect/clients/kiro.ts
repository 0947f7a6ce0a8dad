/** Kiro, the editor and the CLI: one file for both (kiro.dev/docs/mcp/configuration; not tried here). */
import { join } from 'node:path'
import { jsonFormat } from '../edit/json-format.ts'
import { entryName, step, stdioEntry, type ClientKind } from './client-kind.ts'

const afterwards =
  'Kiro takes it up when the file is saved; its list of MCP servers shows drawbridge.'

export const kiro: ClientKind = {
  id: 'kiro',
  name: 'Kiro',
  speaksAs: 'kiro',
  signs: ({ home }) => ({ paths: [join(home, '.kiro')], programs: ['kiro', 'kiro-cli'] }),
  config: {
    format: jsonFormat,
    path: ['mcpServers', entryName],
    files: async ({ home }) => [join(home, '.kiro', 'settings', 'mcp.json')],
    entry: stdioEntry,
    afterwards,
  },
  steps: (way) => [
    step('Put this into ~/.kiro/settings/mcp.json.', {
      copy: [
        {
          label: 'mcp.json',
          value: JSON.stringify({ mcpServers: { [entryName]: stdioEntry(way) } }, null, 2),
        },
      ],
    }),
    step(afterwards),
  ],
  recognises: ({ name }) => /^kiro\b/i.test(name),
}
