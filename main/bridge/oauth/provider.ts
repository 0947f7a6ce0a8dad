/**
 * oidc-provider, configured: one instance per origin over the same store, keys and clients. Every
 * option that would print a notice or differ from what MCP clients need is set here, with the reason.
 */
import {
  Provider,
  errors,
  interactionPolicy,
  type Adapter,
  type Configuration,
} from 'oidc-provider'
import { clientSecretMatches } from './clients/client-secrets.ts'
import type { SigningKeys } from './tokens/keys.ts'
import type { Limits } from './limits.ts'
import { paths, resourceOf } from './paths.ts'
import type { RenderError } from './provider-errors.ts'
import type { Origin } from '../address/origin.ts'
import { sameLoopback } from './clients/redirect-uris.ts'
import { scopes } from './types.ts'
import { mayRead } from './pages/web-pages.ts'

export interface ProviderDeps {
  origin: Origin
  adapter: (model: string) => Adapter
  keys: Pick<SigningKeys, 'signingJwk' | 'cookieKeys'>
  limits: Limits
  /** Fetches client id metadata documents. */
  fetch: NonNullable<Configuration['fetch']>
  allowFetch: (clientId: string) => boolean
  renderError: RenderError
}

/** The one account: whoever may approve is the owner. */
export const ownerAccount = 'owner'

export function createProvider(deps: ProviderDeps): Provider {
  const { origin, adapter, keys, limits, fetch, renderError } = deps
  const signing = keys.signingJwk()
  const resource = resourceOf(origin.url)
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true } as const

  const provider = new Provider(origin.url, {
    adapter,
    // Only the key that signs; the published set comes from keys.ts and holds the others too.
    jwks: { keys: [signing] },
    cookies: { keys: keys.cookieKeys(), long: cookie, short: cookie },
    scopes: ['openid', 'offline_access', ...scopes],
    clientDefaults: {
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      id_token_signed_response_alg: 'RS256',
    },
    // No private_key_jwt: ChatGPT would prefer it, and then every token needs a fetch of its keys.
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post'],
    enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
    responseTypes: ['code'],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    // Whether offline_access was asked for is left to no client: many drop it on reconnecting.
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    ttl: {
      AccessToken: limits.accessTokenSeconds,
      AuthorizationCode: limits.codeSeconds,
      RefreshToken: limits.refreshTokenSeconds,
      Grant: limits.grantSeconds,
      Interaction: limits.interactionSeconds,
      Session: limits.interactionSeconds,
      IdToken: limits.accessTokenSeconds,
    },
    routes: {
      authorization: paths.authorize,
      token: paths.token,
      registration: paths.register,
      jwks: paths.jwks,
      introspection: paths.introspect,
      revocation: paths.revoke,
    },
    // Codes and verifiers prove the caller, cookies play no part: any page may be the client.
    clientBasedCORS: (_ctx, webOrigin) => mayRead(webOrigin, origin),
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    // Never a grant from an earlier sign-in: each one is approved by itself.
    loadExistingGrant: async (ctx) => {
      const grantId = ctx.oidc.result?.consent?.grantId
      return grantId === undefined ? undefined : await ctx.oidc.provider.Grant.find(grantId)
    },
    interactions: {
      policy: [ownerApproval()],
      url: (_ctx, interaction) => `${paths.interaction}/${interaction.uid}`,
    },
    features: featuresOf(deps, resource, signing.kid),
    fetch,
    formats: {
      customizers: {
        // The check at /mcp must know whether the grant of a token is still alive.
        jwt: (_ctx, token, parts) => {
          parts.payload['gid'] = 'grantId' in token ? token.grantId : undefined
        },
      },
    },
    renderError,
  })
  // Its addresses and cookie flags come from headers, which pin-request.ts has set beforehand.
  provider.proxy = true
  provider.Client.prototype.compareClientSecret = function compare(presented: string) {
    return clientSecretMatches(this.clientSecret, presented)
  }
  const { redirectUriAllowed } = provider.Client.prototype
  // Clients register one name of this computer and come back by another.
  provider.Client.prototype.redirectUriAllowed = function allowed(value: string) {
    return (
      redirectUriAllowed.call(this, value) ||
      (this.redirectUris ?? []).some((registered) => sameLoopback(registered, value))
    )
  }
  return provider
}

function featuresOf(
  { limits, allowFetch }: ProviderDeps,
  resource: string,
  kid: string | undefined,
): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    registration: {
      enabled: true,
      initialAccessToken: false,
      // RFC 7592 management is off: no MCP client uses it, and it is one more secret to keep.
      issueRegistrationAccessToken: false,
    },
    introspection: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
    },
    revocation: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo(_ctx, indicator) {
        if (indicator !== resource) throw new errors.InvalidTarget('unknown resource')
        return {
          scope: scopes.join(' '),
          audience: resource,
          accessTokenTTL: limits.accessTokenSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256', kid } },
        }
      },
    },
    clientIdMetadataDocument: {
      enabled: true,
      ack: 'draft-02',
      allowFetch: (_ctx, clientId) => allowFetch(clientId),
      cacheDuration: { min: 60, max: 86_400 },
    },
  }
}

/** The one prompt there is: the owner approves, every time. */
function ownerApproval(): interactionPolicy.Prompt {
  return new interactionPolicy.Prompt(
    { name: 'consent', requestable: true },
    new interactionPolicy.Check(
      'owner_approval',
      'the owner has not approved this sign-in',
      'consent_required',
      (ctx) => ctx.oidc.result?.consent === undefined,
    ),
  )
}
