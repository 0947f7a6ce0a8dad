/**
 * What no page may do, whatever it is (Electron's security checklist, 5 and 11 to 15): no
 * permission, no other address, no window, no webview. Links that lead out are handed to
 * `openExternal`, which has its own rules.
 */
import { app, session, type WebContents } from 'electron'
import { isAppAddress } from './app-address.ts'

/** Copying by a click, without reading what is there. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** For every page the app ever has; before the first one. */
export function guardPages(openExternal: (address: string) => void): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((contents, permission, allow) =>
    allow(granted.has(permission) && isAppAddress(contents.getURL())),
  )
  defaultSession.setPermissionCheckHandler(
    (contents, permission) =>
      granted.has(permission) && contents !== null && isAppAddress(contents.getURL()),
  )
  defaultSession.setDevicePermissionHandler(() => false)
  app.on('web-contents-created', (_event, contents) => guardContents(contents, openExternal))
}

function guardContents(contents: WebContents, openExternal: (address: string) => void): void {
  const stayHere = (details: { url: string; preventDefault(): void }): void => {
    if (isAppAddress(details.url)) return
    details.preventDefault()
    openExternal(details.url)
  }
  contents.on('will-navigate', stayHere)
  contents.on('will-redirect', stayHere)
  contents.on('will-frame-navigate', (details) => {
    if (!details.isMainFrame) details.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url)
    return { action: 'deny' }
  })
}
