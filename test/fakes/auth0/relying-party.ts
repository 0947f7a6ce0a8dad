/** An app that signs people in at the double by openid-client, with every check it has switched on. */
import {
  ClientSecretPost,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client'
import type { TenantClient } from './tenant.ts'

export interface SignIn {
  url: URL
  /** The code exchanged; works as often as it is called, so that a test can replay. */
  finish(
    back: URL,
    changed?: { verifier?: string; callback?: string },
  ): Promise<TokenEndpointResponse & TokenEndpointResponseHelpers>
}

export interface RelyingParty {
  issuer: string
  begin(params?: Record<string, string>): Promise<SignIn>
}

export async function createRelyingParty(
  origin: string,
  app: Pick<TenantClient, 'client_id' | 'client_secret'>,
  callback: string,
): Promise<RelyingParty> {
  const { client_id, client_secret } = app
  const config = await discovery(
    new URL(origin),
    client_id,
    undefined,
    ClientSecretPost(client_secret),
    { execute: [allowInsecureRequests, enableNonRepudiationChecks] },
  )
  return {
    issuer: config.serverMetadata().issuer,
    async begin(params = {}) {
      const [pkceCodeVerifier, expectedState, expectedNonce] = [
        randomPKCECodeVerifier(),
        randomState(),
        randomNonce(),
      ]
      const url = buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: 'openid profile email',
        state: expectedState,
        nonce: expectedNonce,
        code_challenge: await calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
        ...params,
      })
      return {
        url,
        finish(back, changed = {}) {
          const at = new URL(changed.callback ?? params['redirect_uri'] ?? callback)
          at.search = back.search
          return authorizationCodeGrant(config, at, {
            pkceCodeVerifier: changed.verifier ?? pkceCodeVerifier,
            expectedState,
            expectedNonce,
            idTokenExpected: true,
          })
        },
      }
    },
  }
}
