/** The authorization server, and signing in at an identity provider behind it. */
import type { Origins } from '../address/origins.ts'
import type { BridgeOptions } from './bridge-types.ts'
import { createAuthorizationServer } from '../oauth/authorization-server.ts'
import type { AuthorizationServer } from '../oauth/types.ts'
import { signInLimits } from '../settings/token-lifetimes.ts'
import type { Records } from './open-records.ts'
import { createSignInElsewhere, type SignInElsewhere } from './sign-in-elsewhere.ts'

export interface SignInSide {
  elsewhere: SignInElsewhere
  authorization: AuthorizationServer
}

export async function openSignIn(
  options: BridgeOptions,
  { store, audit, participants }: Records,
  origins: Pick<Origins, 'list'>,
  closing: AsyncDisposableStack,
): Promise<SignInSide> {
  const { secrets, settings, clock, log, makeKeyPair } = options
  const elsewhere = createSignInElsewhere({
    store,
    secrets,
    settings,
    clock,
    log,
    audit: audit.record,
    publicOrigin: () => origins.list().find(({ kind }) => kind === 'public')?.url ?? null,
  })
  closing.defer(() => elsewhere.stop())
  const authorization = await createAuthorizationServer({
    store,
    secrets,
    clock,
    log,
    audit,
    upstream: elsewhere.identity.upstream,
    participants,
    limits: signInLimits(settings.get().signIn),
    ...(makeKeyPair && { makeKeyPair }),
  })
  closing.defer(() => authorization.stop())
  elsewhere.identity.onTurnedAway(authorization.endSignInsOf)
  return { elsewhere, authorization }
}
