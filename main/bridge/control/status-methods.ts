/** The bridge as a whole. */
import type { statusMethods } from '../../contract/status.ts'
import type { HandlersOf, Result } from './handlers.ts'

export interface StatusMethodsDeps {
  status: () => Result<'status.get'>
  panelLink: () => string | null
  /** Asks the host to end. */
  requestStop: () => void
}

type Area = Pick<HandlersOf<typeof statusMethods>, 'status.get' | 'panel.link' | 'bridge.stop'>

export const statusHandlers = ({ status, panelLink, requestStop }: StatusMethodsDeps): Area => ({
  'status.get': status,
  'panel.link': () => ({ url: panelLink() }),
  'bridge.stop': () => {
    requestStop()
    return { pid: process.pid }
  },
})
