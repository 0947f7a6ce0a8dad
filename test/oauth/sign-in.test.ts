/** The whole sign-in, from /authorize to a checked access token, for every kind of client. */
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  authorizeUrl,
  beginSignIn,
  chatgpt,
  followToClient,
  newVerifier,
  publicOrigin,
  register,
  signIn,
  startOauthHost,
  type OauthHost,
} from '../fakes/oauth-host.ts'

/** Two documents as vendors publish them; everything else is unreachable. */
const documents: Record<string, unknown> = {
  'https://client.example/oauth/meta.json': {
    client_id: 'https://client.example/oauth/meta.json',
    client_name: 'Example Client',
    redirect_uris: ['https://client.example/cb'],
    grant_types: [
      'authorization_code',
      'refresh_token',
      'urn:ietf:params:oauth:grant-type:jwt-bearer',
    ],
    response_types: ['code'],
    scope: 'messages:read email',
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
    jwks_uri: 'https://client.example/jwks.json',
  },
  'https://cli.example/meta.json': {
    client_id: 'https://cli.example/meta.json',
    client_name: 'A CLI',
    redirect_uris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
  },
}

let host: OauthHost
let fetched: string[]
let reachable = true
const printed: unknown[] = []
beforeAll(async () => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...words) => void printed.push(words))
  }
  fetched = []
  host = await startOauthHost({
    lookup: async () => [{ address: '93.184.215.14' }],
    async fetch(input) {
      const url = input instanceof Request ? input.url : input.toString()
      fetched.push(url)
      const document = documents[url]
      if (!reachable || !document) return new Response('no', { status: 404 })
      return new Response(JSON.stringify(document), { headers: { 'cache-control': 'max-age=1' } })
    },
  })
})
afterAll(async () => {
  await host.stop()
  vi.restoreAllMocks()
})

const verify = (token: string) => host.server.verifyAccessToken(publicOrigin, token)

describe('a known vendor', () => {
  it.each([
    ['ChatGPT', chatgpt.client_id, chatgpt.redirect_uri],
    [
      'ChatGPT with its own callback',
      'https://chatgpt.com/oauth/cb_12ab/client.json',
      'https://chatgpt.com/connector/oauth/cb_12ab',
    ],
    [
      'Claude',
      'https://claude.ai/oauth/mcp-oauth-client-metadata',
      'https://claude.ai/api/mcp/auth_callback',
    ],
    [
      'Claude Code on any port',
      'https://claude.ai/oauth/claude-code-client-metadata',
      'http://localhost:49201/callback',
    ],
    [
      'Codex on any port',
      'https://chatgpt.com/oauth/codex/client.json',
      'http://127.0.0.1:49202/callback',
    ],
    [
      'Codex with its own callback',
      'https://chatgpt.com/oauth/codex/Ab3dEf6hIj9k/client.json',
      'http://127.0.0.1:49203/callback/Ab3dEf6hIj9k',
    ],
    ['VS Code', 'https://vscode.dev/oauth/client-metadata.json', 'http://127.0.0.1:49204/'],
  ])('%s signs in without a fetch', async (_name, client_id, redirect_uri) => {
    const tokens = await signIn(host, { client_id, redirect_uri })
    expect(await verify(tokens.access_token)).toMatchObject({
      ok: true,
      token: { clientId: client_id, participant: 'chatgpt' },
    })
    expect(fetched).not.toContain(client_id)
  })

  it('cannot borrow the callback of another connection', async () => {
    const answer = await host.browser().go(
      authorizeUrl(
        {
          client_id: 'https://chatgpt.com/oauth/mine/client.json',
          redirect_uri: 'https://chatgpt.com/connector/oauth/yours',
        },
        newVerifier(),
      ),
    )
    expect(answer.status).toBe(400)
    expect(answer.location).toBeUndefined()
  })
})

