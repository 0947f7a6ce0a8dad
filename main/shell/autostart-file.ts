/** Start at login on Linux: a file in the folder the desktops look into (XDG autostart 0.5). */
import { mkdir, readFile, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { writeFileAtomically } from '../bridge/base/atomic-file.ts'

const id = 'dev.drawbridge.app'

/** A relative XDG_CONFIG_HOME has to be ignored (XDG base directories). */
export function autostartPath(env: NodeJS.ProcessEnv, home = homedir()): string {
  const given = env['XDG_CONFIG_HOME']
  const config = given && isAbsolute(given) ? given : join(home, '.config')
  return join(config, 'autostart', `${id}.desktop`)
}

/** The file for this program; in an AppImage that is the image itself, not what is mounted from it. */
export function autostartFile([program, ...args]: readonly [string, ...string[]]): string {
  const command = [program, ...args, '--hidden'].map(quoted).join(' ')
  return `[Desktop Entry]
Type=Application
Version=1.5
Name=Drawbridge
Comment=Claude and ChatGPT, working together on this computer
Exec=${command}
Icon=drawbridge
Terminal=false
StartupNotify=false
X-GNOME-Autostart-enabled=true
`
}

/**
 * Desktop Entry: a quoted argument escapes " ` $ \, `%` is doubled, and the value as a whole is a
 * string in which the backslash is escaped once more.
 */
const quoted = (text: string): string =>
  `"${text
    .replaceAll(/["`$\\]/g, String.raw`\$&`)
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`

/** Writes or removes the file; one that is right already is left alone. */
export async function setAutostart(path: string, content: string | undefined): Promise<void> {
  if (content === undefined) return rm(path, { force: true })
  const found = await readFile(path, 'utf8').catch(() => undefined)
  if (found === content) return
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFileAtomically(path, content, 0o644)
}
