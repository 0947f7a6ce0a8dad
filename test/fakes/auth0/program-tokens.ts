/** Tokens for programs (client_credentials): of one API, by a grant of their own, without any person. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { SignJWT } from 'jose'
import { allowedScopes } from './audience.ts'
import type { SigningKey } from './signing-key.ts'
import { writeLog } from './tenant-log.ts'
import type { Tenant, TenantClient } from './tenant.ts'

/** A domain of the tenant, with the oidc-provider behind it. */
export interface Site {
  issuer: string
  handler(req: IncomingMessage, res: ServerResponse): unknown
}

/** What the token endpoint says. */
export interface Answer {
  status: number
  body: Record<string, unknown>
}

export const refuse = (status: number, error: string, error_description: string): Answer => ({
  status,
  body: { error, error_description },
})

interface ProgramRequest {
  tenant: Tenant
  key: SigningKey
  site: Site
  client: TenantClient
  type: string
  form: URLSearchParams
}

/** Undefined where a person is asked for. */
export async function forProgram(request: ProgramRequest): Promise<Answer | undefined> {
  const { tenant, key, site, client, type, form } = request
  if (type !== 'client_credentials') return undefined
  const failed = (answer: Answer): Answer => {
    const { client_id } = client
    writeLog(tenant, 'feccft', String(answer.body['error_description']), { client_id })
    return answer
  }
  const audience = form.get('audience') ?? tenant.settings.default_audience
  const api = tenant.apis.get(audience)
  if (!api) {
    return failed(refuse(403, 'access_denied', `Service not enabled within domain: ${audience}`))
  }
  const allowed = allowedScopes(tenant, client, api, 'client')
  if (!allowed) {
    const text = `Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API.`
    return failed(refuse(403, 'access_denied', text))
  }
  writeLog(tenant, 'seccft', '', { client_id: client.client_id })
  const scope = allowed.join(' ')
  const access_token = await new SignJWT({
    scope,
    gty: 'client-credentials',
    azp: client.client_id,
  })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'JWT' })
    .setIssuer(site.issuer)
    .setSubject(`${client.client_id}@clients`)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${api.token_lifetime}s`)
    .sign(key.privateKey)
  const body = { access_token, scope, expires_in: api.token_lifetime, token_type: 'Bearer' }
  return { status: 200, body }
}
