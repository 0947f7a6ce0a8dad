/**
 * What Auth0 checks at /authorize before anybody signs in, with its own wording. A mistake in app
 * or callback is shown on its own page, since there is no safe place to send it; the rest goes back.
 */
import type { Request, Response } from 'express'
import { allowedScopes, requestedAudience, resourceOf } from './audience.ts'
import { callbackAllowed } from './callbacks.ts'
import { sendErrorPage } from './pages.ts'
import { writeLog } from './tenant-log.ts'
import type { Tenant, TenantClient } from './tenant.ts'

type Refusal = { error: string; description: string; page?: boolean }

/** Answers what is wrong, or hands the request on in oidc-provider's words. */
export function checkAuthorize(
  tenant: Tenant,
  req: Request,
  res: Response,
  next: () => void,
): void {
  const url = new URL(req.originalUrl, 'http://auth0')
  const params = url.searchParams
  const clientId = params.get('client_id') ?? ''
  const redirectUri = params.get('redirect_uri') ?? ''
  const client = tenant.clients.get(clientId)
  if (!client) {
    const text = `Unknown client: ${clientId}`
    writeLog(tenant, 'f', text, { client_id: clientId })
    return sendErrorPage(res, `invalid_request: ${text}`)
  }
  if (!callbackAllowed(client, redirectUri)) {
    const message = `Callback URL mismatch. ${redirectUri} is not in the list of allowed callback URLs`
    writeLog(tenant, 'f', 'Callback URL mismatch.', {
      client_id: clientId,
      details: { error: { message }, qs: Object.fromEntries(params) },
    })
    return sendErrorPage(
      res,
      'Callback URL mismatch. The provided redirect_uri is not in the list of allowed callback URLs.',
    )
  }
  const refusal = refusalOf(tenant, client, params)
  if (refusal) {
    const { error, description, page } = refusal
    writeLog(tenant, 'f', description, { client_id: clientId })
    if (page) return sendErrorPage(res, `${error}: ${description}`)
    const back = new URL(redirectUri)
    back.searchParams.set('error', error)
    back.searchParams.set('error_description', description)
    const state = params.get('state')
    if (state !== null) back.searchParams.set('state', state)
    return res.redirect(302, back.href)
  }
  req.url = url.pathname + translated(tenant, params)
  return next()
}

function refusalOf(
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
  const foreign = [...params.keys()].find((name) => !tenant.moods.thirdPartyParameters.has(name))
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
    page: tenant.moods.noConnection === 'page',
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

/** The query as oidc-provider takes it: an API is a resource there. */
function translated(tenant: Tenant, params: URLSearchParams): string {
  const audience = requestedAudience(tenant, params)
  const query = new URLSearchParams(params)
  for (const name of ['audience', 'resource', 'organization']) query.delete(name)
  if (audience !== undefined) query.set('resource', resourceOf(audience))
  return `?${query.toString()}`
}
