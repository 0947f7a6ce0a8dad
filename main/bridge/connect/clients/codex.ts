/**
 * Codex, by `codex mcp add` or in its config.toml. ChatGPT's desktop app shares that file (reported),
 * so this also gives it a way that needs no tunnel.
 */
import { join } from 'node:path'
import { tomlFormat } from '../edit/toml-format.ts'
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

const folder = ({ env, home }: Surroundings) => env['CODEX_HOME'] ?? join(home, '.codex')
const add = (way: Way): string[] => [
  'mcp',
  'add',
  entryName,
  ...envOptions(way, '--env'),
  '--',
  way.link.command,
  ...way.link.args,
]

export const codex: ClientKind = {
  id: 'codex',
  name: 'Codex',
  speaksAs: 'codex',
  signs: (surroundings) => ({ paths: [folder(surroundings)], programs: ['codex'] }),
  config: {
    format: tomlFormat,
    path: ['mcp_servers', entryName],
    files: async (surroundings) => [join(folder(surroundings), 'config.toml')],
    entry: stdioEntry,
    afterwards: 'Restart Codex; /mcp lists drawbridge.',
  },
  command: {
    program: 'codex',
    add,
    remove: ['mcp', 'remove', entryName],
    afterwards: 'Restart Codex; /mcp lists drawbridge.',
  },
  steps: (way) => [terminalStep('codex', add(way)), step('Restart Codex; /mcp lists drawbridge.')],
  recognises: ({ vendor }) => vendor === 'codex',
}
