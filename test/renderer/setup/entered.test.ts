/** Everything that is typed in the guide is judged as it is typed, and never more strictly than by the bridge. */
import { describe, expect, it } from 'vitest'
import { readIssuer } from '../../../main/bridge/identity/issuer.ts'
import { publicOrigin } from '../../../main/bridge/base/public-url.ts'
import {
  judgeHostname,
  judgeToken,
  judgeUrl,
} from '../../../renderer/views/setup/address/judge-address.ts'
import { judge, soundPart } from '../../../renderer/views/setup/sign-in/fields.ts'

describe('a provider', () => {
  const good = [
    'my-tenant.eu.auth0.com',
    'https://my-tenant.eu.auth0.com/',
    'login.example.com',
    'http://127.0.0.1:8080',
    'http://localhost:9000/realms/home',
    ' spaced.example.com ',
  ]
  it.each(good)('takes %s', (domain) => {
    expect(judge('oidc', 'domain', domain)).toEqual({})
    expect(() => readIssuer('oidc', domain)).not.toThrow()
  })

  const bad = [
    'https://manage.auth0.com/dashboard',
    'http://my-tenant.eu.auth0.com',
    'two words.example',
    'https://user@my-tenant.eu.auth0.com',
    'https://my-tenant.eu.auth0.com/?a=b',
    'ftp://example.com',
  ]
  it.each(bad)('refuses %s, as the bridge would', (domain) => {
    expect(judge('auth0', 'domain', domain).error).toBeDefined()
    expect(() => readIssuer('auth0', domain)).toThrow()
  })

  it('takes no third-party application, no address for an id, no id with a space', () => {
    expect(judge('auth0', 'clientId', 'tpc_123').error).toContain('third-party')
    expect(judge('auth0', 'clientId', 'my-tenant.eu.auth0.com').error).toBeDefined()
    expect(judge('oidc', 'clientId', 'https://bridge.example/id').error).toBeUndefined()
    expect(judge('oidc', 'clientId', 'a b').error).toBeDefined()
  })

  it('doubts a short secret without refusing it', () => {
    expect(judge('auth0', 'clientSecret', 'short')).toEqual({ doubt: expect.any(String) })
    expect(judge('oidc', 'clientSecret', 'short')).toEqual({})
  })

  it('sends what is sound, and an empty audience to take it away', () => {
    const entered = {
      domain: 'manage.auth0.com',
      clientId: ' abc ',
      clientSecret: '',
      audience: '',
    }
    expect(soundPart('auth0', entered)).toEqual({ clientId: 'abc', audience: '' })
  })
})

describe('an address', () => {
  it.each(['https://bridge.example.com', 'https://bridge.example.com/', 'https://a.example/mcp'])(
    'takes %s',
    (url) => {
      expect(judgeUrl(url)).toBeUndefined()
      expect(() => publicOrigin(url)).not.toThrow()
    },
  )
  it.each([
    'bridge.example.com',
    'http://bridge.example.com',
    'https://a.example/x',
    'https://a.example?b',
  ])('refuses %s, as the bridge would', (url) => {
    expect(judgeUrl(url)).toBeDefined()
    expect(() => publicOrigin(url)).toThrow()
  })

  it('takes a name directly under a domain, without scheme', () => {
    expect(judgeHostname('Bridge.Example.com')).toBeUndefined()
    expect(judgeHostname('')).toBeUndefined()
    for (const name of ['https://a.example.com', 'a.example.com/', 'a b.c.d', '-a.example.com']) {
      expect(judgeHostname(name)).toBeDefined()
    }
    expect(judgeHostname('example.com')).toContain('before your domain')
  })

  it('takes a token alone or in its command', () => {
    const token = 'eyJhIjoiYSIsInQiOiJ0IiwicyI6InMifQ=='
    expect(judgeToken(token)).toBeUndefined()
    expect(judgeToken(`sudo cloudflared service install ${token}`)).toBeUndefined()
    expect(judgeToken('short')).toBeDefined()
    expect(judgeToken('some words that are no command at all')).toBeDefined()
  })
})
