/**
 * Which API a request ends up with, and whether the app may have it: `audience`, else `resource`
 * (compatibility profile), else the tenant's Default Audience.
 */
import type { Tenant, TenantApi, TenantClient } from './tenant.ts'

export function requestedAudience(tenant: Tenant, params: URLSearchParams): string | undefined {
  const { resource_parameter_profile, default_audience } = tenant.settings
  const resource =
    resource_parameter_profile === 'compatibility' ? params.get('resource') : undefined
  return params.get('audience') || resource || default_audience || undefined
}

/** The scopes an app may ask for, or undefined where it may not have the API at all. */
export function allowedScopes(
  tenant: Tenant,
  client: TenantClient,
  api: TenantApi,
  subject: 'user' | 'client',
): string[] | undefined {
  const all = api.scopes.map(({ value }) => value)
  const { policy } = api.subject_type_authorization[subject]
  const grant =
    tenant.grants.find((grant) => fits(grant) && grant.client_id === client.client_id) ??
    tenant.grants.find((grant) => fits(grant) && !client.is_first_party && grant.default_for)
  function fits(grant: (typeof tenant.grants)[number]): boolean {
    return grant.audience === api.identifier && grant.subject_type === subject
  }
  if (policy === 'deny_all') return undefined
  if (api.is_system && (subject === 'user' || !client.is_first_party)) return undefined
  // A third-party app needs a grant whatever the policy says.
  if (policy === 'allow_all' && client.is_first_party) return all
  if (!grant) return undefined
  return grant.allow_all_scopes ? all : all.filter((scope) => grant.scope.includes(scope))
}

/**
 * oidc-provider knows APIs as resources (RFC 8707), which must be absolute URIs; identifiers of
 * Auth0 may be any text.
 */
export const resourceOf = (audience: string): string =>
  `urn:audience:${encodeURIComponent(audience)}`

export const audienceOf = (resource: string): string =>
  decodeURIComponent(resource.slice('urn:audience:'.length))
