/** The live checks of the guide: what is wrong is found, and what cannot be known is said so. */
import { describe, expect, it } from 'vitest'
import type { TenantClient } from '../../fakes/auth0/tenant.ts'
import { allCallbacks, publicCallback, type GuideWorld } from '../guide-world.ts'
import { check, startWithApp } from './checked.ts'

describe('from outside', () => {
  it('finds everything right that can be seen, and says what cannot', async () => {
    const { at, draft } = await startWithApp()
    const found = await check(at, draft)
    const states = Object.fromEntries([...found].map(([id, { state }]) => [id, state]))
    expect(states).toEqual({
      domain: 'ok',
      application: 'cannot-tell',
      credentials: 'ok',
      callbacks: 'ok',
      'grant-type': 'ok',
      connection: 'cannot-tell',
      'sign-ups': 'cannot-tell',
      'default-audience': 'cannot-tell',
      test: 'unknown',
    })
    expect(found.get('domain')?.detail).toContain(at.auth0.issuer)
    expect(found.get('callbacks')?.detail).toContain(publicCallback)
  })

  it('names the way the secret is taken where the other one is refused', async () => {
    const { at, app, draft } = await startWithApp()
    app.token_endpoint_auth_method = 'client_secret_basic'
    const credentials = (await check(at, draft)).get('credentials')
    expect(credentials).toMatchObject({ state: 'ok' })
    expect(credentials?.detail).toContain('taken by client_secret_basic; client_secret_post')
  })

  it.each<[string, string, string, (world: { app: TenantClient; at: GuideWorld }) => void]>([
    [
      'a secret that was cut short',
      'credentials',
      'upstream-secret-refused',
      ({ app }) => void (app.client_secret += 'x'),
    ],
    [
      'an unknown client',
      'callbacks',
      'upstream-client-unknown',
      ({ app, at }) => void at.auth0.tenant.clients.delete(app.client_id),
    ],
    [
      'one missing callback',
      'callbacks',
      'upstream-callback-mismatch',
      ({ app }) => void app.callbacks.pop(),
    ],
    [
      'a slash too many',
      'callbacks',
      'upstream-callback-mismatch',
      ({ app }) => void (app.callbacks = app.callbacks.map((url) => `${url}/`)),
    ],
    [
      'a missing grant type',
      'grant-type',
      'upstream-grant-type',
      ({ app }) => void (app.grant_types = ['implicit']),
    ],
    [
      'no connection',
      'connection',
      'auth0-no-connection',
      ({ at }) => {
        for (const one of at.auth0.tenant.connections) one.enabled_clients = []
      },
    ],
    [
      'no connection, told on a page',
      'connection',
      'auth0-no-connection',
      ({ at }) => {
        at.auth0.tenant.behaviour.noConnection = 'page'
        for (const one of at.auth0.tenant.connections) one.enabled_clients = []
      },
    ],
    [
      'a Default Audience that names nothing',
      'default-audience',
      'auth0-default-audience',
      ({ at }) => void (at.auth0.tenant.settings.default_audience = 'https://gone.example'),
    ],
    [
      'an organization that is wanted',
      'application',
      'auth0-organization',
      ({ app }) => void (app.organization_usage = 'require'),
    ],
    [
      'a third-party application',
      'application',
      'auth0-third-party',
      ({ app, at }) => {
        app.is_first_party = false
        for (const one of at.auth0.tenant.connections) one.is_domain_connection = true
      },
    ],
  ])('finds %s', async (_what, step, code, spoil) => {
    const { at, app, draft } = await startWithApp()
    spoil({ app, at })
    const found = (await check(at, draft)).get(step)
    expect(found).toMatchObject({ state: 'failed', problem: { code } })
    expect(`${found?.detail}${found?.problem?.sentence}`).not.toMatch(/[{}]/)
  })

  it('names exactly the callbacks that are missing', async () => {
    const { at, app, draft } = await startWithApp()
    app.callbacks = allCallbacks.slice(0, 3)
    const found = (await check(at, draft)).get('callbacks')
    expect(found?.problem?.sentence).toContain(allCallbacks[3])
    expect(found?.problem?.sentence).not.toContain(publicCallback)
    expect(found?.problem?.link).toBe(
      `https://manage.auth0.com/#/applications/${app.client_id}/settings`,
    )
  })

  it('names the issuer of a custom domain that is answered by the canonical one', async () => {
    const { at, draft } = await startWithApp()
    at.auth0.tenant.behaviour.discovery = 'other-domain'
    const found = await check(at, draft)
    expect(found.get('domain')).toMatchObject({
      state: 'failed',
      problem: { code: 'upstream-wrong-issuer' },
    })
    expect(found.get('domain')?.problem?.sentence).toContain(at.auth0.custom.issuer)
    // One trouble, told once; the other steps say that they wait for it.
    expect(found.get('callbacks')?.state).toBe('cannot-tell')
  })

  it.each([
    ['page', 'upstream-not-openid'],
    ['unavailable', 'upstream-not-openid'],
  ] as const)('tells a domain that answers with %s', async (answers, code) => {
    const { at, draft } = await startWithApp()
    at.auth0.tenant.behaviour.discovery = answers
    expect((await check(at, draft)).get('domain')?.problem?.code).toBe(code)
  })

  it('tells a domain that nothing answers at', async () => {
    const { at, draft } = await startWithApp()
    await at.auth0.stop()
    expect((await check(at, draft)).get('domain')).toMatchObject({
      state: 'failed',
      problem: { code: 'upstream-unreachable', side: 'network' },
    })
  })

  it('signs nobody in, and uses no secret where it has none', async () => {
    const { at, draft } = await startWithApp()
    const { clientSecret: _secret, ...open } = draft
    const found = await check(at, open)
    expect(found.get('credentials')?.state).toBe('unknown')
    expect(at.requests.filter(({ path }) => path === '/oauth/token')).toEqual([])
    expect(at.auth0.tenant.logs.filter(({ type }) => type === 's')).toEqual([])
  })

  it('never sends the kept secret to a domain that is only a draft', async () => {
    const { at, draft } = await startWithApp()
    await at.invoke('identity.save', draft)
    const elsewhere = { provider: 'auth0', domain: at.auth0.custom.origin } as const
    expect((await check(at, elsewhere)).get('credentials')?.state).toBe('unknown')
    expect(at.requests.filter(({ path }) => path === '/oauth/token')).toEqual([])
  })
})

