/**
 * Grok Build, the CLI of xAI: tables of its config.toml as Codex has them, or `grok mcp add` (reported
 * of 1.0.4; not tried here: it is in no registry). Other programs called Grok keep other files.
 */
import { join } from 'node:path'
import { tomlFormat } from '../edit/toml-format.ts'
import { entryName, step, stdioEntry, type ClientKind, type Way } from './client-kind.ts'
import { mcpAdd, terminalStep } from './mcp-add.ts'

const add = (way: Way): string[] => mcpAdd(way, 'before-program')
const afterwards = 'Restart Grok; `grok mcp list` shows drawbridge.'

export const grok: ClientKind = {
  id: 'grok',
  name: 'Grok Build',
  speaksAs: 'grok',
  signs: ({ home }) => ({ paths: [join(home, '.grok', 'config.toml')], programs: ['grok'] }),
  config: {
    format: tomlFormat,
    path: ['mcp_servers', entryName],
    files: async ({ home }) => [join(home, '.grok', 'config.toml')],
    entry: stdioEntry,
    afterwards,
  },
  steps: (way) => [terminalStep('grok', add(way)), step(afterwards)],
  recognises: ({ name }) => /^grok\b/i.test(name),
}
