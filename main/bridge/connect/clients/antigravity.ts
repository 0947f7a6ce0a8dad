/**
 * Antigravity CLI (`agy`), which took the place of Gemini CLI for individuals in June 2026. One file
 * serves it and the Antigravity apps (antigravity.google/docs/mcp; not tried here: it is in no registry).
 */
import { join } from 'node:path'
import { jsonFormat } from '../edit/json-format.ts'
import { entryName, step, stdioEntry, type ClientKind } from './client-kind.ts'

const afterwards = 'Restart Antigravity; /mcp lists drawbridge.'

export const antigravity: ClientKind = {
  id: 'antigravity',
  name: 'Antigravity CLI',
  speaksAs: 'antigravity',
  signs: ({ home }) => ({
    paths: [join(home, '.gemini', 'config'), join(home, '.gemini', 'antigravity-cli')],
    programs: ['agy'],
  }),
  config: {
    format: jsonFormat,
    path: ['mcpServers', entryName],
    files: async ({ home }) => [join(home, '.gemini', 'config', 'mcp_config.json')],
    entry: stdioEntry,
    afterwards,
  },
  steps: (way) => [
    step('Put this into ~/.gemini/config/mcp_config.json.', {
      copy: [
        {
          label: 'mcp_config.json',
          value: JSON.stringify({ mcpServers: { [entryName]: stdioEntry(way) } }, null, 2),
        },
      ],
    }),
    step(afterwards),
  ],
  recognises: ({ name }) => /^antigravity\b/i.test(name),
}
