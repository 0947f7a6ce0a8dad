/** Management tokens are only decoded: what a forged one says must not lead anything astray. */
import { describe, expect, it } from 'vitest'
import { readManagementToken } from '../../../main/bridge/identity/management/token.ts'

const token = (claims: object): string =>
  ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'x'].join('.')

const good = { aud: 'https://tenant.eu.auth0.com/api/v2/', exp: 4e9 }

it('a token of a tenant is read: the ones below are refused for one thing each', () => {
  expect(readManagementToken(token(good), 0).domain).toBe('tenant.eu.auth0.com')
})

describe('is refused, and so never sent, for an API', () => {
  it.each([
    ['without encryption', 'http://tenant.eu.auth0.com/api/v2/'],
    ['named in a query', 'https://evil.example/?to=/api/v2/'],
    ['named in a fragment', 'https://evil.example/#/api/v2/'],
    ['below another path', 'https://evil.example/tenant.eu.auth0.com/api/v2/'],
    ['behind a user name', 'https://tenant.eu.auth0.com@evil.example/api/v2/'],
    ['of another kind', 'file:///api/v2/'],
  ])('%s', (_what, aud) => {
    expect(() => readManagementToken(token({ ...good, aud }), 0)).toThrow(/Management API/)
  })
})

it.each([1e300, -1e300, 8.65e12])('is refused with an end no calendar knows: %d', (exp) => {
  expect(() => readManagementToken(token({ ...good, exp }), 0)).toThrow(/until when/)
})
