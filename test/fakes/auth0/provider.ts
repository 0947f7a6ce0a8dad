/**
 * The OpenID half, on oidc-provider: codes, PKCE, secrets, sessions, signatures. One per domain of
 * the tenant over the same memory. What differs at Auth0 is changed here and in the layer around it.
 */
import { createPublicKey, randomBytes } from 'node:crypto'
import { Provider, errors, interactionPolicy, type ResourceServer } from 'oidc-provider'
import { audienceOf, allowedScopes } from './audience.ts'
import { callbackAllowed, isLoopback } from './callbacks.ts'
import { createMemoryAdapter, type Memory } from './memory-adapter.ts'
import { grantAfterLogin } from './post-login.ts'
import type { SigningKey } from './signing-key.ts'
import { writeSignIns } from './sign-in-log.ts'
import type { Tenant, TenantApi } from './tenant.ts'
import { answerTokens } from './token-answers.ts'

export interface ProviderDeps {
  issuer: string
  tenant: Tenant
  memory: Memory
  key: SigningKey
  cookieKey: string
}

export function createTenantProvider(deps: ProviderDeps): Provider {
  const { issuer, tenant, memory, key, cookieKey } = deps
  const provider = new Provider(issuer, {
    adapter: (model: string) => createMemoryAdapter(model, memory, tenant),
    jwks: { keys: [key.jwk] },
    cookies: { keys: [cookieKey], names: { session: 'auth0', interaction: 'state', resume: 'go' } },
    clientAuthMethods: ['client_secret_post', 'client_secret_basic', 'none'],
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'HS256'] },
    responseTypes: ['code'],
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'nickname'] },
    // Auth0 puts the claims of profile and email into the ID token.
    conformIdTokenClaims: false,
    // Third-party apps have to use PKCE; for the others it counts when it was begun.
    pkce: {
      required: (_ctx, client) => tenant.clients.get(client.clientId)?.is_first_party === false,
    },
    routes: {
      authorization: '/authorize',
      token: '/oauth/token',
      jwks: '/.well-known/jwks.json',
      userinfo: '/userinfo',
      revocation: '/oauth/revoke',
    },
    ttl: {
      AccessToken: 86_400,
      AuthorizationCode: 60,
      Grant: 30 * 86_400,
      IdToken: 36_000,
      Interaction: 3_600,
      RefreshToken: 30 * 86_400,
      Session: 3 * 86_400,
    },
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    findAccount: (_ctx, sub) => {
      const user = tenant.users.find((candidate) => candidate.sub === sub)
      const { email, email_verified, name } = user ?? {}
      const claims = { sub, email, email_verified, name, nickname: email?.split('@', 1)[0] }
      return { accountId: sub, claims: () => claims }
    },
    loadExistingGrant: (ctx) => grantAfterLogin(tenant, ctx),
    interactions: { policy: prompts(tenant), url: (_ctx, { uid }) => `/u/${uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo(_ctx, resource, client) {
          const api = tenant.apis.get(audienceOf(resource))
          const app = tenant.clients.get(client.clientId)
          if (!api || !app) throw new errors.InvalidTarget('unknown API')
          return resourceServer(api, allowedScopes(tenant, app, api, 'user') ?? [])
        },
      },
    },
    formats: {
      customizers: {
        jwt: (ctx, token, parts) => {
          const thirdParty =
            tenant.clients.get(ctx.oidc.client?.clientId ?? '')?.is_first_party === false
          const scopes = String(parts.payload['scope'] ?? '').split(' ')
          const { scope: _all, client_id: azp, ...payload } = parts.payload
          const kept = thirdParty ? scopes.filter((scope) => !oidcScopes.has(scope)) : scopes
          const aud = audienceOf(`urn:audience:${encodeURIComponent(String(payload['aud']))}`)
          parts.payload = {
            ...payload,
            azp,
            scope: kept.join(' '),
            aud:
              kept.includes('openid') && token.kind === 'AccessToken'
                ? [aud, `${issuer}userinfo`]
                : aud,
          }
        },
      },
    },
    renderError: (ctx, out) => {
      ctx.type = 'html'
      ctx.body = `<p data-error>${out.error}: ${out.error_description ?? ''}</p>`
    },
  })
  provider.Client.prototype.redirectUriAllowed = function allowed(redirectUri: string) {
    const client = tenant.clients.get(this.clientId)
    return client !== undefined && callbackAllowed(client, redirectUri)
  }
  // Without an API the access token is opaque, but looks like a JWE nobody else can read.
  type NewId = (this: { resourceServer?: ResourceServer }) => string
  const newId: NewId = Reflect.get(provider.AccessToken.prototype, 'generateTokenId')
  const opaqueUnlessForAnApi: NewId = function id() {
    // Called in either case, since it settles the format of the token.
    const plain = newId.call(this)
    return this.resourceServer ? plain : opaqueToken(issuer)
  }
  Object.assign(provider.AccessToken.prototype, { generateTokenId: opaqueUnlessForAnApi })
  writeSignIns(provider, tenant)
  answerTokens(provider, tenant)
  return provider
}

const oidcScopes = new Set(['openid', 'profile', 'email', 'offline_access'])

function resourceServer(api: TenantApi, scopes: string[]): ResourceServer {
  const encryption = api.token_encryption
  return {
    scope: ['openid', 'profile', 'email', ...scopes].join(' '),
    audience: api.identifier,
    accessTokenTTL: api.token_lifetime,
    accessTokenFormat: 'jwt',
    jwt: {
      sign: { alg: 'RS256' },
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

function opaqueToken(issuer: string): string {
  const header = { alg: 'dir', enc: 'A256GCM', iss: issuer }
  const part = (bytes: number) => randomBytes(bytes).toString('base64url')
  return [
    Buffer.from(JSON.stringify(header)).toString('base64url'),
    '',
    part(12),
    part(48),
    part(16),
  ].join('.')
}

/** Login, consent, and the page Auth0 shows when nothing else was shown before a loopback callback. */
function prompts(tenant: Tenant): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base()
  for (const prompt of policy) {
    const description = prompt.name === 'login' ? 'Login required' : 'Consent required'
    for (const check of prompt.checks) check.description = description
  }
  policy.add(
    new interactionPolicy.Prompt(
      { name: 'confirm', requestable: false },
      new interactionPolicy.Check(
        'non_verifiable_callback',
        'Interaction required',
        'interaction_required',
        (ctx) => {
          const app = tenant.clients.get(ctx.oidc.client?.clientId ?? '')
          if (app?.skip_non_verifiable_callback_uri_confirmation_prompt) return false
          return isLoopback(String(ctx.oidc.params?.['redirect_uri'])) && !ctx.oidc.result
        },
      ),
    ),
  )
  return policy
}
