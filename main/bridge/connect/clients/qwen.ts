/** Qwen Code (0.24.4), by `qwen mcp add` or in its settings.json. */
import { join } from 'node:path'
import { jsonFormat } from '../edit/json-format.ts'
import { entryName, step, stdioEntry, type ClientKind, type Way } from './client-kind.ts'
import { mcpAdd, terminalStep } from './mcp-add.ts'

const add = (way: Way): string[] => mcpAdd(way, 'after-program')
const afterwards = 'Restart Qwen Code; /mcp lists drawbridge.'

export const qwen: ClientKind = {
  id: 'qwen',
  name: 'Qwen Code',
  speaksAs: 'qwen',
  signs: ({ home }) => ({ paths: [join(home, '.qwen')], programs: ['qwen'] }),
  config: {
    format: jsonFormat,
    path: ['mcpServers', entryName],
    // It ends with code 1 at a trailing comma; 0.15 moved the file away and went on without servers.
    reader: { bom: true, comments: true, trailingCommas: false },
    files: async ({ home }) => [join(home, '.qwen', 'settings.json')],
    entry: stdioEntry,
    afterwards,
  },
  command: {
    program: 'qwen',
    add,
    remove: ['mcp', 'remove', '-s', 'user', entryName],
    afterwards,
  },
  steps: (way) => [terminalStep('qwen', add(way)), step(afterwards)],
  recognises: ({ name }) => /^qwen\b/i.test(name),
}
