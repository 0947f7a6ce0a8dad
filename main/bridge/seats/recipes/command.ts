/**
 * Any other program, by its command. In its arguments {mcp_config} is a file that names the bridge as the
 * only server, {folder} the owner's folder, {scratch} a folder of the bridge's. The prompt comes on stdin.
 */
import { join } from 'node:path'
import { serverName, type Recipe } from './recipe.ts'

const configFile = 'mcp.json'

export const command: Recipe = {
  id: 'command',
  title: 'A command',
  versions: [],
  passes: [],
  mayWrite: true,
  limits: 'What it may read, write or run is up to that program; the bridge cannot hold it.',
  prepare: ({ folder, scratch, link, args }) => {
    const values = {
      '{mcp_config}': join(scratch, configFile),
      '{folder}': folder,
      '{scratch}': scratch,
    }
    const filled = (word: string): string =>
      Object.entries(values).reduce((text, [name, value]) => text.replaceAll(name, value), word)
    return {
      args: args.map(filled),
      env: {},
      files: {
        [configFile]: JSON.stringify({ mcpServers: { [serverName]: { type: 'stdio', ...link } } }),
      },
    }
  },
}
