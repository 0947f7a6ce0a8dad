/**
 * Where the data folder is, and what starts the Drawbridge that keeps it. Shared by the bridge and
 * the stdio link, so it imports only Node.
 */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

export interface DataPathSources {
  /** `--data` */
  flag?: string | undefined
  env?: NodeJS.ProcessEnv
  platform?: NodeJS.Platform
  home?: string
}

/** `--data`, else DRAWBRIDGE_HOME, else the place each system keeps such things. Absolute. */
export function dataPath(sources: DataPathSources = {}): string {
  const { flag, env = process.env, platform = process.platform, home = homedir() } = sources
  const chosen = flag ?? env['DRAWBRIDGE_HOME']
  if (chosen) return resolve(chosen)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Drawbridge')
  if (platform === 'win32') {
    return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Drawbridge')
  }
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'drawbridge')
}

/** A program and its arguments. */
export type Command = readonly [program: string, ...args: string[]]

/** A checkout's bridge, in the background and without a window. */
export const startHeadless = (program: string, dataDir: string): Command => [
  process.execPath,
  program,
  'up',
  '--background',
  '--data',
  dataDir,
]

export interface AppSources extends DataPathSources {
  /** The app's own program, where it is the one that runs this; else the installed one is looked for. */
  program?: string
  exists?: (path: string) => boolean
}

/**
 * Starts the app without showing its window. On macOS and Windows the desktop does it: what a client
 * starts itself inherits its restrictions, and on Windows that of Claude Desktop (MSIX) would write
 * everything below AppData into Claude's own folder. Throws when the app is not installed.
 */
export function startApp(sources: AppSources = {}): Command {
  const { env = process.env, platform = process.platform, exists = existsSync } = sources
  const program = sources.program ?? installedApp(sources).find((path) => exists(path))
  if (program === undefined) {
    throw new Error('Drawbridge is not installed on this computer. Install it and open it once.')
  }
  const chosen = dataPath(sources)
  const { DRAWBRIDGE_HOME: _home, ...plain } = env
  const unusual = chosen !== dataPath({ ...sources, flag: undefined, env: plain })
  const args = ['--hidden', ...(unusual ? ['--data', chosen] : [])]
  if (platform === 'darwin') {
    return ['/usr/bin/open', '-g', '-j', '-b', 'dev.drawbridge.app', '--args', ...args]
  }
  // The desktop passes on an address and no arguments, so another data folder cannot be asked for.
  if (platform === 'win32' && !unusual) {
    return [join(env['SystemRoot'] ?? 'C:\\Windows', 'explorer.exe'), 'drawbridge://start']
  }
  return [program, ...args]
}

/** Where the installers of each system put the app. */
function installedApp(sources: AppSources): string[] {
  const { env = process.env, platform = process.platform, home = homedir() } = sources
  if (platform === 'darwin') {
    return ['/Applications', join(home, 'Applications')].map((at) => join(at, 'Drawbridge.app'))
  }
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local')
    return [join(local, 'Programs', 'drawbridge', 'Drawbridge.exe')]
  }
  return ['/opt/Drawbridge/drawbridge']
}
