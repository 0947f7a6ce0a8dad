/**
 * Signing in at an identity provider as a part of the bridge: its state, and the listener on this
 * computer that browsers come back to while the public address is not the registered one.
 */
import { createLoopbackCallback } from '../http/loopback-callback.ts'
import { callbackPorts } from '../identity/callbacks.ts'
import { createIdentity, type Identity, type IdentityDeps } from '../identity/identity.ts'
import { answerCallbacks, createUpstreamCallback } from '../oauth/approval/upstream-callback.ts'
import type { Log } from '../base/ports.ts'

export interface SignInElsewhere {
  identity: Identity
  /** Listens for those who were on their way when the bridge ended. */
  start(): Promise<void>
  stop(): Promise<void>
}

export function createSignInElsewhere(
  deps: Omit<IdentityDeps, 'loopback'> & { log: Log },
): SignInElsewhere {
  const { settings, log } = deps
  const loopback = createLoopbackCallback()
  const identity = createIdentity({ ...deps, loopback })
  loopback.serve(answerCallbacks(createUpstreamCallback(identity.upstream), log))
  return {
    identity,
    async start() {
      const { saved, callbackPort } = settings.get().identity
      if (saved === null) return
      const ports = callbackPorts(callbackPort)
      // Not a reason to stay closed: the owner can still approve, and status says what is taken.
      const port = await loopback.listen(ports)
      if (port === undefined) log.warn('identity.callback-ports-taken', { ports: ports.join(', ') })
    },
    stop: () => loopback.stop(),
  }
}