describe('a client that is a document (CIMD)', () => {
  const client = {
    client_id: 'https://client.example/oauth/meta.json',
    redirect_uri: 'https://client.example/cb',
    participant: 'example',
  }

  it('signs in though its document prefers what this server does not do', async () => {
    const waiting = await beginSignIn(host, client)
    expect(host.server.approvals.list()).toMatchObject([
      {
        identifiedBy: 'cimd',
        verifiedHost: 'client.example',
        clientName: 'Example Client',
        suggestedParticipant: 'example-client',
      },
    ])
    expect(waiting.page.text).toContain(
      'Verified: its id is an address of <strong>client.example</strong>',
    )
    await host.server.approvals.approve(waiting.number, 'example')
    expect((await followToClient(waiting)).searchParams.get('code')).toBeTruthy()
  })

  it('with portless loopback redirects comes back on any port (RFC 8252 §7.3)', async () => {
    const tokens = await signIn(host, {
      client_id: 'https://cli.example/meta.json',
      redirect_uri: 'http://127.0.0.1:50123/callback',
      participant: 'cli',
    })
    expect(tokens.access_token).toBeTruthy()
  })

  it('stays usable while its host is unreachable, once it was approved', async () => {
    await signIn(host, client)
    await host.restart()
    reachable = false
    const tokens = await signIn(host, client)
    reachable = true
    expect(await verify(tokens.access_token)).toMatchObject({ ok: true })
  })

  it('that cannot be fetched ends on a page in plain words, never at a redirect', async () => {
    const stranger = { ...client, client_id: 'https://nowhere.example/meta.json' }
    const answer = await host.browser().go(authorizeUrl(stranger, newVerifier()))
    expect(answer.status).toBe(400)
    expect(answer.location).toBeUndefined()
    expect(answer.text).toContain('sign-in-failed')
  })
})

describe('a client entered by hand', () => {
  it('signs in with its secret, which the database does not reveal', async () => {
    const redirect_uri = 'https://app.example/callback'
    const { client, clientSecret = '' } = await host.server.clients.add({
      name: 'My app',
      redirectUris: [redirect_uri],
      secret: true,
    })
    const tokens = await signIn(host, {
      client_id: client.clientId,
      client_secret: clientSecret,
      redirect_uri,
      participant: 'app',
    })
    expect(await verify(tokens.access_token)).toMatchObject({
      ok: true,
      token: { vendor: 'other' },
    })
    const rows = JSON.stringify(host.store.statement('SELECT * FROM oauth_clients').all())
    expect(rows).not.toContain(clientSecret)
    const wrong = signIn(host, { client_id: client.clientId, client_secret: 'x', redirect_uri })
    await expect(wrong).rejects.toThrow('invalid_client')
  })

  it('without a secret is a public client', async () => {
    const redirect_uri = 'http://localhost/cb'
    const { client, clientSecret } = await host.server.clients.add({
      name: 'My tool',
      redirectUris: [redirect_uri],
      secret: false,
    })
    expect(clientSecret).toBeUndefined()
    const tokens = await signIn(host, { client_id: client.clientId, redirect_uri })
    expect(tokens.refresh_token).toBeTruthy()
  })

  it.each(['http://evil.example/cb', 'javascript:alert(1)', '/cb', 'https://a.example/#x'])(
    'cannot have the redirect address %s',
    async (uri) => {
      const added = host.server.clients.add({ name: 'x', redirectUris: [uri], secret: false })
      await expect(added).rejects.toMatchObject({ code: 'invalid-redirect-uri' })
    },
  )
})

