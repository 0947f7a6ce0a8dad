/** Where things are in a checkout. */
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')

export const modules = join(root, 'node_modules')

/** Node 24, brought by the npm package `node`: its install script links the binary here. */
export const node24 = join(
  modules,
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

/** The environment for tools: Node 24 and the project's own tools come first in PATH. */
export function toolEnvironment(extra = {}) {
  const path = [join(modules, 'node', 'bin'), join(modules, '.bin'), process.env.PATH]
  return { ...process.env, PATH: path.join(delimiter), ...extra }
}
