/** /userinfo for JWT access tokens of an API; opaque ones go on to oidc-provider. */
import { Router, type Request } from 'express'
import { jwtVerify, type JWTPayload } from 'jose'
import type { SigningKey } from './signing-key.ts'
import type { Tenant } from './tenant.ts'

export function userinfo(
  tenant: Tenant,
  key: SigningKey,
  issuerOf: (req: Request) => string,
): Router {
  const router = Router()
  router.get('/userinfo', async (req, res, next) => {
    const token = (req.headers.authorization ?? '').replace(/^Bearer /, '')
    if (token.split('.').length !== 3) return next()
    const issuer = issuerOf(req)
    const payload = await verified(token, key, issuer)
    const user = tenant.users.find(({ sub }) => sub === payload?.sub)
    if (!payload || !user) return void res.status(401).type('text').send('Unauthorized')
    const { sub, email, email_verified, name } = user
    return void res.json({ sub, email, email_verified, name })
  })
  return router
}

async function verified(
  token: string,
  key: SigningKey,
  issuer: string,
): Promise<JWTPayload | undefined> {
  try {
    const audience = `${issuer}userinfo`
    return (await jwtVerify(token, key.publicKey, { issuer, audience })).payload
  } catch {
    return undefined
  }
}
