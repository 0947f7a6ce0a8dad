/**
 * Grok Build, the CLI of xAI: tables of its config.toml as Codex has them, or `grok mcp add` (reported
 * of 1.0.4; not tried here: it is in no registry). Other programs called Grok keep other files.
 */
import { join } from 'node:path'
import { tomlFormat } from '../edit/toml-format.ts'
import {
  entryName,
  envOptions,
  quoted,
  step,
  stdioEntry,
  type ClientKind,
  type Way,
} from './client-kind.ts'

const add = (way: Way): string[] => [
  'mcp',
  'add',
  '-s',
  'user',
  ...envOptions(way, '-e'),
  entryName,
  '--',
  way.link.command,
  ...way.link.args,
]
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
  steps: (way) => [
    step('Run this in a terminal.', {
      copy: [{ label: 'Command', value: ['grok', ...add(way)].map(quoted).join(' ') }],
    }),
    step(afterwards),
  ],
  recognises: ({ name }) => /^grok\b/i.test(name),
}
