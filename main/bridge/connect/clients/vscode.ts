/** VS Code: the mcp.json of the user, or its install link (code.visualstudio.com, MCP developer guide). */
import { join } from 'node:path'
import { jsonFormat } from '../edit/json-format.ts'
import { settingsFolder } from '../surroundings.ts'
import {
  entryName,
  step,
  stdioCopies,
  stdioEntry,
  type ClientKind,
  type Way,
} from './client-kind.ts'

const entry = (way: Way) => ({ type: 'stdio', ...stdioEntry(way) })

export const vscode: ClientKind = {
  id: 'vscode',
  name: 'VS Code',
  speaksAs: 'vscode',
  signs: (surroundings) => ({
    paths: [join(settingsFolder(surroundings), 'Code')],
    programs: ['code'],
  }),
  config: {
    format: jsonFormat,
    path: ['servers', entryName],
    files: async (surroundings) => [join(settingsFolder(surroundings), 'Code', 'User', 'mcp.json')],
    entry,
    afterwards: 'In VS Code, “MCP: List Servers” shows drawbridge; choose Start there.',
  },
  deepLink: (way) =>
    `vscode:mcp/install?${encodeURIComponent(JSON.stringify({ name: entryName, ...entry(way) }))}`,
  steps: (way) => [
    step(
      'In VS Code open the command palette and choose “MCP: Add Server…”, then “Command (stdio)”.',
    ),
    step('Enter this command, and drawbridge as name.', { copy: stdioCopies(way) }),
  ],
  recognises: ({ vendor }) => vendor === 'vscode',
}
