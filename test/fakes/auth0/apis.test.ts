/** Asking the double for an API: what the access token is then, and who has to consent. */
import { decodeJwt, decodeProtectedHeader, exportSPKI, generateKeyPair, jwtVerify } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startFakeAuth0, type FakeAuth0 } from './fake-auth0.ts'
import { createRelyingParty, type RelyingParty } from './relying-party.ts'
import type { TenantClient } from './tenant.ts'
import { visitAuth0 } from './visitor.ts'

const callback = 'https://bridge.example/oauth2/callback'
const loopback = 'http://127.0.0.1:7422/oauth2/callback'
const api = 'urn:things'
let auth0: FakeAuth0
let app: TenantClient
let party: RelyingParty

beforeEach(async () => {
  auth0 = await startFakeAuth0()
  app = auth0.addApp({ callbacks: [callback, loopback] })
  party = await createRelyingParty(auth0.origin, app, callback)
})
afterEach(() => auth0.stop())

async function signIn(params: Record<string, string>, of = party) {
  const begun = await of.begin(params)
  const { callback: back, pages } = await visitAuth0(begun.url)
  if (!back) throw new Error('Auth0 kept the browser')
  return { back, pages, finish: begun.finish }
}

describe('an API', () => {
  const scopes = [{ value: 'read:things' }, { value: 'write:things' }]
  const audience = api

  test('gives a JWT for itself and for /userinfo', async () => {
    auth0.addApi({ identifier: api, scopes })
    const { back, finish } = await signIn({ audience, scope: 'openid read:things' })
    const { access_token } = await finish(back)
    expect(decodeJwt(access_token)).toMatchObject({
      iss: auth0.issuer,
      aud: [api, `${auth0.issuer}userinfo`],
      azp: app.client_id,
      scope: 'openid read:things',
    })
    const headers = { authorization: `Bearer ${access_token}` }
    expect((await fetch(`${auth0.origin}/userinfo`, { headers })).status).toBe(200)
  })

  test('signs with its secret under HS256, and then for itself alone', async () => {
    const { signing_secret } = auth0.addApi({ identifier: api, scopes, signing_alg: 'HS256' })
    const { back, finish } = await signIn({ audience })
    const { access_token } = await finish(back)
    const { payload } = await jwtVerify(access_token, Buffer.from(signing_secret))
    expect(payload.aud).toBe(api)
  })

  test('the Default Audience of the tenant is added to every request', async () => {
    auth0.addApi({ identifier: api, scopes })
    auth0.tenant.settings.default_audience = api
    const { back, finish } = await signIn({})
    expect(decodeJwt((await finish(back)).access_token).aud).toContain(api)
  })

  test('resource counts as audience only in the compatibility profile (RFC 8707)', async () => {
    auth0.addApi({ identifier: api, scopes })
    const compatible = await signIn({ resource: api })
    expect((await compatible.finish(compatible.back)).access_token.split('.')).toHaveLength(3)
    auth0.tenant.settings.resource_parameter_profile = 'audience'
    const plain = await signIn({ resource: api })
    expect((await plain.finish(plain.back)).access_token.split('.')).toHaveLength(5)
  })

  test('with token encryption the access token is a JWE; the ID token is not', async () => {
    const { publicKey } = await generateKeyPair('RSA-OAEP-256', { extractable: true })
    const encryption_key = { pem: await exportSPKI(publicKey) }
    const token_encryption = { format: 'compact-nested-jwe', encryption_key } as const
    auth0.addApi({ identifier: api, scopes, token_encryption })
    const { back, finish } = await signIn({ audience })
    const tokens = await finish(back)
    expect(decodeProtectedHeader(tokens.access_token).alg).toBe('RSA-OAEP-256')
    expect(tokens.claims()?.sub).toBe('auth0|alice')
  })

  test('a user grant gives its scopes and no others', async () => {
    auth0.addApi({
      identifier: api,
      scopes,
      subject_type_authorization: {
        user: { policy: 'require_client_grant' },
        client: { policy: 'deny_all' },
      },
    })
    auth0.tenant.grants.push({
      id: 'cgr_1',
      client_id: app.client_id,
      audience: api,
      scope: ['read:things'],
      subject_type: 'user',
      allow_all_scopes: false,
    })
    const { back, finish } = await signIn({ audience, scope: 'openid read:things write:things' })
    expect(decodeJwt((await finish(back)).access_token)['scope']).toBe('openid read:things')
  })

  test('needs consent before a loopback callback, which proves nobody', async () => {
    auth0.addApi({ identifier: api, scopes })
    const { pages, back, finish } = await signIn({ audience, redirect_uri: loopback })
    expect(pages).toEqual(['Welcome', 'Authorize App'])
    expect((await finish(back)).claims()?.sub).toBe('auth0|alice')
  })

  test('a third-party app gets a token with the default grant, but no ID token', async () => {
    const third = auth0.addApp({ callbacks: [callback], is_first_party: false })
    expect(third.client_id).toMatch(/^tpc_/)
    for (const connection of auth0.tenant.connections) connection.is_domain_connection = true
    auth0.addApi({ identifier: api, scopes })
    auth0.tenant.grants.push({
      id: 'cgr_1',
      default_for: 'third_party_clients',
      audience: api,
      scope: ['read:things'],
      subject_type: 'user',
      allow_all_scopes: false,
    })
    const of = await createRelyingParty(auth0.origin, third, callback)
    const { back, pages, finish } = await signIn({ audience, scope: 'openid read:things' }, of)
    expect(pages).toEqual(['Welcome', 'Authorize App'])
    expect(await finish(back).catch((error: unknown) => error)).toMatchObject({
      code: 'OAUTH_INVALID_RESPONSE',
    })
  })
})
