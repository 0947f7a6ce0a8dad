/**
 * OpenCode 2 (`opencode2`), which can stand beside opencode 1 and has a folder and a shape of its own:
 * servers below `mcp.servers`, and `disabled` in place of `enabled` (anomalyco/opencode#48201; not tried
 * here: it is in no registry yet).
 */
import { join } from 'node:path'
import { jsonFormat } from '../edit/json-format.ts'
import type { Surroundings } from '../surroundings.ts'
import { entryName, step, type ClientKind, type Way } from './client-kind.ts'
import { opencodeFiles } from './opencode.ts'

const folder = ({ env, home }: Surroundings) =>
  env['OPENCODE2_CONFIG_DIR'] ?? join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'opencode2')
const entry = ({ link }: Way) => ({
  type: 'local',
  command: [link.command, ...link.args],
  ...(link.env && { environment: link.env }),
})

const afterwards = 'Restart OpenCode; `opencode2 mcp list` shows drawbridge.'

export const opencode2: ClientKind = {
  id: 'opencode-2',
  name: 'OpenCode 2',
  // Not opencode: a link would tick both.
  speaksAs: 'opencode-2',
  signs: (surroundings) => ({ paths: [folder(surroundings)], programs: ['opencode2'] }),
  config: {
    format: jsonFormat,
    path: ['mcp', 'servers', entryName],
    files: opencodeFiles(folder),
    entry,
    afterwards,
  },
  steps: (way) => [
    step('Put this into ~/.config/opencode2/opencode.json.', {
      copy: [
        {
          label: 'opencode.json',
          value: JSON.stringify({ mcp: { servers: { [entryName]: entry(way) } } }, null, 2),
        },
      ],
    }),
    step(afterwards),
  ],
  recognises: ({ name }) => /^opencode ?2\b/i.test(name),
}
