/**
 * Claude Desktop's configuration as far as Drawbridge is concerned: where the file is on each system,
 * and what our entry in it says. Reads and writes nothing.
 */
import { posix, win32 } from 'node:path'

/** The name our entry has among the servers; Claude shows it to people. */
export const claudeDesktopName = 'drawbridge'

export interface ClaudeDesktopEntry {
  command: string
  args: string[]
  env?: Record<string, string>
}

export interface ConfigPlace {
  path: string
  /** Which Claude Desktop reads it: on Windows the one from the store reads a file of its own. */
  install: 'standard' | 'msix'
}

export interface ConfigPlaceSources {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  home: string
  /** Names of the folders in %LOCALAPPDATA%\Packages; of interest on Windows only. */
  packages?: readonly string[]
}

const file = 'claude_desktop_config.json'

/**
 * Where Claude Desktop may keep its configuration, the most likely one first. On Windows the MSIX
 * install (the current one) sees its own copy of AppData and ignores edits in the real one, so it
 * comes first wherever there is such a package, and both are given: a computer can have had both.
 */
export function claudeDesktopConfigPlaces(sources: ConfigPlaceSources): ConfigPlace[] {
  const { platform, env, home, packages = [] } = sources
  if (platform === 'darwin') {
    return [standard(posix.join(home, 'Library', 'Application Support', 'Claude', file))]
  }
  if (platform !== 'win32') {
    return [
      standard(posix.join(env['XDG_CONFIG_HOME'] || posix.join(home, '.config'), 'Claude', file)),
    ]
  }
  const roaming = env['APPDATA'] || win32.join(home, 'AppData', 'Roaming')
  const local = env['LOCALAPPDATA'] || win32.join(home, 'AppData', 'Local')
  const msix = packages.filter(isClaudePackage).map((name): ConfigPlace => {
    const own = win32.join(local, 'Packages', name, 'LocalCache', 'Roaming')
    return { path: win32.join(own, 'Claude', file), install: 'msix' }
  })
  return [...msix, standard(win32.join(roaming, 'Claude', file))]
}

const standard = (path: string): ConfigPlace => ({ path, install: 'standard' })

/** `Claude_pzs8sxrjxfjjc`: a name, then the hash of its publisher. The name may get a prefix. */
const isClaudePackage = (name: string): boolean => /^([\w-]+\.)*claude(desktop)?_\w+$/i.test(name)

/**
 * The entry that starts our link. It holds no secret and no port: the link reads both from the data
 * folder each time it starts, so the entry stays right when they change.
 */
export function claudeDesktopEntry(link: ClaudeDesktopEntry): ClaudeDesktopEntry {
  const { command, args, env = {} } = link
  return {
    command,
    args: [...args, '--as', 'claude'],
    ...(Object.keys(env).length > 0 ? { env: { ...env } } : {}),
  }
}

/** Whether an entry found in the file still leads here; what people added to `env` does not matter. */
export function leadsHere(found: unknown, wanted: ClaudeDesktopEntry): boolean {
  if (typeof found !== 'object' || found === null) return false
  const { command, args, env } = found as Record<string, unknown>
  if (command !== wanted.command || !Array.isArray(args)) return false
  const sameArgs =
    args.length === wanted.args.length && wanted.args.every((arg, index) => args[index] === arg)
  const has: Record<string, unknown> = typeof env === 'object' && env !== null ? { ...env } : {}
  return sameArgs && Object.entries(wanted.env ?? {}).every(([name, value]) => has[name] === value)
}
