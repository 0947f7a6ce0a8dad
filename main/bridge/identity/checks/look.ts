/** Everything the checks of one run look at, each asked for once and only when a check needs it. */
import { toBridgeError, type BridgeError } from '../../base/errors.ts'
import type { Clock } from '../../base/ports.ts'
import type { AboutSetUp } from '../../explain/fault.ts'
import { createManagementApi } from '../management/api.ts'
import type { Change } from '../management/change.ts'
import { compare } from '../management/compare.ts'
import { readTenant } from '../management/tenant.ts'
import type { ManagementToken } from '../management/token.ts'
import type { DesiredSetUp } from '../management/desired-set-up.ts'
import { probeAuthorize, type AuthorizeAnswer } from './authorize-probe.ts'
import type { SetUp } from './check.ts'
import { readDiscovery, type Discovery } from './discovery.ts'
import { probeToken, type TokenAnswer } from './token-probe.ts'

export interface LookDeps {
  fetch: typeof globalThis.fetch
  clock: Clock
  wait?: ((ms: number) => Promise<unknown>) | undefined
}

export interface Look {
  setUp: SetUp
  about: AboutSetUp
  /** Throws BridgeError. */
  discovery(): Promise<Discovery>
  /** Null as long as client id or secret are not known. */
  token(): Promise<TokenAnswer | null>
  /** One for each callback; empty as long as the client id is not known. */
  authorize(): Promise<{ callback: string; answer: AuthorizeAnswer }[]>
  /** The tenant itself against what it should be; null without a token for it. */
  tenant(): Promise<{ changes: Change[] } | { error: BridgeError } | null>
}

export function createLook(
  { fetch, clock, wait }: LookDeps,
  setUp: SetUp,
  inHand: { token: ManagementToken; desired: DesiredSetUp } | null,
): Look {
  const { provider, issuer, clientId, clientSecret, audience, callbacks } = setUp
  const domain = issuer === null ? '' : (URL.parse(issuer)?.host ?? issuer)
  const about: AboutSetUp = { provider, domain, clientId, audience }
  const discovery = once(() => readDiscovery(fetch, issuer ?? '', about))
  return {
    setUp,
    about,
    discovery,
    token: once(async () => {
      const [callback] = callbacks
      if (clientId === null || clientSecret === undefined || callback === undefined) return null
      const client = { clientId, clientSecret, callback }
      return probeToken(fetch, await discovery(), client, about)
    }),
    authorize: once(async () => {
      if (clientId === null) return []
      const document = await discovery()
      return Promise.all(
        callbacks.map(async (callback) => ({
          callback,
          answer: await probeAuthorize(fetch, document, { clientId, callback, audience }, about),
        })),
      )
    }),
    tenant: once(async () => {
      if (inHand === null) return null
      const { token, desired } = inHand
      const api = createManagementApi({ token, fetch, clock, ...(wait && { wait }) })
      try {
        return { changes: compare(await readTenant(api, desired), desired) }
      } catch (thrown) {
        return { error: toBridgeError(thrown) }
      }
    }),
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => (answer ??= ask())
}
