/**
 * Gemini CLI, by `gemini mcp add` or in its settings.json (documented). Since June 2026 it serves
 * organisations and API keys only; individuals have Antigravity CLI.
 */
import { join } from 'node:path'
import { jsonFormat } from '../edit/json-format.ts'
import { entryName, step, stdioEntry, type ClientKind, type Way } from './client-kind.ts'
import { mcpAdd, terminalStep } from './mcp-add.ts'

const add = (way: Way): string[] => mcpAdd(way, 'after-program')

export const gemini: ClientKind = {
  id: 'gemini',
  name: 'Gemini CLI',
  speaksAs: 'gemini',
  signs: ({ home }) => ({ paths: [join(home, '.gemini', 'settings.json')], programs: ['gemini'] }),
  config: {
    format: jsonFormat,
    path: ['mcpServers', entryName],
    // 0.61.0 ends with code 52 at the other two.
    reader: { bom: false, comments: true, trailingCommas: false },
    files: async ({ home }) => [join(home, '.gemini', 'settings.json')],
    entry: stdioEntry,
    afterwards: 'Restart Gemini CLI; /mcp lists drawbridge.',
  },
  command: {
    program: 'gemini',
    add,
    remove: ['mcp', 'remove', '-s', 'user', entryName],
    afterwards: 'Restart Gemini CLI; /mcp lists drawbridge.',
  },
  steps: (way) => [
    terminalStep('gemini', add(way)),
    step('Restart Gemini CLI; /mcp lists drawbridge.'),
    step(
      'For `gemini -p`, add "trust": true to the entry: without it a run in print mode is offered no tools of any server.',
    ),
  ],
  recognises: ({ vendor }) => vendor === 'gemini',
}
