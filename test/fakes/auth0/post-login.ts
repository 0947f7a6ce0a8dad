/**
 * What follows a login, a silent one too: blocked users and Actions are refused here, and first-party
 * apps get what they asked for without a consent page where Auth0 shows none.
 */
import { errors, type Grant, type KoaContextWithOIDC } from 'oidc-provider'
import { allowedScopes, audienceOf } from './audience.ts'
import { isLoopback } from './callbacks.ts'
import { writeLog } from './tenant-log.ts'
import type { Tenant, TenantClient } from './tenant.ts'

/** The grant of this sign-in, or undefined where a person has to consent first. */
export async function grantAfterLogin(
  tenant: Tenant,
  ctx: KoaContextWithOIDC,
): Promise<Grant | undefined> {
  const { client, session, account, provider, result } = ctx.oidc
  const app = tenant.clients.get(client?.clientId ?? '')
  if (!app || !session || !account) return undefined
  const user = tenant.users.find(({ sub }) => sub === account.accountId)
  const { actionDenies } = tenant.behaviour
  if (!user || user.blocked || actionDenies !== null) {
    // A login that was denied leaves no session behind.
    await session.destroy()
    if (actionDenies !== null && user && !user.blocked) {
      writeLog(tenant, 'actions_execution_failed', actionDenies, { client_id: app.client_id })
      throw new errors.CustomOIDCProviderError('access_denied', actionDenies)
    }
    throw new errors.CustomOIDCProviderError('unauthorized', 'user is blocked')
  }
  const consented = result?.consent?.grantId
  if (consented !== undefined) return provider.Grant.find(consented)
  if (needsConsent(tenant, app, ctx)) return undefined
  return fullGrant(tenant, app, ctx)
}

/** Third-party apps always ask; first-party ones for an API that says so, or that nobody can verify. */
function needsConsent(tenant: Tenant, app: TenantClient, ctx: KoaContextWithOIDC): boolean {
  if (!app.is_first_party) return true
  const { params, prompts } = ctx.oidc
  if (prompts.has('consent')) return true
  const resource = params?.['resource']
  if (typeof resource !== 'string') return false
  const api = tenant.apis.get(audienceOf(resource))
  const skip = api?.skip_consent_for_verifiable_first_party_clients === true
  return !skip || isLoopback(String(params?.['redirect_uri']))
}

/** Everything this app may have of what it asked for; the scopes asked for are narrowed later. */
export async function fullGrant(
  tenant: Tenant,
  app: TenantClient,
  ctx: Pick<KoaContextWithOIDC, 'oidc'>,
): Promise<Grant> {
  const { provider, params, session } = ctx.oidc
  const grant = new provider.Grant({
    clientId: app.client_id,
    ...(session?.accountId !== undefined && { accountId: session.accountId }),
  })
  await addScopes(tenant, app, grant, params ?? {})
  return grant
}

/** Saves the grant with all that `params` ask for and the app may have. */
export async function addScopes(
  tenant: Tenant,
  app: TenantClient,
  grant: Grant,
  params: Record<string, unknown>,
): Promise<string> {
  grant.addOIDCScope('openid profile email offline_access')
  const { resource } = params
  if (typeof resource === 'string') {
    const api = tenant.apis.get(audienceOf(resource))
    const scopes = api && allowedScopes(tenant, app, api, 'user')
    grant.addResourceScope(resource, ['openid', 'profile', 'email', ...(scopes ?? [])].join(' '))
  }
  return grant.save()
}
