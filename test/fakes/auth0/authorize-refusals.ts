/** What Auth0 sends back, or shows, about an app that may not sign people in this way. */
import { allowedScopes, requestedAudience } from './audience.ts'
import type { Tenant, TenantClient } from './tenant.ts'

interface Refusal {
  error: string
  description: string
  /** Shown on Auth0's own page. */
  page?: boolean
}

/** The first objection to a request of this app; undefined when there is none. */
export function refusalOf(
  tenant: Tenant,
  client: TenantClient,
  params: URLSearchParams,
): Refusal | undefined {
  if (!client.grant_types.includes('authorization_code')) {
    return {
      error: 'unauthorized_client',
      description: "Grant type 'authorization_code' not allowed for the client.",
    }
  }
  return (
    (client.is_first_party ? undefined : strictRefusal(tenant, params)) ??
    audienceRefusal(tenant, client, params) ??
    connectionRefusal(tenant, client) ??
    organizationRefusal(tenant, client, params)
  )
}

/** Enhanced security of third-party apps (since April 2026). */
function strictRefusal(tenant: Tenant, params: URLSearchParams): Refusal | undefined {
  const type = params.get('response_type')
  if (type !== 'code') {
    return {
      error: 'unsupported_response_type',
      description: `Unsupported response type: ${type}`,
    }
  }
  const foreign = [...params.keys()].find(
    (name) => !tenant.behaviour.thirdPartyParameters.has(name),
  )
  if (foreign !== undefined) {
    return { error: 'invalid_request', description: `Unsupported parameter: ${foreign}` }
  }
  return undefined
}

function audienceRefusal(
  tenant: Tenant,
  client: TenantClient,
  params: URLSearchParams,
): Refusal | undefined {
  const audience = requestedAudience(tenant, params)
  if (audience === undefined) {
    if (client.is_first_party) return undefined
    return {
      error: 'invalid_request',
      description:
        'The userinfo audience is not allowed for third party clients. Please specify a valid API audience.',
    }
  }
  const api = tenant.apis.get(audience)
  if (!api) return { error: 'access_denied', description: `Service not found: ${audience}` }
  if (allowedScopes(tenant, client, api, 'user')) return undefined
  return {
    error: 'access_denied',
    description: `Client "${client.client_id}" is not authorized to access resource server "${audience}".`,
  }
}

function connectionRefusal(tenant: Tenant, client: TenantClient): Refusal | undefined {
  if (connectionsOf(tenant, client).length > 0) return undefined
  return {
    error: 'invalid_request',
    description: 'no connections enabled for the client',
    page: tenant.behaviour.noConnection === 'page',
  }
}

/** Those a sign-in of this app may use. */
export function connectionsOf(tenant: Tenant, client: TenantClient): Tenant['connections'] {
  return tenant.connections.filter((connection) =>
    client.is_first_party
      ? connection.enabled_clients.includes(client.client_id)
      : connection.is_domain_connection,
  )
}

function organizationRefusal(
  tenant: Tenant,
  client: TenantClient,
  params: URLSearchParams,
): Refusal | undefined {
  const usage = client.organization_usage ?? 'deny'
  const sent = params.get('organization')
  const named = sent ?? client.default_organization?.organization_id
  const refuse = (description: string) => ({ error: 'invalid_request', description })
  if (sent !== null && usage === 'deny') {
    return refuse('parameter organization is not allowed for this client')
  }
  if (named === undefined) {
    return usage === 'require'
      ? refuse('parameter organization is required for this client')
      : undefined
  }
  return usage === 'deny' || tenant.organizations.includes(named)
    ? undefined
    : refuse('parameter organization is invalid')
}
