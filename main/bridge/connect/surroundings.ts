/** What can be seen of the computer the clients run on. Looks; changes nothing. */
import { access, constants, readdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

export interface Surroundings {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  home: string
  exists(path: string): Promise<boolean>
  /** Names in a folder; none where there is no folder. */
  list(folder: string): Promise<string[]>
  /** The full path of a program a terminal would find, or one in a place it is known to lie. */
  which(program: string): Promise<string | undefined>
}

export interface SurroundingsDeps {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  home: string
}

export function createSurroundings({ platform, env, home }: SurroundingsDeps): Surroundings {
  const may = (path: string, mode: number) =>
    access(path, mode).then(
      () => true,
      () => false,
    )
  return {
    platform,
    env,
    home,
    exists: (path) => may(path, constants.F_OK),
    list: (folder) => readdir(folder).catch(() => []),
    async which(program) {
      for (const folder of searchPath({ platform, env, home })) {
        for (const ending of platform === 'win32' ? ['.exe', '.cmd', '.bat'] : ['']) {
          const path = join(folder, program + ending)
          if (await may(path, platform === 'win32' ? constants.F_OK : constants.X_OK)) return path
        }
      }
      return undefined
    },
  }
}

/** An app that was started from the desktop has a short PATH: these are where programs lie as well. */
function searchPath({ platform, env, home }: SurroundingsDeps): string[] {
  const path = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const usual =
    platform === 'win32'
      ? [join(home, 'AppData', 'Roaming', 'npm')]
      : ['/usr/local/bin', '/opt/homebrew/bin', join(home, '.local', 'bin'), join(home, 'bin')]
  return [...new Set([...path, ...usual])]
}

/** Where apps of this user keep their settings. */
export function settingsFolder({ platform, env, home }: SurroundingsDeps): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  if (platform === 'win32') return env['APPDATA'] ?? join(home, 'AppData', 'Roaming')
  return env['XDG_CONFIG_HOME'] ?? join(home, '.config')
}
