/** `app`: its life, its one instance, and what is asked of the system through it. */
import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import type Electron from 'electron'
import { preventable } from './event.ts'
import { takeInstanceLock } from './instance-lock.ts'

interface OwnWindow {
  close(): boolean
  destroy(): void
}

const paths = new Map<string, string>()
const windows = new Set<OwnWindow>()
const loginItem = { openAtLogin: false }
let ready = false
const emitter = new EventEmitter()
const readiness = Promise.withResolvers<void>()

/** When the entry has run to its end. */
export function becomeReady(): void {
  ready = true
  emitter.emit('ready')
  readiness.resolve()
}

const members = {
  isPackaged: false,
  isReady: () => ready,
  whenReady: () => readiness.promise,
  getVersion: () => '0.0.0-double',
  getName: () => 'Drawbridge',
  getPath: (name: string) => paths.get(name) ?? '',
  setPath(name: string, path: string) {
    if (ready && name === 'userData') throw new Error('userData is set before ready')
    mkdirSync(path, { recursive: true })
    paths.set(name, path)
  },
  enableSandbox() {
    if (ready) throw new Error('app.enableSandbox() can only be called before app is ready')
  },
  requestSingleInstanceLock: () =>
    takeInstanceLock(members.getPath('userData'), (argv, cwd) =>
      emitter.emit('second-instance', preventable({}), argv, cwd, undefined),
    ),
  setAsDefaultProtocolClient: () => true,
  setAppUserModelId(_id: string) {},
  focus(_options?: Electron.FocusOptions) {},
  getLoginItemSettings: () =>
    ({
      ...loginItem,
      wasOpenedAtLogin: false,
      status: 'not-registered',
      executableWillLaunchAtLogin: loginItem.openAtLogin,
      launchItems: [],
    }) satisfies Electron.LoginItemSettings,
  setLoginItemSettings: ({ openAtLogin }: Electron.Settings) => {
    loginItem.openAtLogin = openAtLogin ?? false
  },
  quit() {
    const event = preventable({})
    emitter.emit('before-quit', event)
    if (event.defaultPrevented) return
    for (const window of windows) if (!window.close()) return
    emitter.emit('will-quit', preventable({}))
    emitter.emit('quit', preventable({}), 0)
    process.exit(0)
  },
  exit(code = 0) {
    for (const window of windows) window.destroy()
    emitter.emit('quit', preventable({}), code)
    process.exit(code)
  },
}

export const app = Object.assign(emitter, members)

/** For the windows only: `app` ends them, and itself when nobody wants to stay. */
export const openWindows = {
  add: (window: OwnWindow) => void windows.add(window),
  remove(window: OwnWindow) {
    windows.delete(window)
    if (windows.size > 0) return
    if (emitter.listenerCount('window-all-closed') > 0) emitter.emit('window-all-closed')
    else members.quit()
  },
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, members.quit)
