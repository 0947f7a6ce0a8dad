/**
 * The OpenID half, on oidc-provider: codes, PKCE, secrets, sessions, signatures. One per domain of
 * the tenant over the same memory. What differs at Auth0 is changed here and in the layer around it.
 */
import { Provider, errors, interactionPolicy } from 'oidc-provider'
import { auth0Claims, makeOpaqueTokens, resourceServer } from './api-tokens.ts'
import { audienceOf, allowedScopes } from './audience.ts'
import { callbackAllowed, isLoopback } from './callbacks.ts'
import { createMemoryAdapter, type Memory } from './memory-adapter.ts'
import { grantAfterLogin } from './post-login.ts'
import type { SigningKey } from './signing-key.ts'
import { writeSignIns } from './sign-in-log.ts'
import type { Tenant } from './tenant.ts'
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
        jwt: (ctx, _token, parts) => {
          const app = tenant.clients.get(ctx.oidc.client?.clientId ?? '')
          const firstParty = app?.is_first_party !== false
          const onlyOneAudience =
            tenant.apis.get(String(parts.payload.aud))?.signing_alg === 'HS256'
          parts.payload = auth0Claims(issuer, { firstParty, onlyOneAudience }, parts.payload)
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
  makeOpaqueTokens(provider)
  writeSignIns(provider, tenant)
  answerTokens(provider, tenant)
  return provider
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
