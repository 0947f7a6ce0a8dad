/** What people paste as the address of their provider, and what is made of it. */
import { expect, it } from 'vitest'
import { isLoopback } from '../../main/bridge/base/loopback.ts'
import { readIssuer } from '../../main/bridge/identity/issuer.ts'

it.each([
  ['tenant.eu.auth0.com', 'https://tenant.eu.auth0.com/'],
  [' https://tenant.eu.auth0.com/ ', 'https://tenant.eu.auth0.com/'],
  ['Tenant.EU.Auth0.com', 'https://tenant.eu.auth0.com/'],
  ['https://tenant.eu.auth0.com/authorize', 'https://tenant.eu.auth0.com/'],
  ['https://login.example.com', 'https://login.example.com/'],
])('Auth0 by its domain: %j is %s', (text, issuer) => {
  expect(readIssuer('auth0', text)).toBe(issuer)
})

it.each([
  ['https://accounts.google.com', 'https://accounts.google.com'],
  ['accounts.google.com', 'https://accounts.google.com'],
  ['https://id.example/realms/home', 'https://id.example/realms/home'],
  ['https://id.example/application/o/bridge/', 'https://id.example/application/o/bridge/'],
  [
    'https://id.example/realms/home/.well-known/openid-configuration',
    'https://id.example/realms/home',
  ],
])('another provider by its issuer: %j is %s', (text, issuer) => {
  expect(readIssuer('oidc', text)).toBe(issuer)
})

it.each(['https://id.example/?x=1', 'https://id.example/#x', 'ftp://id.example', 'a b', '', '//'])(
  'refuses %j',
  (text) => {
    expect(() => readIssuer('oidc', text)).toThrow(/cannot be the address/)
  },
)

it('lets only a provider on this computer speak without encryption', () => {
  expect(isLoopback('http://localhost:8080/realms/home')).toBe(true)
  expect(isLoopback('http://127.0.0.1:8080')).toBe(true)
  for (const issuer of [
    'http://id.example',
    'http://127.0.0.1.evil.example',
    'https://localhost',
  ]) {
    expect(isLoopback(issuer)).toBe(false)
  }
  expect(() => readIssuer('oidc', 'http://192.168.0.1')).toThrow(/without encryption/)
})
