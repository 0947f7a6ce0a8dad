/** `protocol`: the app's own scheme, with Electron's rules about when it may be set up. */
import type Electron from 'electron'
import { app } from './app.ts'

type Handler = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Handler>()
let registered = false

export const protocol = {
  registerSchemesAsPrivileged(_schemes: Electron.CustomScheme[]) {
    if (app.isReady() || registered) {
      throw new Error('protocol.registerSchemesAsPrivileged: once, and before app is ready')
    }
    registered = true
  },
  handle(scheme: string, handler: Handler) {
    if (!app.isReady()) throw new Error('protocol.handle: only after app is ready')
    handlers.set(scheme, handler)
  },
}

/** What the app answers to a request of its own scheme; undefined for a scheme it does not have. */
export const answerOf = (address: string, method: string): Promise<Response> | undefined => {
  const handler = handlers.get(new URL(address).protocol.slice(0, -1))
  return handler && Promise.resolve(handler(new Request(address, { method })))
}
