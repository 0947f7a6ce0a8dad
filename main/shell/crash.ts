/**
 * An error nobody expected: it is written down, the owner is told, and the app ends cleanly. What was
 * answered as stored is on disk, so going on in an unknown state would only risk more.
 */
import { dialog } from 'electron'
import type { Log } from '../bridge/base/ports.ts'

export function watchCrashes(log: Log, quit: () => void): void {
  let isShown = false
  process.on('uncaughtException', (error) => {
    log.error('crash', { error: error.stack ?? String(error) })
    if (isShown) return
    isShown = true
    dialog.showErrorBox(
      'Drawbridge has to close',
      `Something unexpected happened. Nothing that was answered as stored is lost; start Drawbridge again.\n\n${error.message}`,
    )
    quit()
  })
  process.on('unhandledRejection', (reason) => {
    log.error('unhandled-rejection', { error: String(reason) })
  })
}
