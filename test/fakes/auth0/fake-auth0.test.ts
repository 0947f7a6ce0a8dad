/** The double is strict: what a real Auth0 refuses, it refuses, with the same words. */
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
  type Configuration,
} from 'openid-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startFakeAuth0, type FakeAuth0 } from './fake-auth0.ts'
import type { TenantClient } from './tenant.ts'
import { visitAuth0, type Visit } from './visitor.ts'

const callback = 'https://bridge.example/auth0/callback'
let auth0: FakeAuth0
let app: TenantClient

beforeEach(async () => {
  auth0 = await startFakeAuth0()
  app = auth0.addApp({ callbacks: [callback] })
})
afterEach(() => auth0.stop())

const configure = (secret = app.client_secret) =>
  discovery(new URL(auth0.origin), app.client_id, undefined, ClientSecretPost(secret), {
    execute: [allowInsecureRequests, enableNonRepudiationChecks],
  })

async function begin(config: Configuration, params: Record<string, string> = {}) {
  const verifier = randomPKCECodeVerifier()
  const state = randomState()
  const nonce = randomNonce()
  const url = buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid profile email',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...params,
  })
  return { verifier, state, nonce, url }
}

async function signIn(params: Record<string, string> = {}, visit: Visit = {}) {
  const config = await configure()
  const begun = await begin(config, params)
  const arrival = await visitAuth0(begun.url, visit)
  const finish = (verifier = begun.verifier, as = config) =>
    authorizationCodeGrant(as, arrival.callback ?? new URL('https://nowhere.example'), {
      pkceCodeVerifier: verifier,
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      idTokenExpected: true,
    })
  return { ...arrival, finish }
}

describe('a sign-in', () => {
  test('gives an ID token of the slash issuer and an opaque access token in five parts', async () => {
    const { finish } = await signIn()
    const tokens = await finish()
    expect(tokens.claims()).toMatchObject({
      iss: `${auth0.origin}/`,
      sub: 'auth0|alice',
      email: 'alice@example.com',
    })
    expect(tokens.access_token.split('.')).toHaveLength(5)
  })
})
