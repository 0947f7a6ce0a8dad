/** The Management API v2 as far as a set-up needs it: limit, token, scopes, calls, an entry in the log. */
import express, { Router, type Request } from 'express'
import * as z from 'zod'
import { apiCalls } from './management-apis.ts'
import { clientCalls } from './management-clients.ts'
import { connectionCalls } from './management-connections.ts'
import { grantCalls } from './management-grants.ts'
import { logCalls } from './management-logs.ts'
import { rateLimit, type ManagementRate } from './management-rate.ts'
import { bodyOf, chosenFields, fail, needs, notFound } from './management-reply.ts'
import { checkManagementToken } from './management-token.ts'
import type { SigningKey } from './signing-key.ts'
import { writeLog } from './tenant-log.ts'
import type { Tenant } from './tenant.ts'

export type { ManagementRate } from './management-rate.ts'

export function managementApi(
  tenant: Tenant,
  key: SigningKey,
  rate: ManagementRate,
  issuerOf: (req: Request) => string,
): Router {
  const router = Router()
  router.use(rateLimit(tenant.clock, rate))
  router.use(async (req, res, next) => {
    const issuer = issuerOf(req)
    const checked = await checkManagementToken({ tenant, key, issuer }, req.headers.authorization)
    if ('problem' in checked) {
      const message = checked.problem
      const attributes = { error: message }
      return void res
        .status(401)
        .json({ statusCode: 401, error: 'Unauthorized', message, attributes })
    }
    res.locals['scopes'] = checked.scopes
    return next()
  })
  router.use(express.json())
  router.use((req, res, next) => {
    res.on('finish', () => {
      if (res.statusCode >= 300) return
      const [type, verb] = req.method === 'GET' ? ['mgmt_api_read', 'Read'] : ['sapi', 'Change']
      writeLog(tenant, type, `${verb} ${req.baseUrl}${req.path}`)
    })
    next()
  })
  router.use('/clients', clientCalls(tenant))
  router.use('/connections', connectionCalls(tenant))
  router.use('/resource-servers', apiCalls(tenant))
  router.use('/client-grants', grantCalls(tenant))
  router.use('/logs', logCalls(tenant))
  router.use('/tenants', tenantCalls(tenant))
  router.use((req, res) => notFound(res, `Not Found: ${req.path}`, 'not_found'))
  router.use(((error, _req, res, _next) => {
    fail(res, 400, 'Bad Request', `Payload validation error: ${String(error)}`, 'invalid_body')
  }) satisfies express.ErrorRequestHandler)
  return router
}

const settingsChange = z
  .strictObject({
    friendly_name: z.string(),
    default_audience: z.string(),
    resource_parameter_profile: z.enum(['audience', 'compatibility']),
    authorization_response_iss_parameter_supported: z.boolean(),
    flags: z.record(z.string(), z.boolean()),
  })
  .partial()

function tenantCalls(tenant: Tenant): Router {
  const router = Router()
  router.get('/settings', needs('read:tenant_settings'), (req, res) => {
    res.json(chosenFields(req, tenant.settings))
  })
  router.patch('/settings', needs('update:tenant_settings'), (req, res) => {
    const body = bodyOf(req, res, settingsChange)
    if (!body) return
    const flags = { ...tenant.settings.flags, ...body.flags }
    Object.assign(tenant.settings, body, { flags })
    res.json(tenant.settings)
  })
  return router
}
