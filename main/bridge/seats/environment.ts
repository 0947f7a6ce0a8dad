/**
 * What a program started by the bridge finds in its environment: what any program needs, and what its
 * recipe names for its login. Nothing else, so that nothing of the bridge's own reaches a model.
 */
import { delimiter, dirname } from 'node:path'

const everyProgram = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'TZ',
  'TMPDIR',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_CACHE_HOME',
  'XDG_STATE_HOME',
  'XDG_RUNTIME_DIR',
  // Where the keychain that holds a login answers.
  'DBUS_SESSION_BUS_ADDRESS',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
  'https_proxy',
  'http_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
])

/** Windows does not tell capitals apart, and hands its variables over in several. */
const onWindows = new Set([
  'APPDATA',
  'COMSPEC',
  'HOMEDRIVE',
  'HOMEPATH',
  'LOCALAPPDATA',
  'PATH',
  'PATHEXT',
  'PROGRAMDATA',
  'PROGRAMFILES',
  'SYSTEMDRIVE',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'USERNAME',
  'USERPROFILE',
])

/**
 * `path`: of the program; what interprets it often lies beside it. `passes`: names beyond those every
 * program gets. `own`: what the recipe sets.
 */
export function seatEnvironment(options: {
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  path: string
  passes: readonly string[]
  own: Record<string, string>
}): Record<string, string> {
  const { env, platform, path, passes, own } = options
  const passed = new Set(passes)
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      (everyProgram.has(entry[0]) ||
        passed.has(entry[0]) ||
        (platform === 'win32' && onWindows.has(entry[0].toUpperCase()))),
  )
  const passedOn = Object.fromEntries(kept)
  const pathName = Object.keys(passedOn).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  const folders = [dirname(path), passedOn[pathName] ?? ''].filter((folder) => folder !== '')
  return {
    ...passedOn,
    [pathName]: folders.join(delimiter),
    TERM: 'dumb',
    NO_COLOR: '1',
    ...own,
  }
}