describe('another OpenID provider', () => {
  it('is checked by its document and its answers', async () => {
    const { at, draft } = await startWithApp()
    const found = await check(at, { ...draft, provider: 'oidc' })
    expect([...found.keys()]).toEqual(['domain', 'abilities', 'callbacks', 'credentials', 'test'])
    expect(found.get('abilities')?.state).toBe('ok')
    expect(found.get('credentials')?.state).toBe('ok')
    // Others than Auth0 may look at the callback only after the sign-in.
    expect(found.get('callbacks')?.state).toBe('cannot-tell')
  })

  it('that lacks what the bridge needs is refused with what is missing', async () => {
    const { at, draft } = await startWithApp()
    const { issuer } = at.auth0
    const document = {
      issuer,
      authorization_endpoint: `${issuer}authorize`,
      token_endpoint: `${issuer}oauth/token`,
      jwks_uri: `${issuer}keys`,
      response_types_supported: ['id_token'],
      code_challenge_methods_supported: ['plain'],
      id_token_signing_alg_values_supported: ['HS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    }
    at.intercept.answer = (_method, path) =>
      path.endsWith('/openid-configuration') ? Response.json(document) : undefined
    const found = (await check(at, { ...draft, provider: 'oidc' })).get('abilities')
    expect(found).toMatchObject({ state: 'failed', problem: { code: 'upstream-unsuitable' } })
    for (const word of ['code', 'S256', 'RS256', 'POST']) expect(found?.detail).toContain(word)
  })
})
