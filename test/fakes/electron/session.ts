/** `session`: keeps what the app says about permissions, for the pages to ask. */
import type Electron from 'electron'

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0]
type DeviceHandler = Parameters<Electron.Session['setDevicePermissionHandler']>[0]

const handlers: { request: RequestHandler; check: CheckHandler; device: DeviceHandler } = {
  request: null,
  check: null,
  device: null,
}

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: RequestHandler) => void (handlers.request = handler),
    setPermissionCheckHandler: (handler: CheckHandler) => void (handlers.check = handler),
    setDevicePermissionHandler: (handler: DeviceHandler) => void (handlers.device = handler),
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