describe('what a client gets', () => {
  it('is an RS256 at+jwt for the MCP URL (RFC 9068) and a refresh token', async () => {
    const tokens = await signIn(host, chatgpt)
    expect(tokens).toMatchObject({
      token_type: 'Bearer',
      expires_in: 86_400,
      scope: 'messages:read messages:write files:read files:write',
    })
    expect(tokens.refresh_token).toBeTruthy()
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({
      alg: 'RS256',
      typ: 'at+jwt',
    })
    expect(decodeProtectedHeader(tokens.access_token).kid).toBeTruthy()
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      iss: 'https://bridge.example',
      aud: 'https://bridge.example/mcp',
      sub: 'owner',
      client_id: chatgpt.client_id,
      scope: tokens.scope,
    })
    expect(decodeJwt(tokens.access_token).jti).toBeTruthy()
  })

  it.each([undefined, '', 'email profile'])(
    'is all four scopes when it asked for %o (ChatGPT reconnects without scope)',
    async (scope) => {
      const tokens = await signIn(host, { ...chatgpt, params: { scope } })
      expect(tokens.scope).toBe('messages:read messages:write files:read files:write')
      expect(tokens.refresh_token).toBeTruthy()
    },
  )

  it('is only what it asked for, when it asked for less', async () => {
    const tokens = await signIn(host, {
      ...chatgpt,
      params: { scope: 'messages:read offline_access' },
    })
    expect(tokens.scope).toBe('messages:read')
    const check = await verify(tokens.access_token)
    expect(check.ok && [...check.token.scopes]).toEqual(['messages:read'])
  })

  it('is an ID token too for those who ask for openid', async () => {
    const params = { scope: 'openid messages:read', nonce: 'n-1' }
    const { id_token } = (await signIn(host, { ...chatgpt, params })) as unknown as {
      id_token: string
    }
    expect(decodeJwt(id_token)).toMatchObject({ sub: 'owner', nonce: 'n-1' })
  })

  it.each([undefined, 'https://bridge.example', 'https://bridge.example/'])(
    'is for the MCP URL also with resource %o (RFC 8707)',
    async (resource) => {
      const tokens = await signIn(host, { ...chatgpt, params: { resource } })
      expect(decodeJwt(tokens.access_token).aud).toBe('https://bridge.example/mcp')
    },
  )

  it.each(['https://other.example/mcp', 'https://bridge.example/mcp2', 'not a uri'])(
    'is invalid_target with iss for resource %s',
    async (resource) => {
      const url = authorizeUrl({ ...chatgpt, params: { resource } }, newVerifier())
      const { location } = await host.browser().go(url)
      expect(location?.searchParams.get('error')).toBe('invalid_target')
      expect(location?.searchParams.get('iss')).toBe('https://bridge.example')
    },
  )

  it('comes with state and iss (RFC 9207)', async () => {
    const waiting = await beginSignIn(host, { ...chatgpt, params: { state: 'st-1' } })
    await host.server.approvals.approve(waiting.number, 'chatgpt')
    const back = await followToClient(waiting)
    expect(back.origin + back.pathname).toBe(chatgpt.redirect_uri)
    expect(back.searchParams.get('state')).toBe('st-1')
    expect(back.searchParams.get('iss')).toBe('https://bridge.example')
  })

  it('works the same on loopback, where cookies cannot be Secure', async () => {
    const waiting = await beginSignIn(host, { ...chatgpt, origin: host.loopback })
    expect(waiting.browser.cookies.length).toBeGreaterThan(0)
    for (const { raw } of waiting.browser.cookies) expect(raw).not.toMatch(/secure/i)
    const onPublic = await beginSignIn(host, chatgpt)
    for (const { raw } of onPublic.browser.cookies) {
      expect(raw).toMatch(/; secure/i)
      expect(raw).toMatch(/httponly/i)
      expect(raw).toMatch(/samesite=lax/i)
    }
    await host.server.approvals.approve(waiting.number, 'chatgpt')
    expect((await followToClient(waiting)).searchParams.get('iss')).toBe(host.loopback.url)
  })
})

describe('a stale client id', () => {
  it('ends on a page that says what to do, not at a redirect', async () => {
    const stale = { client_id: 'gone', redirect_uri: 'https://a.example/cb' }
    const answer = await host.browser().go(authorizeUrl(stale, newVerifier()))
    expect(answer.status).toBe(400)
    expect(answer.location).toBeUndefined()
    expect(answer.text).toContain('client-not-registered')
    expect(answer.text).toContain('claude mcp logout')
  })

  it('is JSON for a program, and 401 invalid_client at the token endpoint', async () => {
    const stale = { client_id: 'gone', redirect_uri: 'https://a.example/cb' }
    const authorize = await host.browser().go(authorizeUrl(stale, newVerifier()), {
      headers: { accept: 'application/json' },
    })
    expect(authorize.json()).toMatchObject({
      error: 'invalid_client',
      code: 'client-not-registered',
    })
    const token = await host.browser().go(`${publicOrigin.url}/oauth2/token`, {
      form: { grant_type: 'refresh_token', client_id: 'gone', refresh_token: 'x' },
      headers: { accept: 'application/json' },
    })
    expect(token.status).toBe(401)
    expect(token.json()).toMatchObject({ error: 'invalid_client' })
  })
})

it('writes nothing to the console and no secret to the log', async () => {
  const registered = await register(host, { redirect_uris: ['https://a.example/cb'] })
  expect(registered.status).toBe(201)
  const tokens = await signIn(host, chatgpt)
  expect(printed).toEqual([])
  const log = JSON.stringify(host.logged)
  expect(log).not.toContain(tokens.access_token)
  expect(log).not.toContain(tokens.refresh_token)
  expect(log).not.toContain(tokens.code)
})
