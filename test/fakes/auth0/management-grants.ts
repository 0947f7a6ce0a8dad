/** /api/v2/client-grants: which app may have which API, for people and for itself. */
import { Router, type Request, type Response } from 'express'
import * as z from 'zod'
import { bodyOf, fail, needs, notFound, sendList } from './management-reply.ts'
import { randomId } from './new-tenant.ts'
import type { Tenant, TenantGrant } from './tenant.ts'

const grantCreation = z
  .strictObject({
    client_id: z.string().optional(),
    default_for: z.literal('third_party_clients').optional(),
    audience: z.string(),
    scope: z.array(z.string()).default([]),
    // Where it is left out it is a grant for programs, which helps no person.
    subject_type: z.enum(['user', 'client']).default('client'),
    allow_all_scopes: z.boolean().default(false),
  })
  .refine(
    ({ client_id, default_for }) => (client_id === undefined) !== (default_for === undefined),
    {
      message: 'Either client_id or default_for is required',
    },
  )
const grantChange = z
  .strictObject({ scope: z.array(z.string()), allow_all_scopes: z.boolean() })
  .partial()

export function grantCalls(tenant: Tenant): Router {
  const router = Router()
  const find = (req: Request, res: Response): TenantGrant | undefined => {
    const grant = tenant.grants.find(({ id }) => id === req.params['id'])
    if (!grant) notFound(res, 'The client grant does not exist', 'inexistent_client_grant')
    return grant
  }

  router.get('/', needs('read:client_grants'), (req, res) => {
    const wanted = ['client_id', 'audience', 'subject_type'] as const
    const found = tenant.grants.filter((grant) =>
      wanted.every((name) => req.query[name] === undefined || grant[name] === req.query[name]),
    )
    sendList(req, res, 'client_grants', found)
  })
  router.post('/', needs('create:client_grants'), (req, res) => {
    const body = bodyOf(req, res, grantCreation)
    if (!body) return
    const { client_id, audience, subject_type } = body
    if (client_id !== undefined && !tenant.clients.has(client_id)) {
      return notFound(res, 'The client does not exist', 'inexistent_client')
    }
    if (!tenant.apis.has(audience)) {
      return notFound(res, 'The resource server does not exist', 'inexistent_resource_server')
    }
    const same = tenant.grants.some(
      (grant) =>
        grant.client_id === client_id &&
        grant.audience === audience &&
        grant.subject_type === subject_type,
    )
    if (same) {
      const message = 'A resource with the same identity already exists.'
      return fail(res, 409, 'Conflict', message, 'existing_client_grant')
    }
    const grant: TenantGrant = { id: `cgr_${randomId(8)}`, ...(body as Omit<TenantGrant, 'id'>) }
    tenant.grants.push(grant)
    res.status(201).json(grant)
  })
  router.patch('/:id', needs('update:client_grants'), (req, res) => {
    const grant = find(req, res)
    const body = grant && bodyOf(req, res, grantChange)
    if (!grant || !body) return
    Object.assign(grant, body)
    res.json(grant)
  })
  router.delete('/:id', needs('delete:client_grants'), (req, res) => {
    tenant.grants = tenant.grants.filter(({ id }) => id !== req.params['id'])
    res.status(204).end()
  })
  return router
}
