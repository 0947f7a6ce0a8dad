/**
 * The bridge never depends on the access token of the provider: opaque, a JWT for some API, encrypted,
 * or signed another way, the sign-in works by the ID token alone.
 */
import { generateKeyPair, exportSPKI } from 'jose'
import { expect, test } from 'vitest'
import type { TenantApi } from '../fakes/auth0/tenant.ts'
import { goThrough, startAuth0World, type Auth0World } from './auth0-world.ts'
import { begin, mayCall, redeem } from './sign-in-world.ts'

const identifier = 'https://api.example/'

async function signsIn(at: Auth0World): Promise<boolean> {
  const begun = await begin(at)
  const end = await goThrough(begun)
  return mayCall(at, await redeem(begun, end.at))
}

/** An API that the tenant adds to every sign-in. */
function byDefault({ auth0 }: Auth0World, api: Partial<TenantApi> = {}): void {
  auth0.addApi({ identifier, ...api })
  auth0.tenant.settings.default_audience = identifier
}

test('an opaque one, which looks like a JWE', async () => {
  expect(await signsIn(await startAuth0World())).toBe(true)
})

test('a JWT, because the tenant has a Default Audience that exists', async () => {
  const at = await startAuth0World()
  byDefault(at)
  expect(await signsIn(at)).toBe(true)
})

test('a JWT, because the owner set an audience', async () => {
  const at = await startAuth0World()
  at.auth0.addApi({ identifier })
  await at.invoke('identity.save', { provider: 'auth0', audience: identifier })
  expect(await signsIn(at)).toBe(true)
})

test('an encrypted one (JWE), whose key is not here', async () => {
  const at = await startAuth0World()
  const { publicKey } = await generateKeyPair('RSA-OAEP-256', { extractable: true })
  const encryption_key = { pem: await exportSPKI(publicKey) }
  byDefault(at, { token_encryption: { format: 'compact-nested-jwe', encryption_key } })
  expect(await signsIn(at)).toBe(true)
})

test('one signed by HS256', async () => {
  const at = await startAuth0World()
  byDefault(at, { signing_alg: 'HS256' })
  expect(await signsIn(at)).toBe(true)
})

test('with a page of consent in between, because the API asks for one', async () => {
  const at = await startAuth0World()
  byDefault(at, { skip_consent_for_verifiable_first_party_clients: false })
  expect(await signsIn(at)).toBe(true)
})

test('with iss in the way back (RFC 9207), as the tenant may be set to', async () => {
  const at = await startAuth0World()
  at.auth0.tenant.settings.authorization_response_iss_parameter_supported = true
  expect(await signsIn(at)).toBe(true)
})
