/** GitHub Copilot CLI (1.0.102): its file, or `copilot mcp add`, which writes the file anew. */
import { join } from 'node:path'
import { jsonFormat } from '../edit/json-format.ts'
import type { Surroundings } from '../surroundings.ts'
import {
  entryName,
  envOptions,
  step,
  stdioEntry,
  type ClientKind,
  type Way,
} from './client-kind.ts'
import { terminalStep } from './mcp-add.ts'

const folder = ({ env, home }: Surroundings) => env['COPILOT_HOME'] ?? join(home, '.copilot')
const add = (way: Way): string[] => [
  'mcp',
  'add',
  entryName,
  ...envOptions(way, '--env'),
  '--',
  way.link.command,
  ...way.link.args,
]
const afterwards = 'Restart Copilot CLI; `copilot mcp list` shows drawbridge.'

export const copilot: ClientKind = {
  id: 'copilot',
  name: 'GitHub Copilot CLI',
  speaksAs: 'copilot',
  signs: (surroundings) => ({ paths: [folder(surroundings)], programs: ['copilot'] }),
  config: {
    format: jsonFormat,
    path: ['mcpServers', entryName],
    files: async (surroundings) => [join(folder(surroundings), 'mcp-config.json')],
    // Without `tools` it offers none.
    entry: (way) => ({ type: 'local', tools: ['*'], ...stdioEntry(way) }),
    afterwards,
  },
  command: { program: 'copilot', add, remove: ['mcp', 'remove', entryName], afterwards },
  steps: (way) => [terminalStep('copilot', add(way)), step(afterwards)],
  recognises: ({ name }) => /\bcopilot\b/i.test(name),
}
