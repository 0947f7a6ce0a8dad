/** opencode: a local server in its configuration, where command and arguments are one list. */
import { join } from 'node:path'
import { jsonFormat } from '../edit/json-format.ts'
import type { Surroundings } from '../surroundings.ts'
import { entryName, step, type ClientKind, type Way } from './client-kind.ts'

/** On every system in .config, also on Windows and macOS. */
const folder = ({ env, home }: Surroundings) =>
  join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'opencode')
const entry = ({ link }: Way) => ({
  type: 'local',
  command: [link.command, ...link.args],
  enabled: true,
  ...(link.env && { environment: link.env }),
})

/** Of the two names its file may have, the one that is there; opencode 2 has the same. */
export const opencodeFiles =
  (folder: (surroundings: Surroundings) => string) =>
  async (surroundings: Surroundings): Promise<string[]> => {
    const names = ['opencode.jsonc', 'opencode.json'].map((name) =>
      join(folder(surroundings), name),
    )
    const there = await Promise.all(names.map((name) => surroundings.exists(name)))
    return [names.find((_, index) => there[index]) ?? join(folder(surroundings), 'opencode.json')]
  }

export const opencode: ClientKind = {
  id: 'opencode',
  name: 'opencode',
  speaksAs: 'opencode',
  signs: (surroundings) => ({ paths: [folder(surroundings)], programs: ['opencode'] }),
  config: {
    format: jsonFormat,
    path: ['mcp', entryName],
    files: opencodeFiles(folder),
    entry,
    afterwards: 'Restart opencode; `opencode mcp list` shows drawbridge.',
  },
  steps: (way) => [
    step('Put this into ~/.config/opencode/opencode.json.', {
      copy: [
        {
          label: 'opencode.json',
          value: JSON.stringify({ mcp: { [entryName]: entry(way) } }, null, 2),
        },
      ],
    }),
    step('Restart opencode; `opencode mcp list` shows drawbridge.'),
  ],
  recognises: ({ name }) => /^opencode\b/i.test(name),
}
