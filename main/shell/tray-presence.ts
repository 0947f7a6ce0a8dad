/**
 * Whether there is a tray to look for. GNOME shows none without an extension, and Electron cannot
 * tell; the desktop's own register of tray icons can.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const watcher = 'org.kde.StatusNotifierWatcher'
const question = `call --session --dest ${watcher} --object-path /StatusNotifierWatcher --method org.freedesktop.DBus.Properties.Get ${watcher} IsStatusNotifierHostRegistered`

/** False when nobody would show an icon, or nobody can say. */
export async function hasTray(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'linux') return true
  try {
    const { stdout } = await run('gdbus', question.split(' '), { timeout: 2_000 })
    return stdout.includes('true')
  } catch {
    return false
  }
}
