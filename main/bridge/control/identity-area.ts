/** Signing in elsewhere as one area of the contract: decisions, set-up, and the token both know of. */
import { hostname } from 'node:os'
import type { identityMethods } from '../../contract/identity.ts'
import { createTokenInHand } from '../identity/management/token-in-hand.ts'
import { installTag } from '../identity/management/wish.ts'
import type { Subscription } from './create-control.ts'
import type { HandlersOf } from './handlers.ts'
import { identityGuideHandlers, type IdentityGuideDeps } from './identity-guide-methods.ts'
import { identityHandlers, type IdentityMethodsDeps } from './identity-methods.ts'
import { ofIdentity } from './subscriptions.ts'

export interface IdentityArea {
  handlers: HandlersOf<typeof identityMethods>
  subscription: Subscription
}

export function identityArea(
  deps: Omit<IdentityMethodsDeps, 'token'> &
    Omit<IdentityGuideDeps, 'token' | 'install'> & { dataDir: string },
): IdentityArea {
  const { dataDir, ...rest } = deps
  const token = createTokenInHand(deps.clock)
  return {
    handlers: {
      ...identityHandlers({ ...rest, token: token.shown }),
      ...identityGuideHandlers({ ...rest, token, install: installTag(hostname(), dataDir) }),
    },
    subscription(send) {
      const stops = [ofIdentity(deps.identity)(send), token.onChange(() => send('identity'))]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}
