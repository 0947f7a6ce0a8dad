/**
 * Introspection (RFC 7662) and revocation (RFC 7009) of our JWT access tokens, which oidc-provider
 * refuses to do. It still authenticates the client: the question is passed on with a token that does
 * not exist, and a 200 means the caller proved who it is. Only then do we answer for the real token.
 */
import type { IncomingMessage } from 'node:http'
import { decodeProtectedHeader } from 'jose'
import type { Provider } from 'oidc-provider'
import type { AccessTokens } from './access-tokens.ts'
import type { Audit } from '../audit.ts'
import type { DeniedTokens } from './denied-tokens.ts'
import { paths } from '../paths.ts'
import { withBody } from '../request-body.ts'
import type { Origin } from '../../address/origin.ts'

export interface StructuredTokensDeps {
  origin: Origin
  accessTokens: Pick<AccessTokens, 'claims'>
  denied: DeniedTokens
  audit: Audit
}

/** A request whose JWT has been taken out. */
type StructuredRequest = IncomingMessage & { structuredToken?: string }

/** The request for oidc-provider; a JWT in it is set aside and a stand-in put in its place. */
export function setTokenAside(req: IncomingMessage, form: URLSearchParams): IncomingMessage {
  const [token, ...others] = form.getAll('token')
  if (token === undefined || others.length > 0 || !isJwt(token)) {
    return withBody(req, form.toString())
  }
  form.set('token', 'a-structured-token')
  const again: StructuredRequest = withBody(req, form.toString())
  again.structuredToken = token
  return again
}

/** Adds the answers for JWTs to a provider. */
export function answerStructuredTokens(provider: Provider, deps: StructuredTokensDeps): void {
  const { origin, accessTokens, denied, audit } = deps
  provider.use(async (ctx, next) => {
    await next()
    const { structuredToken } = ctx.req as StructuredRequest
    if (structuredToken === undefined || ctx.status !== 200) return
    const { client } = ctx.oidc
    if (!client) return
    const check = await accessTokens.claims(origin, structuredToken)
    // A client may ask about and revoke its own tokens only; others do not exist for it.
    const claims = check.ok && check.claims.client_id === client.clientId ? check.claims : undefined
    if (ctx.path === paths.introspect) {
      const { gid: _internal, ...shown } = claims ?? { gid: '' }
      ctx.body = claims ? { active: true, token_type: 'Bearer', ...shown } : { active: false }
    } else if (claims) {
      await denied.add(claims.jti, claims.exp)
      audit.record('token.revoked', client.clientId, { kind: 'access token' })
    }
  })
}

function isJwt(token: string): boolean {
  try {
    decodeProtectedHeader(token)
    return true
  } catch {
    return false
  }
}
