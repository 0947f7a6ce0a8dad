/** Zed: `context_servers` in its settings.json, which has remarks in it from the first day. */
import { join } from 'node:path'
import { jsonFormat } from '../edit/json-format.ts'
import type { Surroundings } from '../surroundings.ts'
import { entryName, step, stdioCopies, stdioEntry, type ClientKind } from './client-kind.ts'

/** In .config on macOS too (zed.dev/docs/configuring-zed). */
const folder = ({ platform, env, home }: Surroundings) =>
  platform === 'win32'
    ? join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Zed')
    : join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'zed')

export const zed: ClientKind = {
  id: 'zed',
  name: 'Zed',
  speaksAs: 'zed',
  signs: (surroundings) => ({ paths: [folder(surroundings)], programs: ['zed', 'zeditor'] }),
  config: {
    format: jsonFormat,
    path: ['context_servers', entryName],
    files: async (surroundings) => [join(folder(surroundings), 'settings.json')],
    entry: stdioEntry,
    afterwards: 'Zed takes it up at once; the agent panel lists drawbridge.',
  },
  steps: (way) => [
    step('In Zed open the settings of the agent panel and choose “Add Custom Server”.'),
    step('Enter these.', { copy: stdioCopies(way) }),
  ],
  recognises: ({ name }) => /^zed\b/i.test(name),
}
