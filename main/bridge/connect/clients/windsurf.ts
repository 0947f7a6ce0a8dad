/** Windsurf: its mcp_config.json. Remote servers there take tokens only, so it uses the local link. */
import { join } from 'node:path'
import { jsonFormat } from '../edit/json-format.ts'
import { entryName, step, stdioEntry, type ClientKind } from './client-kind.ts'

export const windsurf: ClientKind = {
  id: 'windsurf',
  name: 'Windsurf',
  speaksAs: 'windsurf',
  signs: ({ home }) => ({ paths: [join(home, '.codeium', 'windsurf')], programs: ['windsurf'] }),
  config: {
    format: jsonFormat,
    path: ['mcpServers', entryName],
    files: async ({ home }) => [join(home, '.codeium', 'windsurf', 'mcp_config.json')],
    entry: stdioEntry,
    afterwards: 'In Windsurf, choose Refresh in the list of MCP servers.',
  },
  steps: (way) => [
    step('In Windsurf open the MCP servers of Cascade and choose “Configure”.'),
    step('Put this entry into “mcpServers” and save the file.', {
      copy: [
        {
          label: 'mcp_config.json',
          value: JSON.stringify({ mcpServers: { [entryName]: stdioEntry(way) } }, null, 2),
        },
      ],
    }),
    step('Choose Refresh in the list of MCP servers.'),
  ],
  recognises: ({ name }) => /^windsurf\b/i.test(name),
}
