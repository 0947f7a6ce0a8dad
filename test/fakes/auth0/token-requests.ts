/**
 * /oauth/token before oidc-provider: JSON bodies, as Auth0 takes them too, the app's grant types,
 * and who the app is.
 */
import { timingSafeEqual } from 'node:crypto'
import type { Request, Response } from 'express'
import { readBody, withBody } from '../../../main/bridge/oauth/request-body.ts'
import { forProgram, refuse, type Answer, type Site } from './program-tokens.ts'
import type { SigningKey } from './signing-key.ts'
import { writeLog } from './tenant-log.ts'
import type { Tenant, TenantClient } from './tenant.ts'

export function tokenRequests(tenant: Tenant, key: SigningKey, siteOf: (req: Request) => Site) {
  return async (req: Request, res: Response): Promise<void> => {
    const site = siteOf(req)
    const form = formOf(req, (await readBody(req, 100_000)).toString('utf8'))
    const type = form.get('grant_type') ?? ''
    const client = authenticated(tenant, req, form)
    const answer =
      limitReached(tenant) ??
      (client
        ? (grantTypeRefusal(tenant, client, type) ??
          (await forProgram({ tenant, key, site, client, type, form })))
        : unauthorized(tenant, type, form))
    if (answer) {
      res.status(answer.status).setHeader('cache-control', 'no-store')
      res.json(answer.body)
      return
    }
    const again = withBody(req, form.toString())
    again.headers['content-type'] = 'application/x-www-form-urlencoded'
    await site.handler(again, res)
  }
}

function formOf(req: Request, body: string): URLSearchParams {
  if (!req.is('application/json')) return new URLSearchParams(body)
  const values: Record<string, unknown> = JSON.parse(body)
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) form.set(name, String(value))
  return form
}

function limitReached(tenant: Tenant): Answer | undefined {
  if (!tenant.behaviour.tokenLimitReached) return undefined
  return refuse(429, 'too_many_requests', 'Global limit has been reached')
}

/** Wrong secret, wrong method, unknown app: Auth0 does not tell which. */
function unauthorized(tenant: Tenant, type: string, form: URLSearchParams): Answer {
  const logged = type === 'client_credentials' ? 'feccft' : 'feacft'
  writeLog(tenant, logged, 'Unauthorized', { client_id: form.get('client_id') ?? '' })
  return refuse(401, 'access_denied', 'Unauthorized')
}

/** The app whose secret is right, presented the way the app is set to. */
function authenticated(
  tenant: Tenant,
  req: Request,
  form: URLSearchParams,
): TenantClient | undefined {
  const [, basic] = /^Basic (.+)$/.exec(req.headers.authorization ?? '') ?? []
  const [id = '', secret = ''] =
    basic === undefined
      ? [form.get('client_id') ?? '', form.get('client_secret') ?? '']
      : Buffer.from(basic, 'base64').toString('utf8').split(':').map(decodeURIComponent)
  const client = tenant.clients.get(id)
  if (client?.token_endpoint_auth_method === 'none') return client
  const method = basic === undefined ? 'client_secret_post' : 'client_secret_basic'
  if (!client || client.token_endpoint_auth_method !== method) return undefined
  const [given, right] = [Buffer.from(secret), Buffer.from(client.client_secret)]
  return given.length === right.length && timingSafeEqual(given, right) ? client : undefined
}

function grantTypeRefusal(tenant: Tenant, client: TenantClient, type: string): Answer | undefined {
  if (client.grant_types.includes(type)) return undefined
  const text = `Grant type '${type}' not allowed for the client.`
  const logged = type === 'client_credentials' ? 'feccft' : 'feacft'
  writeLog(tenant, logged, text, { client_id: client.client_id })
  return refuse(403, 'unauthorized_client', text)
}
