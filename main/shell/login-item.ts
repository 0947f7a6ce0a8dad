/** Starting at login, as the setting says: Electron does it on macOS and Windows, a file on Linux. */
import { app } from 'electron'
import type { Log } from '../bridge/base/ports.ts'
import { autostartFile, autostartPath, setAutostart } from './autostart-file.ts'

export interface LoginItemDeps {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  /** The program and arguments that start the app. */
  command: readonly [string, ...string[]]
  log: Log
}

/** Gives the function that makes it so; calls follow each other. */
export function createLoginItem(deps: LoginItemDeps): (openAtLogin: boolean) => Promise<void> {
  const { platform, env, command, log } = deps
  let last = Promise.resolve()

  async function apply(openAtLogin: boolean): Promise<void> {
    if (platform === 'linux') {
      const content = openAtLogin ? autostartFile(command) : undefined
      return setAutostart(autostartPath(env), content)
    }
    const item = { args: [...command.slice(1), '--hidden'] }
    if (app.getLoginItemSettings(item).openAtLogin === openAtLogin) return
    app.setLoginItemSettings({ ...item, openAtLogin })
  }

  return (openAtLogin) => {
    last = last
      .then(() => apply(openAtLogin))
      .catch((error: unknown) => log.warn('login-item.failed', { error: String(error) }))
    return last
  }
}
