/**
 * What Auth0 checks at /authorize before anybody signs in, with its own wording. A mistake in app
 * or callback is shown on its own page, since there is no safe place to send it; the rest goes back.
 */
import type { Request, Response } from 'express'
import { requestedAudience, resourceOf } from './audience.ts'
import { refusalOf } from './authorize-refusals.ts'
import { callbackAllowed } from './callbacks.ts'
import { sendErrorPage } from './pages.ts'
import { writeLog } from './tenant-log.ts'
import type { Tenant } from './tenant.ts'

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

/** The query as oidc-provider takes it: an API is a resource there. */
function translated(tenant: Tenant, params: URLSearchParams): string {
  const audience = requestedAudience(tenant, params)
  const query = new URLSearchParams(params)
  for (const name of ['audience', 'resource', 'organization']) query.delete(name)
  if (audience !== undefined) query.set('resource', resourceOf(audience))
  return `?${query.toString()}`
}
