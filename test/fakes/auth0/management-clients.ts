/** /api/v2/clients: apps. A PATCH replaces whole values: one callback sent is one callback left. */
import { randomBytes } from 'node:crypto'
import { Router, type Request, type Response } from 'express'
import * as z from 'zod'
import { bodyOf, chosenFields, fail, needs, notFound, sendList } from './management-reply.ts'
import { createClient } from './new-tenant.ts'
import type { Tenant, TenantClient } from './tenant.ts'

const callback = z.string().refine((text) => URL.canParse(text.replace('://*.', '://star.')), {
  error: (issue) =>
    `Object didn't pass validation for format absolute-uri-or-empty: ${String(issue.input)}`,
})

const changes = {
  name: z
    .string()
    .min(1)
    .regex(/^[^<>]+$/),
  app_type: z.enum(['regular_web', 'spa', 'native', 'non_interactive']),
  callbacks: z.array(callback),
  grant_types: z.array(z.string()),
  token_endpoint_auth_method: z.enum(['none', 'client_secret_post', 'client_secret_basic']),
  oidc_conformant: z.boolean(),
  jwt_configuration: z.strictObject({
    alg: z.enum(['RS256', 'HS256']).default('HS256'),
    lifetime_in_seconds: z.int().positive().optional(),
  }),
  skip_non_verifiable_callback_uri_confirmation_prompt: z.boolean(),
  organization_usage: z.enum(['deny', 'allow', 'require']),
  client_metadata: z.record(z.string().max(255), z.string().max(255)),
}

// What an app is at its making stays: first-party or not, and its id.
const creation = z
  .strictObject({ ...changes, is_first_party: z.boolean() })
  .partial()
  .required({ name: true })
const change = z.strictObject(changes).partial()

export function clientCalls(tenant: Tenant): Router {
  const router = Router()
  const find = (req: Request, res: Response): TenantClient | undefined => {
    const client = tenant.clients.get(String(req.params['id']))
    if (!client) notFound(res, 'The client does not exist', 'inexistent_client')
    return client
  }
  /** The secret is only for those who may read keys. */
  const shown = (res: Response, client: TenantClient): object => {
    const held: string[] = res.locals['scopes'] ?? []
    const { client_secret: _secret, ...open } = client
    return held.includes('read:client_keys') ? client : open
  }

  router.get('/', needs('read:clients', 'read:client_keys'), (req, res) =>
    sendList(
      req,
      res,
      'clients',
      [...tenant.clients.values()].map((client) => shown(res, client)),
    ),
  )
  router.post('/', needs('create:clients'), (req, res) => {
    const body = bodyOf(req, res, creation)
    if (!body) return
    const client = createClient(body)
    tenant.clients.set(client.client_id, client)
    res.status(201).json(client)
  })
  router.get('/:id', needs('read:clients', 'read:client_keys'), (req, res) => {
    const client = find(req, res)
    if (client) res.json(chosenFields(req, shown(res, client)))
  })
  router.patch('/:id', needs('update:clients'), (req, res) => {
    const client = find(req, res)
    const body = client && bodyOf(req, res, change)
    if (!client || !body) return
    if (!client.is_first_party && body.callbacks?.some((one) => one.includes('*'))) {
      const message = 'Wildcard callbacks are not allowed for third-party clients'
      return fail(res, 400, 'Bad Request', message, 'invalid_body')
    }
    Object.assign(client, body)
    res.json(shown(res, client))
  })
  router.post('/:id/rotate-secret', needs('update:client_keys'), (req, res) => {
    const client = find(req, res)
    if (!client) return
    client.client_secret = randomBytes(48).toString('base64url')
    res.json(client)
  })
  return router
}
