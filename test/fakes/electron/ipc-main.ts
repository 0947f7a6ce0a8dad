/** `ipcMain`: handlers by channel; what a page sends comes in through web-contents.ts. */
import type Electron from 'electron'

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown

type Listener = (event: Electron.IpcMainEvent, ...args: unknown[]) => void

/** What no page of ours sends: kept, and never called. */
const listeners = new Map<string, Listener[]>()
const handlers = new Map<string, Handler>()

export const ipcMain = {
  handle(channel: string, handler: Handler) {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    }
    handlers.set(channel, handler)
  },
  on(channel: string, listener: Listener) {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
    return ipcMain as Electron.IpcMain
  },
  removeAllListeners(channel: string) {
    listeners.delete(channel)
    return ipcMain as Electron.IpcMain
  },
  removeHandler: (channel: string) => void handlers.delete(channel),
}

/** As `ipcRenderer.invoke` sees it; errors lose everything but their text on the way. */
export async function dispatch(
  event: Electron.IpcMainInvokeEvent,
  channel: string,
  args: unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel)
  if (!handler) throw new Error(`No handler registered for '${channel}'`)
  try {
    return structuredClone(await handler(event, ...args))
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error })
  }
}
