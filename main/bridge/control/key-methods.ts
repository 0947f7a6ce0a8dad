/** Signing keys and the audit trail. */
import type { keyMethods } from '../../contract/keys.ts'
import type { AuthorizationServer } from '../oauth/types.ts'
import type { HandlersOf } from './handlers.ts'

type Area = Omit<HandlersOf<typeof keyMethods>, 'audit.list'>

export const keyHandlers = ({ keys }: Pick<AuthorizationServer, 'keys'>): Area => ({
  'keys.list': () => keys.list(),
  'keys.rotate': () => keys.rotate(),
})
