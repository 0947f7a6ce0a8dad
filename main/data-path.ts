/** Where the data folder is. Shared by the bridge and the stdio link, so it imports only Node. */
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
