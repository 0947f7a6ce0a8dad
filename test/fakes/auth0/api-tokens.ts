/** Access tokens: JWTs for an API, or opaque ones that look like a JWE nobody else can read. */
import { createPublicKey, randomBytes } from 'node:crypto'
import type { Provider, ResourceServer } from 'oidc-provider'
import type { TenantApi } from './tenant.ts'

const oidcScopes = new Set(['openid', 'profile', 'email', 'offline_access'])

/** What is left of the scopes for a third-party app. */
export const withoutOidc = (scopes: string[]): string[] =>
  scopes.filter((scope) => !oidcScopes.has(scope))

/** An API in oidc-provider's words, with the scopes this app may have. */
export function resourceServer(api: TenantApi, scopes: string[]): ResourceServer {
  const encryption = api.token_encryption
  return {
    scope: ['openid', 'profile', 'email', ...scopes].join(' '),
    audience: api.identifier,
    accessTokenTTL: api.token_lifetime,
    accessTokenFormat: 'jwt',
    jwt: {
      sign:
        api.signing_alg === 'RS256'
          ? { alg: 'RS256' }
          : { alg: 'HS256', key: Buffer.from(api.signing_secret) },
      ...(encryption && {
        encrypt: {
          alg: 'RSA-OAEP-256',
          enc: 'A256GCM',
          key: createPublicKey(encryption.encryption_key.pem),
        },
      }),
    },
  }
}

/** The claims as Auth0 names them; with `openid` the token is for /userinfo as well. */
export function auth0Claims(
  issuer: string,
  { firstParty, onlyOneAudience }: { firstParty: boolean; onlyOneAudience: boolean },
  { scope, client_id, aud, ...claims }: Record<string, unknown>,
): Record<string, unknown> {
  const all = typeof scope === 'string' ? scope.split(' ') : []
  const kept = firstParty ? all : withoutOidc(all)
  // A token signed with the secret of one API is for nobody else.
  const audience = kept.includes('openid') && !onlyOneAudience ? [aud, `${issuer}userinfo`] : aud
  return { ...claims, azp: client_id, scope: kept.join(' '), aud: audience }
}

/** Without an API a token's value is its own lookup key; here it gets Auth0's form. */
export function makeOpaqueTokens(provider: Provider): void {
  type NewId = (this: { resourceServer?: ResourceServer }) => string
  const newId: NewId = Reflect.get(provider.AccessToken.prototype, 'generateTokenId')
  const generateTokenId: NewId = function id() {
    // Called in either case, since it settles the format of the token.
    const plain = newId.call(this)
    return this.resourceServer ? plain : opaqueToken(provider.issuer)
  }
  Object.assign(provider.AccessToken.prototype, { generateTokenId })
}

function opaqueToken(issuer: string): string {
  const header = JSON.stringify({ alg: 'dir', enc: 'A256GCM', iss: issuer })
  const part = (bytes: number) => randomBytes(bytes).toString('base64url')
  return [Buffer.from(header).toString('base64url'), '', part(12), part(48), part(16)].join('.')
}
