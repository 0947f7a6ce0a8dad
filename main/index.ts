/**
 * The desktop host. What Electron wants before it is ready happens here, in order and without
 * waiting; the rest is shell/desktop.ts.
 */
import './small-heap.ts'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, protocol } from 'electron'
import { BridgeError } from './bridge/base/errors.ts'
import { appScheme } from './shell/app-address.ts'
import { parseDeepLink, scheme } from './shell/deep-link.ts'
import { startDesktop } from './shell/desktop.ts'
import { showFailure } from './shell/dialogs.ts'
import { fileLog } from './shell/shell-log.ts'
import { startOptions } from './shell/start-options.ts'

const start = startOptions(process.argv.slice(app.isPackaged ? 1 : 2), process.env)
const shellDir = join(start.dataDir, 'desktop')

try {
  mkdirSync(shellDir, { recursive: true, mode: 0o700 })
} catch (error) {
  const { dataDir } = start
  showFailure(new BridgeError('data-folder-unusable', { dataDir, reason: String(error) }))
  process.exit(1)
}
// Chromium's own files and the lock below: one app per data folder, as there is one bridge.
app.setPath('userData', shellDir)
app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
// `quit()` would take its time and might show a window.
if (!app.requestSingleInstanceLock()) process.exit(0)
if (app.isPackaged) app.setAsDefaultProtocolClient(scheme)
// Windows shows notifications of programs it knows by this name (electron-builder.yml).
if (process.platform === 'win32') app.setAppUserModelId('dev.drawbridge.app')
// Without a listener the app would end with its window.
app.on('window-all-closed', () => {})

const desktop = startDesktop({
  start,
  shellDir,
  outDir: import.meta.dirname,
  log: fileLog(join(start.dataDir, 'bridge.log'), start.verbose),
})

app.on('second-instance', (_event, argv) => {
  const { hidden, place } = startOptions(argv.slice(1), process.env)
  if (!hidden) void desktop.then(({ show }) => show(place))
})
app.on('activate', () => void desktop.then(({ show }) => show()))
app.on('open-url', (event, url) => {
  event.preventDefault()
  const place = parseDeepLink(url)
  if (place) void desktop.then(({ show }) => show(place))
})

desktop.catch((error: unknown) => {
  showFailure(error)
  app.exit(1)
})
