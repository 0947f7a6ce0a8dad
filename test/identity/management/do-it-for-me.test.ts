/** "Do it for me" against the strict double: read, compare, change, read back, and nothing of others. */
import { describe, expect, it, vi } from 'vitest'
import {
  allCallbacks,
  changesIn,
  loopbackCallbacks,
  publicCallback,
  startGuideWorld,
  type GuideWorld,
} from '../guide-world.ts'

const database = ({ auth0 }: GuideWorld) => {
  const [first] = auth0.tenant.connections
  if (!first) throw new Error('the tenant has no database')
  return first
}

async function withToken(at: GuideWorld, scopes?: readonly string[]): Promise<void> {
  await at.invoke('identity.token', { token: await at.auth0.token(scopes) })
}

const states = (changes: { id: string; state: string }[]) =>
  Object.fromEntries(changes.map(({ id, state }) => [id, state]))

it('sets an empty tenant up from a token alone, and a second run changes nothing', async () => {
  const at = await startGuideWorld()
  await withToken(at)
  const planned = await at.invoke('identity.plan')
  expect(changesIn(at)).toEqual([])
  expect(at.auth0.tenant.clients.size).toBe(0)
  expect(planned.filter(({ state }) => state === 'planned').map(({ id }) => id)).toEqual(
    expect.arrayContaining(['application', 'callbacks', 'grant-types', 'secret', 'connection']),
  )

  const report = await at.invoke('identity.apply', { keep: true })
  expect(report.map(({ id }) => id)).toEqual(planned.map(({ id }) => id))
  for (const { state, problem } of report) {
    expect(['done', 'unchanged']).toContain(state)
    expect(problem).toBeNull()
  }
  const [client] = at.auth0.tenant.clients.values()
  expect(client).toMatchObject({
    name: 'Drawbridge',
    app_type: 'regular_web',
    is_first_party: true,
    callbacks: allCallbacks,
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_post',
    oidc_conformant: true,
    jwt_configuration: { alg: 'RS256' },
    client_metadata: { created_by: 'drawbridge', install: 'install-of-tests' },
  })
  expect(database(at).enabled_clients).toEqual([client?.client_id])
  expect(database(at).options['disable_signup']).toBe(true)
  expect(await at.secret()).toBe(client?.client_secret)
  expect(await at.invoke('identity.status')).toMatchObject({
    saved: 'auth0',
    issuer: at.auth0.issuer,
    clientId: client?.client_id,
    hasSecret: true,
    provider: 'owner-approval',
  })

  const before = at.requests.length
  const again = await at.invoke('identity.apply', { keep: true })
  expect(changesIn(at, before)).toEqual([])
  expect(new Set(Object.values(states(again)))).toEqual(new Set(['unchanged']))
})

it('finds the application it made by its tag, where the settings were lost', async () => {
  const at = await startGuideWorld()
  await withToken(at)
  await at.invoke('identity.apply', { keep: true })
  const [made] = at.auth0.tenant.clients.values()
  await at.invoke('identity.off', { forget: true })
  const report = await at.invoke('identity.apply')
  expect(at.auth0.tenant.clients.size).toBe(1)
  expect(states(report)).toMatchObject({ application: 'unchanged', secret: 'done' })
  expect((await at.invoke('identity.status')).clientId).toBe(made?.client_id)
  expect(await at.secret()).toBe(made?.client_secret)
})

it('merges callbacks: those of others stay, those of our earlier address go', async () => {
  const old = 'https://old.example/oauth2/callback'
  const foreign = 'https://blog.example/callback'
  // The tenant has the line of yesterday's public address.
  const at = await startGuideWorld({ identity: { registeredCallback: old } })
  const app = at.auth0.addApp({
    callbacks: [foreign, old, loopbackCallbacks[0] ?? ''],
    grant_types: ['implicit', 'authorization_code'],
  })
  const { client_id: clientId, client_secret: clientSecret } = app
  const draft = { provider: 'auth0', domain: at.auth0.origin, clientId, clientSecret } as const
  await at.invoke('identity.save', draft)
  await withToken(at)
  const report = await at.invoke('identity.apply')
  const [first, ...spares] = loopbackCallbacks
  expect(app.callbacks).toEqual([foreign, first, publicCallback, ...spares])
  // Another user of the application may need the other grant type.
  expect(app.grant_types).toEqual(['implicit', 'authorization_code'])
  expect(states(report)).toMatchObject({ callbacks: 'done', 'grant-types': 'unchanged' })
  const { callbacks, drift } = await at.invoke('identity.status')
  expect(callbacks[0]).toMatchObject({ url: publicCallback, state: 'confirmed' })
  expect(drift).toBeNull()
})

it('changes what touches other applications only when it is chosen', async () => {
  const at = await startGuideWorld()
  const other = at.auth0.addApp({ name: 'A shop' })
  Object.assign(database(at).options, { requires_username: true })
  at.auth0.tenant.settings.default_audience = 'https://shop.example'
  at.auth0.addApi({ identifier: 'https://shop.example' })
  await withToken(at)
  const planned = await at.invoke('identity.plan')
  const signUps = `sign-ups:${database(at).id}`
  const choices = planned.filter(({ choice }) => choice)
  expect(choices.map(({ id, problem }) => [id, problem?.code])).toEqual([
    [signUps, 'upstream-people-open'],
    ['default-audience', 'auth0-default-audience'],
  ])
  await at.invoke('identity.apply', { keep: true })
  expect(database(at).options).toEqual({ requires_username: true })
  expect(at.auth0.tenant.settings.default_audience).toBe('https://shop.example')
  expect(database(at).enabled_clients).toContain(other.client_id)
  expect(database(at).enabled_clients).toHaveLength(2)

  const chosen = await at.invoke('identity.apply', { choose: [signUps, 'default-audience'] })
  expect(states(chosen)).toMatchObject({ [signUps]: 'done', 'default-audience': 'done' })
  expect(database(at).options).toEqual({ requires_username: true, disable_signup: true })
  expect(at.auth0.tenant.settings.default_audience).toBe('')
})

