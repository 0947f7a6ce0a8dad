/** What goes wrong after the way back: secret, code, verifier, the ID token; and discovery before it. */
import { randomBytes } from 'node:crypto'
import type { DiscoveryWay, SignInWay } from './way-types.ts'

const unauthorized = {
  where: 'token',
  status: 401,
  error: 'access_denied',
  text: () => 'Unauthorized',
  log: 'feacft',
} as const

const badCode = {
  where: 'token',
  status: 403,
  error: 'invalid_grant',
  text: () => 'Invalid authorization code',
  log: 'feacft',
} as const

const signIns: readonly SignInWay[] = [
  {
    id: 'secret-of-another-app',
    ...unauthorized,
    between: ({ app }) => {
      app.client_secret = randomBytes(48).toString('base64url')
    },
  },
  {
    id: 'secret-cut-short',
    ...unauthorized,
    // A double-click copies only a part: the app's own is longer than what was pasted.
    between: ({ app }) => {
      app.client_secret += '-and-the-rest'
    },
  },
  { id: 'code-expired', ...badCode, between: ({ auth0 }) => auth0.expireCodes() },
  {
    id: 'verifier-of-another-sign-in',
    ...badCode,
    text: () => 'Failed to verify code verifier',
    between: ({ auth0 }) => auth0.mixUpCodes(),
  },
  {
    id: 'grant-type-taken-away',
    where: 'token',
    between: ({ app }) => {
      app.grant_types = ['refresh_token']
    },
    status: 403,
    error: 'unauthorized_client',
    text: () => "Grant type 'authorization_code' not allowed for the client.",
    log: 'feacft',
  },
  {
    id: 'token-limit',
    where: 'token',
    between: ({ auth0 }) => {
      auth0.tenant.behaviour.tokenLimitReached = true
    },
    status: 429,
    error: 'too_many_requests',
    text: () => 'Global limit has been reached',
  },
  {
    id: 'id-token-hs256',
    where: 'token',
    arrange: ({ app }) => {
      app.jwt_configuration = { alg: 'HS256' }
    },
    text: () => 'unsupported operation: unsupported JWS algorithm',
    log: 'seacft',
  },
  {
    id: 'id-token-of-the-other-domain',
    where: 'token',
    between: ({ auth0 }) => {
      auth0.tenant.behaviour.tokensOf = 'other-domain'
    },
    text: () => 'unexpected JWT "iss" (issuer) claim value',
    log: 'seacft',
  },
]

const discoveries: readonly DiscoveryWay[] = [
  {
    id: 'issuer-of-the-other-domain',
    where: 'discovery',
    arrange: ({ auth0 }) => {
      auth0.tenant.behaviour.discovery = 'other-domain'
    },
    thrown: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
    text: () => 'discovered metadata issuer does not match the expected issuer',
  },
  {
    id: 'discovery-is-a-page',
    where: 'discovery',
    arrange: ({ auth0 }) => {
      auth0.tenant.behaviour.discovery = 'page'
    },
    thrown: 'OAUTH_RESPONSE_IS_NOT_JSON',
    text: () => 'unexpected response content-type',
  },
  {
    id: 'discovery-not-found',
    where: 'discovery',
    arrange: ({ auth0 }) => {
      auth0.tenant.behaviour.discovery = 'unavailable'
    },
    thrown: 'OAUTH_RESPONSE_IS_NOT_CONFORM',
    text: () => 'unexpected HTTP response status code',
  },
  {
    id: 'auth0-down',
    where: 'discovery',
    arrange: ({ auth0 }) => {
      auth0.tenant.behaviour.down = true
    },
    thrown: 'OAUTH_RESPONSE_IS_NOT_CONFORM',
    text: () => 'unexpected HTTP response status code',
  },
]

export const waysOfAnswers: readonly (SignInWay | DiscoveryWay)[] = [...signIns, ...discoveries]
