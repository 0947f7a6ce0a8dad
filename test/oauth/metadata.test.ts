/** The public documents of an origin: RFC 8414, RFC 9728, RFC 7517, and what the clients need in them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { otherOrigin, publicOrigin, startOauthHost, type OauthHost } from '../fakes/oauth-host.ts'

let host: OauthHost
beforeAll(async () => {
  host = await startOauthHost()
})
afterAll(() => host.stop())

const get = async (path: string, origin = publicOrigin) => host.browser().get(origin.url + path)

const serverPaths = [
  '/.well-known/oauth-authorization-server',
  '/.well-known/oauth-authorization-server/mcp',
  '/.well-known/openid-configuration',
  '/.well-known/openid-configuration/mcp',
]

describe('authorization server metadata (RFC 8414)', () => {
  it.each(serverPaths)('%s has every field ChatGPT and Claude need together', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('application/json')
    expect(answer.headers['access-control-allow-origin']).toBe('*')
    expect(answer.json()).toMatchObject({
      issuer: 'https://bridge.example',
      authorization_endpoint: 'https://bridge.example/oauth2/authorize',
      token_endpoint: 'https://bridge.example/oauth2/token',
      registration_endpoint: 'https://bridge.example/oauth2/register',
      introspection_endpoint: 'https://bridge.example/oauth2/introspect',
      revocation_endpoint: 'https://bridge.example/oauth2/revoke',
      jwks_uri: 'https://bridge.example/.well-known/jwks.json',
      client_id_metadata_document_supported: true,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      grant_types_supported: ['authorization_code', 'refresh_token'],
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    })
    expect(answer.json()['token_endpoint_auth_methods_supported']).toContain('none')
    expect(answer.json()['scopes_supported']).toEqual([
      'messages:read',
      'messages:write',
      'files:read',
      'files:write',
      'offline_access',
    ])
  })

  it('is byte-exact for each origin', async () => {
    expect((await get(serverPaths[0] ?? '', otherOrigin)).json()['issuer']).toBe(otherOrigin.url)
    expect((await get(serverPaths[0] ?? '', host.loopback)).json()['issuer']).toBe(
      host.loopback.url,
    )
  })
})

describe('protected resource metadata (RFC 9728)', () => {
  it.each(['/.well-known/oauth-protected-resource', '/.well-known/oauth-protected-resource/mcp'])(
    '%s names the MCP URL the user types, and never offline_access',
    async (path) => {
      expect((await get(path)).json()).toMatchObject({
        resource: 'https://bridge.example/mcp',
        authorization_servers: ['https://bridge.example'],
        scopes_supported: ['messages:read', 'messages:write', 'files:read', 'files:write'],
        bearer_methods_supported: ['header'],
      })
    },
  )

  it('is what the challenge points to (RFC 9728 §5.1)', () => {
    expect(host.server.challenge(publicOrigin)).toBe(
      'Bearer resource_metadata="https://bridge.example/.well-known/oauth-protected-resource/mcp", ' +
        'scope="messages:read messages:write files:read files:write"',
    )
    const error = { error: 'invalid_token', description: 'it "expired"\r\nX: y' }
    const value = host.server.challenge(publicOrigin, error)
    expect(value).toContain('error="invalid_token"')
    expect(value).not.toMatch(/[\r\n]/)
    expect(value).toContain(`error_description="it 'expired'''X: y"`)
  })
})

describe('the key set (RFC 7517)', () => {
  it('shows the current and the next key, and no private part', async () => {
    const { keys } = (await get('/.well-known/jwks.json')).json() as {
      keys: Record<string, string>[]
    }
    expect(keys).toHaveLength(2)
    for (const key of keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
      expect(key).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig' })
    }
  })
})

describe('everything else', () => {
  it.each([
    '/.well-known/oauth-authorization-server/tenant',
    '/.well-known/nothing',
    '/oauth2/nope',
  ])('%s goes on to the listener, which answers 404', async (path) => {
    expect((await get(path)).status).toBe(404)
  })

  it.each([
    ['GET', '/oauth2/token', 'POST'],
    ['GET', '/oauth2/register', 'POST'],
    ['POST', '/oauth2/authorize', 'GET'],
    ['DELETE', '/.well-known/jwks.json', 'GET'],
    ['GET', '/oauth2/register/some-client', undefined],
  ])('%s %s is refused clearly', async (method, path, allowed) => {
    const answer = await host.browser().go(publicOrigin.url + path, {
      method,
      headers: { accept: 'application/json' },
    })
    expect(answer.status).toBe(allowed === undefined ? 404 : 405)
    expect(answer.headers['allow']).toBe(allowed)
  })

  it('answers preflights of browser clients at register, token and metadata', async () => {
    for (const path of ['/oauth2/register', '/oauth2/token', '/.well-known/openid-configuration']) {
      const answer = await host.browser().go(publicOrigin.url + path, {
        method: 'OPTIONS',
        headers: {
          origin: 'http://localhost:6274',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type, mcp-protocol-version',
        },
      })
      expect(answer.status).toBe(204)
      expect(answer.headers['access-control-allow-origin']).toBe('*')
      expect(answer.headers['access-control-allow-headers']).toContain('mcp-protocol-version')
    }
  })
})
