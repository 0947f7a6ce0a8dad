/**
 * `session`: keeps what the app says about permissions, for the pages to ask, and answers which proxy an
 * address has, as Chromium does: a text like a script's, once the app is ready.
 */
import type Electron from 'electron'
import { app } from './app.ts'

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0]
type DeviceHandler = Parameters<Electron.Session['setDevicePermissionHandler']>[0]

const proxySwitch = '--proxy-server='

const handlers: { request: RequestHandler; check: CheckHandler; device: DeviceHandler } = {
  request: null,
  check: null,
  device: null,
}

const defaultSession = {
  setPermissionRequestHandler: (handler: RequestHandler) => void (handlers.request = handler),
  setPermissionCheckHandler: (handler: CheckHandler) => void (handlers.check = handler),
  setDevicePermissionHandler: (handler: DeviceHandler) => void (handlers.device = handler),
  resolveProxy: async (url: string): Promise<string> => {
    const server = process.argv.find((one) => one.startsWith(proxySwitch))
    const { hostname } = new URL(url)
    const own = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
    return server === undefined || own ? 'DIRECT' : `PROXY ${server.slice(proxySwitch.length)}`
  },
}

export const session = {
  get defaultSession() {
    if (!app.isReady()) throw new Error('Session can only be received when app is ready')
    return defaultSession
  },
}

/** As a page asks; without a handler Electron grants everything. */
export const permissionFor = (contents: Electron.WebContents, permission: string) =>
  new Promise<boolean>((resolve) => {
    const { request } = handlers
    if (!request) return resolve(true)
    const details = { isMainFrame: true, requestingUrl: contents.getURL() }
    request(contents, permission as Parameters<typeof request>[1], resolve, details)
  })