it('makes an API and grants both kinds of access, only where an audience is set', async () => {
  const at = await startGuideWorld()
  const audience = 'urn:drawbridge:mine'
  await at.invoke('identity.save', { provider: 'auth0', domain: at.auth0.origin, audience })
  await withToken(at)
  const report = await at.invoke('identity.apply', { keep: true })
  expect(states(report)).toMatchObject({
    api: 'done',
    'user-access': 'unchanged',
    'client-access': 'done',
  })
  const api = at.auth0.tenant.apis.get(audience)
  expect(api).toMatchObject({ signing_alg: 'RS256', allow_offline_access: false })

  if (api) api.subject_type_authorization.user.policy = 'require_client_grant'
  const again = await at.invoke('identity.apply')
  expect(states(again)).toMatchObject({ 'user-access': 'done', 'client-access': 'unchanged' })
  expect(at.auth0.tenant.grants.map(({ subject_type: subject }) => subject).toSorted()).toEqual([
    'client',
    'user',
  ])
})

it('says that a change was accepted and not kept', async () => {
  const at = await startGuideWorld()
  await withToken(at)
  at.intercept.answer = (method, path) =>
    method === 'PATCH' && path.endsWith('/clients') && path.includes('/connections/')
      ? new Response(null, { status: 204 })
      : undefined
  const report = await at.invoke('identity.apply')
  expect(report.find(({ id }) => id === 'connection')).toMatchObject({
    state: 'failed',
    problem: { code: 'auth0-change-not-kept' },
  })
  expect(states(report)).toMatchObject({ application: 'done', callbacks: 'done' })
})

it('stops at the first failure, tells which it was, and leaves the rest planned', async () => {
  const at = await startGuideWorld()
  await withToken(at)
  at.intercept.answer = (method, path) =>
    method === 'POST' && path.endsWith('/clients')
      ? Response.json({ statusCode: 400, message: 'Payload validation error' }, { status: 400 })
      : undefined
  const report = await at.invoke('identity.apply')
  expect(report.find(({ id }) => id === 'application')).toMatchObject({
    state: 'failed',
    problem: { code: 'auth0-api-failed', sentence: expect.stringContaining('Payload validation') },
  })
  expect(states(report)).toMatchObject({ connection: 'planned' })
  expect(changesIn(at)).toHaveLength(1)
  expect((await at.invoke('identity.status')).clientId).toBeNull()
})

it('creates one application when it is asked twice at once', async () => {
  const at = await startGuideWorld()
  await withToken(at)
  await Promise.all([
    at.invoke('identity.apply', { keep: true }),
    at.invoke('identity.apply', { keep: true }),
  ])
  expect(at.auth0.tenant.clients.size).toBe(1)
})

it.each([
  ['a third-party application', { is_first_party: false }, 'auth0-third-party'],
  ['a client id of another tenant', null, 'upstream-client-unknown'],
])('refuses to go on with %s', async (_what, given, code) => {
  const at = await startGuideWorld()
  const clientId = given ? at.auth0.addApp(given).client_id : 'of-another-tenant'
  await at.invoke('identity.save', { provider: 'auth0', domain: at.auth0.origin, clientId })
  await withToken(at)
  const report = await at.invoke('identity.apply')
  expect(report).toMatchObject([{ id: 'application', state: 'failed', problem: { code } }])
  expect(changesIn(at)).toEqual([])
})

it('asks for the secret by hand when the token may not read it', async () => {
  const at = await startGuideWorld()
  const { client_id: clientId } = at.auth0.addApp({ callbacks: allCallbacks })
  await at.invoke('identity.save', { provider: 'auth0', domain: at.auth0.origin, clientId })
  await withToken(at, [
    'create:clients',
    'read:clients',
    'update:clients',
    'read:connections',
    'update:connections',
    'read:tenant_settings',
  ])
  const plan = await at.invoke('identity.plan')
  expect(plan.find(({ id }) => id === 'secret')).toMatchObject({
    state: 'failed',
    problem: { code: 'auth0-token-scopes', sentence: expect.stringContaining('read:client_keys') },
  })
})

describe('a changed public address', () => {
  const registered = (at: GuideWorld) => [...at.auth0.tenant.clients.values()][0]?.callbacks ?? []

  it('is registered at once while a token is in hand, in place of the one before', async () => {
    const at = await startGuideWorld()
    await withToken(at)
    await at.invoke('identity.apply', { keep: true })
    at.moveTo('https://other.example')
    await vi.waitFor(() =>
      expect(registered(at)).toContain('https://other.example/oauth2/callback'),
    )
    expect(registered(at)).not.toContain(publicCallback)
    await vi.waitFor(async () => expect((await at.invoke('identity.status')).drift).toBeNull())
  })

  it('is only shown, with the line to paste, once the token is gone', async () => {
    const at = await startGuideWorld()
    await withToken(at)
    await at.invoke('identity.apply')
    const before = at.requests.length
    at.moveTo('https://other.example')
    const { drift } = await at.invoke('identity.status')
    expect(drift).toMatchObject({ line: 'https://other.example/oauth2/callback' })
    expect(changesIn(at, before)).toEqual([])
  })
})
