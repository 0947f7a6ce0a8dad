/** Everything that crosses, as the owner sees it. */
import type { trafficMethods } from '../../contract/traffic.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { HandlersOf } from './handlers.ts'

export const trafficHandlers = (
  traffic: Pick<Traffic, 'list' | 'get' | 'clear'>,
): HandlersOf<typeof trafficMethods> => ({
  'traffic.list': (request) => traffic.list(request),
  'traffic.get': ({ seq }) => traffic.get(seq),
  'traffic.clear': () => ({ cleared: traffic.clear() }),
})
