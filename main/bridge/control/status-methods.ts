/** The bridge as a whole. */
import type { statusMethods } from '../../contract/status.ts'
import type { Position } from '../position.ts'
import type { HandlersOf, Result } from './handlers.ts'

export interface StatusMethodsDeps {
  status: () => Result<'status.get'>
  position: Pick<Position, 'move'>
  panelLink: () => string | null
  /** Asks the host to end. */
  requestStop: () => void
}

type Area = Omit<HandlersOf<typeof statusMethods>, 'tasks.list'>

export const statusHandlers = ({
  status,
  position,
  panelLink,
  requestStop,
}: StatusMethodsDeps): Area => ({
  'status.get': status,
  'bridge.move': async ({ position: to }) => {
    await position.move(to)
    return status()
  },
  'panel.link': () => ({ url: panelLink() }),
  'bridge.stop': () => {
    requestStop()
    return { pid: process.pid }
  },
})
