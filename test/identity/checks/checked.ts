/** A set-up at the strict double, checked as the panel and the command line do it. */
import type { TenantClient } from '../../fakes/auth0/tenant.ts'
import { allCallbacks, startGuideWorld, type GuideWorld } from '../guide-world.ts'

type Draft = { audience?: string; clientId?: string; clientSecret?: string; domain?: string }

/** A saved-nowhere draft of an application that is set up rightly, unless told otherwise. */
export async function startWithApp(given: Partial<TenantClient> = {}) {
  const at = await startGuideWorld()
  const app = at.auth0.addApp({ callbacks: [...allCallbacks], ...given })
  const { client_id: clientId, client_secret: clientSecret } = app
  return {
    at,
    app,
    draft: { provider: 'auth0', domain: at.auth0.origin, clientId, clientSecret } as const,
  }
}

/** What each step's check finds. */
export async function check(at: GuideWorld, draft: Draft & { provider: 'auth0' | 'oidc' }) {
  const steps = await at.invoke('identity.check', draft)
  return new Map(steps.map(({ id, check: found }) => [id, found]))
}

export const withToken = async (at: GuideWorld, scopes?: readonly string[]) =>
  at.invoke('identity.token', { token: await at.auth0.token(scopes) })
