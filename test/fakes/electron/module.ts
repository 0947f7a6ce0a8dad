/**
 * A double of the `electron` module: as much of it as the shell uses, with windows that are real
 * pages of a real Chromium. Its types are held against Electron's own (test/shell/electron-double.test.ts).
 */
import { app } from './app.ts'
import { ipcMain } from './ipc-main.ts'
import { shell } from './system.ts'

export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { clipboard, dialog, powerMonitor, screen, shell } from './system.ts'
export { ipcMain } from './ipc-main.ts'
export { Menu } from './menu.ts'
export { nativeImage } from './native-image.ts'
export { nativeTheme } from './native-theme.ts'
export { Notification } from './notification.ts'
export { protocol } from './protocol.ts'
export { session } from './session.ts'
export { Tray } from './tray.ts'
/** What electron-store takes, which asks for the module whole. */
export default { app, ipcMain, shell }
