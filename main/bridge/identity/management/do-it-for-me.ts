/**
 * "Do it for me" as the owner asks for it, with a one-time token in hand. What comes out is kept here;
 * the token is forgotten at the end.
 */
import { BridgeError } from '../../base/errors.ts'
import type { Clock } from '../../base/ports.ts'
import { createManagementApi, type ManagementApi } from './api.ts'
import { apply, plan } from './apply.ts'
import type { Change } from './change.ts'
import { isSameTenant } from './same-tenant.ts'
import type { TokenInHand } from './token-in-hand.ts'
import { apiScopes, neededScopes, requireScopes, type ManagementToken } from './token.ts'
import type { DesiredSetUp } from './desired-set-up.ts'

export interface DoItDeps {
  token: TokenInHand
  fetch: typeof globalThis.fetch
  clock: Clock
  wait?: ((ms: number) => Promise<unknown>) | undefined
  /** What is saved: the issuer, null when nothing is; undefined when it is another provider. */
  issuer: () => string | null | undefined
  desired: () => Promise<DesiredSetUp>
  save: (made: {
    issuer: string
    clientId: string
    clientSecret: string | undefined
  }) => Promise<void>
  /** The public callback was read at Auth0. */
  confirmCallback: () => Promise<void>
}

export interface DoItForMe {
  /** Takes a token, or refuses it in exact words: another tenant, expired, too few permissions. */
  take(pasted: string): Promise<ManagementToken>
  /** The token in hand where it is for this issuer; null without one. */
  tokenFor(issuer: string | null): Promise<ManagementToken | null>
  plan(): Promise<Change[]>
  apply(choose: readonly string[], keep: boolean): Promise<Change[]>
}

export function createDoItForMe(deps: DoItDeps): DoItForMe {
  const { token, fetch, clock, wait } = deps
  let last: Promise<unknown> = Promise.resolve()

  /** Throws `auth0-token-wrong-domain`; a custom domain of the same tenant is as good. */
  async function assertTenant(issuer: string, found: string, foundIssuer: string): Promise<void> {
    const domain = new URL(issuer).host
    if (domain === found || (await isSameTenant(fetch, issuer, foundIssuer))) return
    throw new BridgeError('auth0-token-wrong-domain', { found, domain })
  }

  function savedIssuer(): string | null {
    const issuer = deps.issuer()
    if (issuer === undefined) throw new BridgeError('auth0-only')
    return issuer
  }

  /** The way to the tenant, and the issuer sign-ins will go to. */
  async function open(desired: DesiredSetUp): Promise<{ api: ManagementApi; issuer: string }> {
    const saved = savedIssuer()
    const inHand = token.need()
    requireScopes(inHand, [...neededScopes, ...(desired.audience === null ? [] : apiScopes)])
    const issuer = issuerOf(inHand)
    if (saved !== null) await assertTenant(saved, inHand.domain, issuer)
    const api = createManagementApi({ token: inHand, fetch, clock, ...(wait && { wait }) })
    return { api, issuer: saved ?? issuer }
  }

  async function carryOut(choose: readonly string[]): Promise<Change[]> {
    const desired = await deps.desired()
    const { api, issuer } = await open(desired)
    const keep = (made: { clientId: string; clientSecret: string | undefined }) =>
      deps.save({ issuer, ...made })
    const changes = await apply({ api, desired, keep }, choose)
    const callbacks = changes.find(({ id }) => id === 'callbacks')
    if (callbacks?.state === 'done' || callbacks?.state === 'unchanged')
      await deps.confirmCallback()
    return changes
  }

  return {
    async take(pasted) {
      const saved = savedIssuer()
      const taken = token.take(pasted)
      try {
        // A token only for reading the log is good for that.
        if (!taken.scopes.includes('read:logs')) requireScopes(taken, neededScopes)
        if (saved !== null) await assertTenant(saved, taken.domain, issuerOf(taken))
      } catch (error) {
        token.forget()
        throw error
      }
      return taken
    },
    async tokenFor(issuer) {
      const found = token.get()
      if (!found || issuer === null) return null
      if (new URL(issuer).host === found.domain) return found
      return (await isSameTenant(fetch, issuer, issuerOf(found))) ? found : null
    },
    async plan() {
      const desired = await deps.desired()
      return plan((await open(desired)).api, desired)
    },
    apply(choose, keep) {
      // One after the other: two at once would both create the application.
      const done = last
        .then(() => carryOut(choose))
        .finally(() => {
          if (!keep) token.forget()
        })
      last = done.catch(() => {})
      return done
    },
  }
}

const issuerOf = ({ apiUrl }: ManagementToken): string => apiUrl.slice(0, -'api/v2/'.length)
