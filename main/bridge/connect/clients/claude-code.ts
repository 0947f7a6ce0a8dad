/** Claude Code, by its own `claude mcp add` (documented), for all projects of this user. */
import { join } from 'node:path'
import { jsonFormat } from '../edit/json-format.ts'
import { strictReader } from '../edit/json-reader.ts'
import { entryName, step, stdioEntry, type ClientKind, type Way } from './client-kind.ts'
import { mcpAdd, terminalStep } from './mcp-add.ts'

const add = (way: Way): string[] => mcpAdd(way, 'before-program')

export const claudeCode: ClientKind = {
  id: 'claude-code',
  name: 'Claude Code',
  speaksAs: 'claude',
  linkName: /claude[ -]?code/i,
  signs: ({ home }) => ({ paths: [join(home, '.claude.json')], programs: ['claude'] }),
  command: {
    program: 'claude',
    add,
    remove: ['mcp', 'remove', '-s', 'user', entryName],
    afterwards: 'Restart Claude Code; /mcp lists drawbridge.',
  },
  config: {
    format: jsonFormat,
    path: ['mcpServers', entryName],
    reader: strictReader,
    files: async ({ home }) => [join(home, '.claude.json')],
    entry: (way) => ({ type: 'stdio', env: {}, ...stdioEntry(way) }),
    afterwards: 'Restart Claude Code; /mcp lists drawbridge.',
  },
  steps: (way) => [
    terminalStep('claude', add(way)),
    step('Restart Claude Code; /mcp lists drawbridge.'),
  ],
  recognises: ({ vendor, name }) => vendor === 'claude' && /claude code/i.test(name),
}
