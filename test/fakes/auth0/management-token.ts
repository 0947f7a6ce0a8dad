/** One-time Management API tokens, as the API Explorer of the dashboard gives them, and their check. */
import { SignJWT, errors, jwtVerify } from 'jose'
import type { SigningKey } from './signing-key.ts'
import type { Tenant } from './tenant.ts'

export interface TokenOptions {
  /** The issuer of the other domain, or a foreign one. */
  issuer?: string
}

const kinds = ['clients', 'client_keys', 'connections', 'resource_servers', 'client_grants']
const verbs = ['create', 'read', 'update', 'delete']

/** All that this Management API knows; the Explorer app ticks them all in a new tenant. */
export const managementScopes: readonly string[] = [
  ...kinds.flatMap((kind) => verbs.map((verb) => `${verb}:${kind}`)),
  'read:tenant_settings',
  'update:tenant_settings',
  'read:logs',
  'read:users',
]

/** `aud` is `<issuer>api/v2/`, so the token says which tenant it is for. */
export async function mintManagementToken(
  { tenant, key, issuer }: { tenant: Tenant; key: SigningKey; issuer: string },
  scopes: readonly string[] = managementScopes,
  seconds = 86_400,
  options: TokenOptions = {},
): Promise<string> {
  const from = options.issuer ?? issuer
  const now = Math.floor(tenant.clock.now() / 1_000)
  return new SignJWT({ scope: scopes.join(' '), gty: 'client-credentials', azp: explorer })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid })
    .setIssuer(from)
    .setSubject(`${explorer}@clients`)
    .setAudience(`${from}api/v2/`)
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .sign(key.privateKey)
}

const explorer = 'api_explorer_client_0000000000000'

/** The scopes of a good token, or what Auth0 says about a bad one. */
export async function checkManagementToken(
  { tenant, key, issuer }: { tenant: Tenant; key: SigningKey; issuer: string },
  authorization: string | undefined,
): Promise<{ scopes: string[] } | { problem: string }> {
  const [, token] = /^Bearer (.+)$/.exec(authorization ?? '') ?? []
  if (token === undefined) return { problem: 'Missing authentication' }
  const audience = `${issuer}api/v2/`
  try {
    const currentDate = new Date(tenant.clock.now())
    const { payload } = await jwtVerify(token, key.publicKey, { audience, currentDate })
    const { scope } = payload
    return { scopes: typeof scope === 'string' ? scope.split(' ') : [] }
  } catch (error) {
    const foreign = error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud'
    if (!foreign) return { problem: 'Invalid token' }
    return { problem: `Bad audience: ${String(error.payload.aud)}` }
  }
}
