/** Dynamic client registration (RFC 7591) as real clients do it, and its limits. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from '../fakes/browser.ts'
import {
  authorizeUrl,
  beginSignIn,
  chatgpt,
  newVerifier,
  publicOrigin,
  refresh,
  register,
  signIn,
  startOauthHost,
  type OauthHost,
} from '../fakes/oauth-host.ts'

let host: OauthHost
beforeEach(async () => {
  host = await startOauthHost()
})
afterEach(() => host.stop())

describe('registration (RFC 7591)', () => {
  it('registers a public client by default and never sends a null secret', async () => {
    const answer = await register(host, {
      client_name: 'ChatGPT',
      redirect_uris: ['https://chatgpt.com/connector_platform_oauth_redirect'],
      client_secret: null,
    })
    expect(answer.status).toBe(201)
    expect(answer.json()).toMatchObject({ token_endpoint_auth_method: 'none' })
    expect(answer.json()).not.toHaveProperty('client_secret')
    expect(answer.json()).not.toHaveProperty('registration_access_token')
    expect(answer.headers['access-control-allow-origin']).toBe('*')
  })

  it.each([
    ['a private scheme', ['cursor://anysphere.cursor-mcp/oauth/callback']],
    ['loopback', ['http://127.0.0.1:6276/oauth/callback']],
    ['a mixture, as VS Code sends it', ['http://127.0.0.1', 'https://vscode.dev/redirect']],
  ])('takes %s for a native client without being told (RFC 8252)', async (_what, redirect_uris) => {
    const answer = await register(host, { client_name: 'x', redirect_uris })
    expect(answer.status).toBe(201)
    expect(answer.json()).toMatchObject({ application_type: 'native', redirect_uris })
  })

  it('keeps of a list what can be, and refuses a list with nothing that can', async () => {
    const redirect_uris = ['newedit://x/callback', 'http://127.0.0.1:1/cb', 'javascript:alert(1)']
    const answer = await register(host, { client_name: 'x', redirect_uris })
    expect(answer.status).toBe(201)
    expect(answer.json()).toMatchObject({ redirect_uris: ['http://127.0.0.1:1/cb'] })
    const refused = await register(host, { redirect_uris: ['newedit://x/callback', 'about:x'] })
    expect(refused.json()['error']).toBe('invalid_redirect_uri')
  })

  it('comes back to this computer by any of its names (RFC 8252 §7.3)', async () => {
    const answer = await register(host, {
      client_name: 'x',
      redirect_uris: ['http://localhost/callback'],
    })
    const client_id = String(answer.json()['client_id'])
    for (const name of ['localhost:51234', '127.0.0.1:51235', '[::1]:51236']) {
      const redirect_uri = `http://${name}/callback`
      const waiting = await beginSignIn(host, { client_id, redirect_uri })
      expect(waiting.number).toMatch(/\d/)
    }
  })

  it('takes twenty redirect addresses and no more', async () => {
    const some = (count: number) =>
      Array.from({ length: count }, (_, index) => `https://app.example/cb/${index}`)
    expect((await register(host, { redirect_uris: some(20) })).status).toBe(201)
    const refused = await register(host, { redirect_uris: some(21) })
    expect([refused.status, refused.json()['error']]).toEqual([400, 'invalid_redirect_uri'])
  })

  it('drops grant types it does not know instead of failing the client', async () => {
    const answer = await register(host, {
      client_name: 'Claude',
      redirect_uris: ['https://claude.ai/api/mcp/auth_callback'],
      grant_types: [
        'authorization_code',
        'refresh_token',
        'urn:ietf:params:oauth:grant-type:jwt-bearer',
      ],
    })
    expect(answer.status).toBe(201)
    expect(answer.json()).toMatchObject({ grant_types: ['authorization_code', 'refresh_token'] })
  })

  it.each(['id_token', 'code id_token', 'token', 'none'])(
    'refuses a client that wants to be answered with %s: codes only (OAuth 2.1 §10.1)',
    async (responseType) => {
      for (const response_types of [[responseType], ['code', responseType]]) {
        const answer = await register(host, {
          redirect_uris: ['https://a.example/cb'],
          response_types,
        })
        expect([answer.status, answer.json()['error']]).toEqual([400, 'invalid_client_metadata'])
      }
    },
  )

  it('does not bind a client to the scope it registered with (step-up asks for more)', async () => {
    const redirect_uri = 'https://a.example/cb'
    const answer = await register(host, {
      redirect_uris: [redirect_uri],
      scope: 'messages:read email made:up',
    })
    expect(answer.status).toBe(201)
    const client_id = String(answer.json()['client_id'])
    expect((await signIn(host, { client_id, redirect_uri })).scope).toContain('files:write')
  })

  it.each([
    ['no redirect address', {}],
    ['an empty list', { redirect_uris: [] }],
    ['not a list', { redirect_uris: 'https://a.example/cb' }],
    ['javascript:', { redirect_uris: ['javascript:alert(1)'] }],
    ['data:', { redirect_uris: ['data:text/html,x'] }],
    ['http elsewhere', { redirect_uris: ['http://evil.example/cb'] }],
    ['a fragment', { redirect_uris: ['https://a.example/cb#x'] }],
    ['a user name', { redirect_uris: ['https://claude.ai@evil.example/cb'] }],
  ])('refuses %s as invalid_redirect_uri (§3.2.2)', async (_what, metadata) => {
    const answer = await register(host, { client_name: 'x', ...metadata })
    expect(answer.status).toBe(400)
    expect(answer.json()).toMatchObject({ error: 'invalid_redirect_uri' })
  })

  it('survives a restart, and the same loopback client comes back on another port', async () => {
    const answer = await register(host, {
      client_name: 'Claude Code (bridge)',
      redirect_uris: ['http://localhost:5001/callback'],
    })
    const client_id = String(answer.json()['client_id'])
    await host.restart()
    const redirect_uri = 'http://localhost:49152/callback'
    const tokens = await signIn(host, { client_id, redirect_uri, participant: 'claude' })
    expect(tokens.refresh_token).toBeTruthy()
  })

  it('gives a confidential client a secret once and keeps only its hash', async () => {
    const redirect_uri = 'https://claude.ai/api/mcp/auth_callback'
    const answer = await register(host, {
      client_name: 'Confidential',
      redirect_uris: [redirect_uri],
      token_endpoint_auth_method: 'client_secret_post',
    })
    const client_id = String(answer.json()['client_id'])
    const client_secret = String(answer.json()['client_secret'])
    expect(client_secret.length).toBeGreaterThan(40)
    const stored = JSON.stringify(host.store.statement('SELECT * FROM oauth_clients').all())
    expect(stored).not.toContain(client_secret)
    const tokens = await signIn(host, { client_id, client_secret, redirect_uri })
    expect(tokens.access_token).toBeTruthy()
  })
})

describe('a registration flood', () => {
  it('is slowed down and shuts out neither known nor approved clients', async () => {
    const approved = await signIn(host, chatgpt)
    const statuses: number[] = []
    for (let count = 0; count < 30; count++) {
      const redirect_uris = [`https://evil${count}.example/cb`]
      statuses.push((await register(host, { client_name: `evil ${count}`, redirect_uris })).status)
    }
    expect(statuses.filter((status) => status === 201)).toHaveLength(20)
    const refused = await register(host, { redirect_uris: ['https://a.example/cb'] })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.json()).toMatchObject({
      error: 'temporarily_unavailable',
      code: 'too-many-requests',
    })
    expect((await refresh(host, chatgpt.client_id, approved.refresh_token)).status).toBe(200)
    expect((await beginSignIn(host, chatgpt)).number).toMatch(/^\d{4}$/)
  })

  it('of any other kind leaves room for those who are already in', async () => {
    await host.stop()
    let now = Date.now()
    host = await startOauthHost({ clock: { now: () => now } })
    const approved = await signIn(host, chatgpt)
    const flood = async (send: () => Promise<Answer>) => {
      const answers = await Promise.all(Array.from({ length: 150 }, send))
      return answers.filter(({ status }) => status === 429).length
    }
    const browser = host.browser()
    const at = (path: string) => `${publicOrigin.url}/oauth2/${path}`
    const form = { grant_type: 'refresh_token', client_id: 'x', refresh_token: 'x', token: 'x' }
    expect(await flood(() => browser.get(`${at('authorize')}?client_id=x`))).toBeGreaterThan(50)
    expect(await flood(() => browser.go(at('token'), { form }))).toBeGreaterThan(50)
    expect(await flood(() => browser.go(at('introspect'), { form }))).toBeGreaterThan(0)
    now += 1_000

    expect((await refresh(host, chatgpt.client_id, approved.refresh_token)).status).toBe(200)
    expect((await beginSignIn(host, chatgpt)).page.status).toBe(200)
    const { client_id } = chatgpt
    const introspection = await browser.go(at('introspect'), {
      form: { client_id, token: approved.access_token },
    })
    expect(introspection.json()).toMatchObject({ active: true })
  })

  it("naming a vendor's own client id does not shut out the person who uses that vendor", async () => {
    await host.stop()
    let now = Date.now()
    host = await startOauthHost({ clock: { now: () => now } })
    const html = { headers: { accept: 'text/html' } }
    const lure = () => host.browser().go(authorizeUrl(chatgpt, newVerifier()), html)
    const url = authorizeUrl(chatgpt, newVerifier())
    let path = url.pathname + url.search
    for (let count = 0; count < 400; count++) await lure()
    for (let tries = 0; ; tries++) {
      expect(tries).toBeLessThan(300)
      now += 3_000
      // Ten of the flood a second, and the page of the person that tries again by itself.
      await Promise.all(Array.from({ length: 30 }, lure))
      const answer = await host.browser().go(publicOrigin.url + path, html)
      if (answer.location) break
      expect(answer.status).toBe(429)
      expect(answer.headers['retry-after']).toBe('3')
      expect(answer.text).toContain('Many sign-ins at once')
      const again = /content="3;url=([^"]+)"/.exec(answer.text)?.[1] ?? ''
      path = again.replaceAll('&amp;', '&')
      expect(path).toContain(`state=${url.searchParams.get('state')}`)
    }
  })

  it('stops at the quota of unapproved registrations', async () => {
    await host.stop()
    host = await startOauthHost({ limits: { unapprovedRegistrations: 3 } })
    const ask = () => register(host, { client_name: 'x', redirect_uris: ['https://a.example/cb'] })
    for (let count = 0; count < 3; count++) expect((await ask()).status).toBe(201)
    const refused = await ask()
    expect(refused.status).toBe(429)
    expect(refused.json()).toMatchObject({ code: 'registration-quota' })
    expect(host.server.clients.list()).toHaveLength(3)
  })
})

describe('bodies', () => {
  const send = (body: string, headers: Record<string, string> = {}) =>
    host.browser().go(`${publicOrigin.url}/oauth2/register`, {
      body,
      headers: { accept: 'application/json', ...headers },
    })

  it('larger than 32 kB are 413', async () => {
    const redirect_uris = ['https://a.example/cb']
    const answer = await send(JSON.stringify({ redirect_uris, client_name: 'x'.repeat(40_000) }))
    expect(answer.status).toBe(413)
    expect(answer.json()).toMatchObject({ code: 'body-too-large' })
  })

  it.each(['{', '[]', '"x"', 'null', '{"redirect_uris":'])('%s is 400', async (body) => {
    const answer = await send(body)
    expect(answer.status).toBe(400)
    expect(answer.json()).toMatchObject({ error: 'invalid_request' })
  })

  it('of another type are 415', async () => {
    expect((await send('a=b', { 'content-type': 'text/plain' })).status).toBe(415)
  })

  it.each([
    { client_name: 5 },
    { client_name: 'x'.repeat(201) },
    { token_endpoint_auth_method: 'magic' },
    { response_types: ['token'] },
    { response_types: 'code' },
    { contacts: 'me' },
  ])('with wrong members (%o) are 400', async (members) => {
    const redirect_uris = ['https://a.example/cb']
    const answer = await register(host, { redirect_uris, ...members })
    expect(answer.status).toBe(400)
    expect(answer.json()).toMatchObject({ error: 'invalid_client_metadata' })
  })
})
