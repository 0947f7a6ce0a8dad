/**
 * All a page of the window gets of Electron: `window.drawbridge`, one call and one stream of
 * signals of the contract (renderer/ipc-transport.ts). Runs sandboxed, before the page.
 */
import { contextBridge, ipcRenderer } from 'electron'
import { invokeChannel, signalsChannel } from './shell/ipc-channels.ts'
import type { Signal } from './shell/signal-queue.ts'

type Listener = (signal: Signal) => void

const listeners = new Set<Listener>()
let following = false

/** Asks for more when the last batch has been handed out, so that a busy page is never flooded. */
async function follow(): Promise<void> {
  following = true
  let first = true
  while (listeners.size > 0) {
    const signals = (await ipcRenderer.invoke(signalsChannel, first)) as Signal[]
    first = false
    for (const signal of signals) for (const listener of listeners) listener(signal)
    if (signals.some(({ kind }) => kind === 'stopped')) break
  }
  following = false
}

const stopped = () => {
  following = false
  for (const listener of listeners) listener({ kind: 'stopped' })
}

contextBridge.exposeInMainWorld('drawbridge', {
  invoke: (method: string, params: unknown): Promise<unknown> =>
    ipcRenderer.invoke(invokeChannel, method, params),
  subscribe(listener: Listener) {
    listeners.add(listener)
    if (following) listener({ kind: 'resync' })
    else follow().catch(stopped)
    return () => {
      listeners.delete(listener)
    }
  },
})
