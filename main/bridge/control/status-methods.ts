/** The bridge as a whole. */
import type { statusMethods } from '../../contract/status.ts'
import type { Position } from '../settings/position.ts'
import type { Tasks } from '../base/tasks.ts'
import type { HandlersOf, Result } from './handlers.ts'

export interface StatusMethodsDeps {
  status: () => Result<'status.get'>
  position: Pick<Position, 'move'>
  tasks: Pick<Tasks, 'list'>
  panelLink: () => string | null
  /** Asks the host to end. */
  requestStop: () => void
}

type Area = HandlersOf<typeof statusMethods>

export const statusHandlers = ({
  status,
  position,
  tasks,
  panelLink,
  requestStop,
}: StatusMethodsDeps): Area => ({
  'status.get': status,
  'bridge.move': async ({ position: to }) => {
    await position.move(to)
    return status()
  },
  'tasks.list': () => tasks.list(),
  'panel.link': () => ({ url: panelLink() }),
  'bridge.stop': () => {
    requestStop()
    return { pid: process.pid }
  },
})
