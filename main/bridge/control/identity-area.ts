/** Signing in elsewhere as one area of the contract: decisions, set-up, and the token both know of. */
import { hostname } from 'node:os'
import type { identityMethods } from '../../contract/identity.ts'
import { createTokenInHand } from '../identity/management/token-in-hand.ts'
import { installTag } from '../identity/management/desired-set-up.ts'
import type { Subscription } from './create-control.ts'
import { followAddress, type FollowAddressDeps } from './follow-address.ts'
import type { HandlersOf } from './handlers.ts'
import { identityGuideHandlers, type IdentityGuideDeps } from './identity-guide-methods.ts'
import { identityHandlers, type IdentityMethodsDeps } from './identity-methods.ts'
import { ofIdentity } from './subscriptions.ts'

export interface IdentityArea {
  handlers: HandlersOf<typeof identityMethods>
  subscription: Subscription
  stop: () => void
}

export function identityArea(
  deps: Omit<IdentityMethodsDeps, 'token'> &
    Omit<IdentityGuideDeps, 'token' | 'install'> &
    Pick<FollowAddressDeps, 'onAddress' | 'log'> & { dataDir: string },
): IdentityArea {
  const { dataDir, onAddress, log, ...rest } = deps
  const token = createTokenInHand(deps.clock)
  const handlers = {
    ...identityHandlers({ ...rest, token: token.shown }),
    ...identityGuideHandlers({ ...rest, token, install: installTag(hostname(), dataDir) }),
  }
  return {
    handlers,
    stop: followAddress({
      onAddress,
      log,
      status: () => deps.identity.status(token.shown()),
      apply: async () => handlers['identity.apply']({ keep: true }),
    }),
    subscription(send) {
      const stops = [ofIdentity(deps.identity)(send), token.onChange(() => send('identity'))]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}
