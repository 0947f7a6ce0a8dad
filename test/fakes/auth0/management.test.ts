/** The Management API of the double: tokens, scopes, limits, and what a PATCH does to a list. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startFakeAuth0, type FakeAuth0 } from './fake-auth0.ts'

let now: number
let auth0: FakeAuth0

beforeEach(async () => {
  now = Date.parse('2026-11-21T12:00:00Z')
  auth0 = await startFakeAuth0({ clock: { now: () => now } })
})
afterEach(() => auth0.stop())

interface Call {
  token?: string
  origin?: string
  body?: unknown
}

async function call(method: string, path: string, { token, origin, body }: Call = {}) {
  // Time passes between calls, so that only tests of the limit meet it.
  now += 1_000
  return send(method, path, {
    token: token ?? (await auth0.token()),
    body,
    ...(origin && { origin }),
  })
}

async function send(method: string, path: string, { token, origin, body }: Call) {
  const answer = await fetch(`${origin ?? auth0.origin}/api/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  const json: Record<string, unknown> = text === '' ? {} : JSON.parse(text)
  return { status: answer.status, headers: answer.headers, json }
}

describe('the token', () => {
  test('is for one domain of the tenant', async () => {
    const issuer = auth0.custom.issuer
    const token = await auth0.token(undefined, 60, { issuer })
    expect((await call('GET', '/clients', { token })).status).toBe(401)
    const { origin } = auth0.custom
    expect((await call('GET', '/clients', { token, origin })).status).toBe(200)
  })

  test('ends when it says', async () => {
    const token = await auth0.token(undefined, 60)
    expect((await call('GET', '/clients', { token })).status).toBe(200)
    now += 60_000
    expect((await call('GET', '/clients', { token })).json['message']).toBe('Invalid token')
  })

  test('of another key, or none, is no token', async () => {
    const other = await startFakeAuth0({ clock: { now: () => now } })
    const token = await other.token(undefined, 3_600, { issuer: auth0.issuer })
    await other.stop()
    expect((await call('GET', '/clients', { token })).status).toBe(401)
    const bare = await fetch(`${auth0.origin}/api/v2/clients`)
    expect(await bare.json()).toMatchObject({ message: 'Missing authentication' })
  })

  const needed = [
    ['GET', '/clients', 'read:clients,read:client_keys'],
    ['POST', '/clients', 'create:clients'],
    ['PATCH', '/clients/x', 'update:clients'],
    ['POST', '/clients/x/rotate-secret', 'update:client_keys'],
    ['GET', '/connections', 'read:connections'],
    ['PATCH', '/connections/x', 'update:connections'],
    ['GET', '/connections/x/clients', 'read:connections'],
    ['PATCH', '/connections/x/clients', 'update:connections'],
    ['GET', '/resource-servers', 'read:resource_servers'],
    ['POST', '/resource-servers', 'create:resource_servers'],
    ['PATCH', '/resource-servers/x', 'update:resource_servers'],
    ['GET', '/client-grants', 'read:client_grants'],
    ['POST', '/client-grants', 'create:client_grants'],
    ['PATCH', '/client-grants/x', 'update:client_grants'],
    ['DELETE', '/client-grants/x', 'delete:client_grants'],
    ['GET', '/tenants/settings', 'read:tenant_settings'],
    ['PATCH', '/tenants/settings', 'update:tenant_settings'],
    ['GET', '/logs', 'read:logs'],
  ] as const
  test.for(needed)('%s %s needs %s', async ([method, path, scopes]) => {
    const token = await auth0.token(['read:users'])
    const body = method === 'GET' || method === 'DELETE' ? undefined : {}
    const { status, json } = await call(method, path, { token, body })
    expect(status).toBe(403)
    expect(json).toMatchObject({
      message: `Insufficient scope, expected any of: ${scopes}`,
      errorCode: 'insufficient_scope',
    })
  })
})

describe('the limit', () => {
  test('is two a second, and the answer says how long to wait', async () => {
    const token = await auth0.token()
    const get = () => send('GET', '/clients', { token })
    expect((await get()).headers.get('x-ratelimit-remaining')).toBe('1')
    expect((await get()).status).toBe(200)
    const { status, headers } = await get()
    expect(status).toBe(429)
    expect(headers.get('retry-after')).toBe('1')
    expect(headers.get('x-ratelimit-reset')).toBe(String(Math.ceil(now / 1_000 + 0.5)))
    now += 500
    expect((await get()).status).toBe(200)
    expect((await get()).status).toBe(429)
  })
})

describe('apps', () => {
  const create = async (body: object) => (await call('POST', '/clients', { body })).json

  test('are made with the defaults a set-up has to correct', async () => {
    expect(await create({ name: 'Bridge' })).toMatchObject({
      is_first_party: true,
      oidc_conformant: false,
      jwt_configuration: { alg: 'HS256' },
      grant_types: ['authorization_code', 'implicit', 'refresh_token', 'client_credentials'],
      client_secret: expect.stringMatching(/.{60}/),
    })
    expect(auth0.tenant.connections.flatMap((one) => one.enabled_clients)).toEqual([])
  })

  test('callbacks are replaced as a whole, and read back', async () => {
    const { client_id } = await create({ name: 'Bridge', callbacks: ['https://a.example/cb'] })
    const path = `/clients/${String(client_id)}`
    await call('PATCH', path, { body: { callbacks: ['https://b.example/cb'] } })
    expect((await call('GET', path)).json['callbacks']).toEqual(['https://b.example/cb'])
  })

  test('the secret is shown only to who may read keys, and can be changed', async () => {
    const { client_id, client_secret } = await create({ name: 'Bridge' })
    const path = `/clients/${String(client_id)}`
    const token = await auth0.token(['read:clients'])
    expect((await call('GET', path, { token })).json['client_secret']).toBeUndefined()
    expect((await call('GET', path)).json['client_secret']).toBe(client_secret)
    const rotated = await call('POST', `${path}/rotate-secret`)
    expect(rotated.json['client_secret']).not.toBe(client_secret)
  })

  test('first-party or not is settled when the app is made', async () => {
    const { client_id } = await create({ name: 'Bridge', is_first_party: false })
    expect(client_id).toMatch(/^tpc_/)
    const body = { is_first_party: true }
    const { status, json } = await call('PATCH', `/clients/${String(client_id)}`, { body })
    expect(status).toBe(400)
    expect(json['message']).toContain('Additional properties not allowed: is_first_party')
  })

  test.for([
    [{ callbacks: 'https://a.example/cb' }, 'on property callbacks'],
    [{ callbacks: ['not an address'] }, 'on property callbacks[0]'],
    [{ jwt_configuration: { alg: 'none' } }, 'on property jwt_configuration.alg'],
  ] as const)('a wrong body is refused: %j', async ([wrong, where]) => {
    const { status, json } = await call('POST', '/clients', { body: { name: 'Bridge', ...wrong } })
    expect(status).toBe(400)
    expect(json['errorCode']).toBe('invalid_body')
    expect(json['message']).toContain(where)
  })

  test('a list has fields and pages', async () => {
    for (const name of ['one', 'two', 'three']) await create({ name })
    const path = '/clients?fields=client_id,name&per_page=2&page=1&include_totals=true'
    expect((await call('GET', path)).json).toEqual({
      start: 2,
      limit: 2,
      total: 3,
      clients: [{ client_id: expect.any(String), name: 'three' }],
    })
    expect((await call('GET', '/clients?per_page=101')).status).toBe(400)
  })
})

describe('connections, APIs, grants, tenant', () => {
  test('an app is enabled at a connection, others stay', async () => {
    const one = auth0.addApp({ name: 'one' })
    const two = auth0.addApp({ name: 'two' })
    const path = '/connections/con_database00000/clients'
    const body = [{ client_id: one.client_id, status: false }]
    expect((await call('PATCH', path, { body })).status).toBe(204)
    expect((await call('GET', path)).json).toEqual({ clients: [{ client_id: two.client_id }] })
    const unknown = [{ client_id: 'nobody', status: true }]
    expect((await call('PATCH', path, { body: unknown })).status).toBe(400)
  })

  test('many apps of a connection come in pages', async () => {
    const ids = ['a', 'b', 'c'].map((name) => auth0.addApp({ name }).client_id)
    const path = '/connections/con_database00000/clients?take=2'
    const first = (await call('GET', path)).json
    expect(first).toMatchObject({ next: ids[1], clients: [{}, {}] })
    const second = (await call('GET', `${path}&from=${String(first['next'])}`)).json
    expect(second).toEqual({ clients: [{ client_id: ids[2] }] })
  })

  test('options of a connection are replaced as a whole', async () => {
    const [database] = auth0.tenant.connections
    if (database) database.options = { passwordPolicy: 'good' }
    const body = { options: { disable_signup: true } }
    await call('PATCH', '/connections/con_database00000', { body })
    expect(database?.options).toEqual({ disable_signup: true })
  })

  test('an API keeps its identifier, and a second one of that name is a conflict', async () => {
    const body = { identifier: 'urn:things', name: 'Things' }
    expect((await call('POST', '/resource-servers', { body })).status).toBe(201)
    expect((await call('POST', '/resource-servers', { body })).status).toBe(409)
    const path = `/resource-servers/${encodeURIComponent('urn:things')}`
    expect((await call('PATCH', path, { body })).status).toBe(400)
    expect((await call('PATCH', path, { body: { token_lifetime: 60 } })).status).toBe(200)
  })

  test('a grant without subject_type is one for programs; each kind exists once', async () => {
    const { client_id } = auth0.addApp({})
    auth0.addApi({ identifier: 'urn:things' })
    const grant = (more: object = {}) =>
      call('POST', '/client-grants', {
        body: { client_id, audience: 'urn:things', scope: [], ...more },
      })
    expect((await grant()).json['subject_type']).toBe('client')
    expect((await grant()).status).toBe(409)
    expect((await grant({ subject_type: 'user' })).status).toBe(201)
    const found = await call('GET', `/client-grants?client_id=${client_id}&subject_type=user`)
    expect(found.json).toHaveLength(1)
  })

  test('flags of the tenant are merged, the Default Audience can be cleared', async () => {
    auth0.tenant.settings.default_audience = 'urn:old'
    const body = { default_audience: '', flags: { universal_login: true } }
    const { json } = await call('PATCH', '/tenants/settings', { body })
    expect(json).toMatchObject({
      default_audience: '',
      flags: { universal_login: true, enable_dynamic_client_registration: false },
    })
  })
})

describe('the log', () => {
  const path = (q: string) => `/logs?q=${encodeURIComponent(q)}&sort=date:-1`

  test('is asked by client id, type and date, newest first', async () => {
    const { client_id } = auth0.addApp({ name: 'Bridge', callbacks: ['https://a.example/cb'] })
    const visit = (redirect: string) =>
      fetch(`${auth0.origin}/authorize?client_id=${client_id}&redirect_uri=${redirect}`)
    await visit('https://b.example/cb')
    const since = new Date(now + 500).toISOString()
    now += 1_000
    await visit('https://c.example/cb')
    await fetch(`${auth0.origin}/authorize?client_id=other`)
    const all = await call('GET', path(`client_id:"${client_id}" AND type:(f OR feacft)`))
    expect(all.json).toMatchObject([
      { details: { error: { message: expect.stringContaining('https://c.example/cb') } } },
      { client_name: 'Bridge', details: { qs: { redirect_uri: 'https://b.example/cb' } } },
    ])
    const late = await call('GET', path(`client_id:"${client_id}" AND date:[${since} TO *]`))
    expect(late.json).toHaveLength(1)
    expect((await call('GET', path('type:s'))).json).toEqual([])
  })

  test('a query it cannot read is refused', async () => {
    expect((await call('GET', path('anything goes'))).status).toBe(400)
    expect((await call('GET', path('type:(f AND s)'))).status).toBe(400)
  })

  test('goes on from a checkpoint, oldest first', async () => {
    for (const id of ['a', 'b', 'c']) await fetch(`${auth0.origin}/authorize?client_id=${id}`)
    const first = (await call('GET', '/logs?take=2')).json as unknown as { log_id: string }[]
    expect(first).toMatchObject([{ client_id: 'a' }, { client_id: 'b' }])
    const next = (await call('GET', `/logs?from=${first.at(-1)?.log_id}&take=1`)).json
    expect(next).toMatchObject([{ client_id: 'c' }])
  })

  test('has an entry for what the Management API did', async () => {
    await call('POST', '/clients', { body: { name: 'Bridge' } })
    expect(auth0.tenant.logs[0]).toMatchObject({ type: 'sapi' })
    await call('GET', '/clients')
    expect(auth0.tenant.logs[0]).toMatchObject({ type: 'mgmt_api_read' })
  })
})
