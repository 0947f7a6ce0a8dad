/** The live checks with a management token in hand: everything is read in the tenant itself. */
import { describe, expect, it } from 'vitest'
import type { TenantClient } from '../../fakes/auth0/tenant.ts'
import type { GuideWorld } from '../guide-world.ts'
import { check, startWithApp, withToken } from './checked.ts'

describe('with a management token', () => {
  it('tells every step', async () => {
    const { at, draft } = await startWithApp()
    await withToken(at)
    const before = await check(at, draft)
    expect(before.get('sign-ups')).toMatchObject({
      state: 'failed',
      problem: { code: 'upstream-people-open' },
    })
    for (const one of at.auth0.tenant.connections) one.options.disable_signup = true
    const found = await check(at, draft)
    for (const [id, { state }] of found)
      expect([id, state]).toEqual([id, id === 'test' ? 'unknown' : 'ok'])
  })

  it.each<[string, string, string, (app: TenantClient, at: GuideWorld) => void]>([
    [
      'another kind of application',
      'application',
      'auth0-application-type',
      (app) => void (app.app_type = 'spa'),
    ],
    [
      'HS256',
      'application',
      'upstream-token-algorithm',
      (app) => void (app.jwt_configuration = { alg: 'HS256' }),
    ],
    [
      'no secret asked for',
      'application',
      'auth0-auth-method',
      (app) => void (app.token_endpoint_auth_method = 'none'),
    ],
    [
      'OIDC Conformant off',
      'application',
      'auth0-not-conformant',
      (app) => void (app.oidc_conformant = false),
    ],
    [
      'too many grant types',
      'grant-type',
      'auth0-grant-types',
      (app) => void app.grant_types.push('implicit'),
    ],
    [
      'a Default Audience that exists',
      'default-audience',
      'auth0-default-audience',
      (_app, { auth0 }) => {
        auth0.addApi({ identifier: 'https://shop.example' })
        auth0.tenant.settings.default_audience = 'https://shop.example'
      },
    ],
  ])('finds %s', async (_what, step, code, spoil) => {
    const { at, app, draft } = await startWithApp()
    spoil(app, at)
    await withToken(at)
    expect((await check(at, draft)).get(step)).toMatchObject({ state: 'failed', problem: { code } })
  })

  it('falls back to what can be seen from outside when the token may not read', async () => {
    const { at, draft } = await startWithApp()
    await withToken(at, ['read:logs'])
    const found = await check(at, draft)
    expect(found.get('callbacks')?.state).toBe('ok')
    expect(found.get('sign-ups')).toMatchObject({
      state: 'cannot-tell',
      problem: { code: 'auth0-token-scopes' },
    })
  })
})

describe('with an audience', () => {
  const audience = 'urn:mine'

  it('adds the API and both kinds of access, and finds what is missing', async () => {
    const { at, draft } = await startWithApp()
    const asked = { ...draft, audience }
    const without = await check(at, asked)
    expect(without.get('api')).toMatchObject({
      state: 'failed',
      problem: { code: 'auth0-audience-unknown' },
    })

    const api = at.auth0.addApi({ identifier: audience, signing_alg: 'HS256' })
    api.subject_type_authorization.user.policy = 'require_client_grant'
    expect((await check(at, asked)).get('user-access')).toMatchObject({
      state: 'failed',
      problem: { code: 'auth0-user-access-missing' },
    })

    await withToken(at)
    const found = await check(at, asked)
    expect(found.get('api')?.problem?.code).toBe('auth0-api-algorithm')
    expect(found.get('user-access')?.problem?.code).toBe('auth0-user-access-missing')
    expect(found.get('client-access')?.problem?.code).toBe('auth0-client-access-missing')
  })
})

it('advises keys of your own for a social connection, which no token can make', async () => {
  const { at, app, draft } = await startWithApp()
  const google = at.auth0.tenant.connections.find(({ strategy }) => strategy === 'google-oauth2')
  google?.enabled_clients.push(app.client_id)
  await at.invoke('identity.save', draft)
  await withToken(at)
  expect((await check(at, draft)).get('connection')).toMatchObject({
    state: 'failed',
    problem: { code: 'auth0-developer-keys' },
  })
  const plan = await at.invoke('identity.plan')
  const keys = plan.find(({ id }) => id.startsWith('keys:'))
  expect(keys).toMatchObject({ state: 'unchanged', choice: false })
  if (google) google.options['client_id'] = 'of the owner'
  expect((await check(at, draft)).get('connection')?.state).toBe('ok')
})
