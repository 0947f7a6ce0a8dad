/** The proxy in the settings of a system, read with the program each system has for it. */
import type { Ask } from '../../bridge/base/ask-program.ts'
import { readGnome } from './gnome.ts'
import { readMacos } from './macos.ts'
import type { SystemSettings } from './system-settings.ts'
import { readWindows } from './windows.ts'

const windowsKey = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings`

/** Null where nothing is set or it cannot be known. */
export async function readSystemSettings(
  platform: NodeJS.Platform,
  ask: Ask,
): Promise<SystemSettings | null> {
  if (platform === 'darwin') return readMacos(await ask('scutil', ['--proxy']))
  if (platform === 'win32') return readWindows(await ask('reg', ['query', windowsKey]))
  return readGnome(await ask('gsettings', ['list-recursively', 'org.gnome.system.proxy']))
}
