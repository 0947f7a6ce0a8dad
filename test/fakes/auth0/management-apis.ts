/** /api/v2/resource-servers: APIs. */
import { Router, type Request, type Response } from 'express'
import * as z from 'zod'
import { bodyOf, fail, needs, notFound, sendList } from './management-reply.ts'
import { createApi } from './new-tenant.ts'
import type { Tenant, TenantApi } from './tenant.ts'

const changes = {
  name: z.string(),
  signing_alg: z.enum(['RS256', 'HS256']),
  scopes: z.array(z.strictObject({ value: z.string(), description: z.string().optional() })),
  token_lifetime: z.int().positive(),
  token_dialect: z.enum([
    ...(['access_token', 'access_token_authz'] as const),
    ...(['rfc9068_profile', 'rfc9068_profile_authz'] as const),
  ]),
  enforce_policies: z.boolean(),
  allow_offline_access: z.boolean(),
  skip_consent_for_verifiable_first_party_clients: z.boolean(),
  token_encryption: z
    .strictObject({
      format: z.literal('compact-nested-jwe'),
      encryption_key: z.looseObject({ pem: z.string() }),
    })
    .nullable(),
  subject_type_authorization: z.strictObject({
    user: z.strictObject({ policy: z.enum(['allow_all', 'require_client_grant', 'deny_all']) }),
    client: z.strictObject({ policy: z.enum(['require_client_grant', 'deny_all']) }),
  }),
}
const change = z.strictObject(changes).partial()
// The identifier is fixed: another one is another API.
const creation = z
  .strictObject({ ...changes, identifier: z.string().min(1) })
  .partial()
  .required({ identifier: true })

export function apiCalls(tenant: Tenant): Router {
  const router = Router()
  const find = (req: Request, res: Response): TenantApi | undefined => {
    const named = String(req.params['id'])
    const api = [...tenant.apis.values()].find(
      ({ id, identifier }) => id === named || identifier === named,
    )
    if (!api) notFound(res, 'The resource server does not exist', 'inexistent_resource_server')
    return api
  }

  router.get('/', needs('read:resource_servers'), (req, res) =>
    sendList(req, res, 'resource_servers', [...tenant.apis.values()]),
  )
  router.post('/', needs('create:resource_servers'), (req, res) => {
    const body = bodyOf(req, res, creation)
    if (!body) return
    if (tenant.apis.has(body.identifier)) {
      const message = 'A resource server with the same identifier already exists.'
      return fail(res, 409, 'Conflict', message, 'existing_resource_server')
    }
    const api = createApi(body)
    tenant.apis.set(api.identifier, api)
    res.status(201).json(api)
  })
  router.get('/:id', needs('read:resource_servers'), (req, res) => {
    const api = find(req, res)
    if (api) res.json(api)
  })
  router.patch('/:id', needs('update:resource_servers'), (req, res) => {
    const api = find(req, res)
    const body = api && bodyOf(req, res, change)
    if (!api || !body) return
    if (api.is_system) return fail(res, 400, 'Bad Request', 'System APIs cannot be changed')
    Object.assign(api, body)
    res.json(api)
  })
  return router
}
