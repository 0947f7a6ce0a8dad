/** Where updates come from: electron-updater, which reads app-update.yml of the installed app. */
import type { AppUpdater } from 'electron-updater'
import type { Log } from '../bridge/base/ports.ts'
import type { UpdateSource } from './updates.ts'

/** The updater is loaded when it is first needed: most starts end without it. */
export function openUpdateSource(log: Log): UpdateSource {
  let loading: Promise<AppUpdater> | undefined
  const updater = () => (loading ??= load(log))
  return {
    async check() {
      const result = await (await updater()).checkForUpdates()
      return result?.isUpdateAvailable ? result.updateInfo.version : undefined
    },
    async download() {
      await (await updater()).downloadUpdate()
    },
    async install() {
      // Silent, and started again afterwards.
      ;(await updater()).quitAndInstall(true, true)
    },
  }
}

async function load(log: Log): Promise<AppUpdater> {
  const { default: electronUpdater } = await import('electron-updater')
  const { autoUpdater } = electronUpdater
  const said = (message?: unknown) => log.debug('updater', { message: String(message) })
  const warned = (message?: unknown) => log.warn('updater', { message: String(message) })
  autoUpdater.logger = { info: said, warn: warned, error: warned }
  autoUpdater.autoDownload = false
  autoUpdater.autoInstallOnAppQuit = false
  return autoUpdater
}
