/** Cursor: its file, or its install link (cursor.com/docs/mcp/install-links). */
import { join } from 'node:path'
import { jsonFormat } from '../edit/json-format.ts'
import { settingsFolder } from '../surroundings.ts'
import { entryName, step, stdioCopies, stdioEntry, type ClientKind } from './client-kind.ts'

export const cursor: ClientKind = {
  id: 'cursor',
  name: 'Cursor',
  speaksAs: 'cursor',
  signs: (surroundings) => ({
    paths: [join(surroundings.home, '.cursor'), join(settingsFolder(surroundings), 'Cursor')],
    programs: ['cursor'],
  }),
  config: {
    format: jsonFormat,
    path: ['mcpServers', entryName],
    files: async ({ home }) => [join(home, '.cursor', 'mcp.json')],
    entry: stdioEntry,
    afterwards: 'In Cursor, Settings → MCP shows drawbridge; switch it on if it is off.',
  },
  deepLink(way) {
    const config = Buffer.from(JSON.stringify(stdioEntry(way))).toString('base64')
    const query = new URLSearchParams({ name: entryName, config })
    return `cursor://anysphere.cursor-deeplink/mcp/install?${query}`
  },
  steps: (way) => [
    step('In Cursor open Settings → MCP and choose “Add new MCP server”.'),
    step('Enter drawbridge as name and these as command and arguments.', {
      copy: stdioCopies(way),
    }),
  ],
  recognises: ({ vendor }) => vendor === 'cursor',
}
