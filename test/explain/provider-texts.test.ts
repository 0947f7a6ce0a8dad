/** Texts and codes that no way to fail of the double brings about: older wordings, other providers, the network. */
import { describe, expect, it } from 'vitest'
import { catalogue, type ErrorCode } from '../../main/bridge/base/errors.ts'
import { explainFault } from '../../main/bridge/explain/explain-fault.ts'
import { explainText } from '../../main/bridge/explain/explain-text.ts'
import { faultFrom, type AboutSetUp, type FaultPlace } from '../../main/bridge/explain/fault.ts'
import { explainLogEntry } from '../../main/bridge/identity/management/log-entry.ts'
import { logEvents } from '../../main/bridge/identity/management/log-events.ts'
import { problemOf } from '../../main/bridge/explain/problem.ts'

const about: AboutSetUp = {
  provider: 'auth0',
  domain: 't.eu.auth0.com',
  clientId: 'abc123',
  audience: null,
}

const onPage = (description: string, known = about) =>
  explainFault({ where: 'page', description }, known)
const pastedCodes = (text: string) =>
  explainText(text, { mcpUrls: [], upstream: about }).map(({ problem }) => problem.code)

describe('a wrong secret at Keycloak', () => {
  it('is told as one, also where it answers with unauthorized_client', () => {
    const error = 'unauthorized_client'
    expect(explainFault({ where: 'token', status: 401, error }, about)?.code).toBe(
      'upstream-secret-refused',
    )
    expect(explainFault({ where: 'token', status: 400, error }, about)?.code).toBe(
      'upstream-grant-type',
    )
    const description = 'Invalid client or Invalid client credentials'
    expect(explainFault({ where: 'token', error, description }, about)?.code).toBe(
      'upstream-secret-refused',
    )
  })

  it('comes with no link to Auth0 for a provider that is another one', () => {
    const known: AboutSetUp = { ...about, provider: 'oidc' }
    const fault = { where: 'token', status: 401, error: 'unauthorized_client' } as const
    expect(explainFault(fault, known)?.link).toBeNull()
  })
})

describe('text of a page', () => {
  it.each<[ErrorCode, string]>([
    [
      'upstream-callback-mismatch',
      'unauthorized_client: Callback URL mismatch. https://x.example/cb is not in the list of allowed callback URLs',
    ],
    ['upstream-callback-mismatch', 'Invalid parameter: redirect_uri'],
    ['upstream-callback-mismatch', 'Error 400: redirect_uri_mismatch'],
    [
      'upstream-callback-mismatch',
      "AADSTS50011: The redirect URI 'https://x' specified in the request does not match (redirect_uri mismatch)",
    ],
    ['upstream-client-unknown', 'Client not found.'],
    ['auth0-default-audience', 'Service not found: https://claude-chatgpt-bridge'],
    [
      'auth0-default-audience',
      'Client "abc123" is not authorized to access resource server "https://claude-chatgpt-bridge"',
    ],
    [
      'auth0-client-access-missing',
      'Client is not authorized to access "urn:x". You need to create a "client-grant" associated to this API.',
    ],
    ['upstream-rate-limited', 'Too Many Requests'],
    ['auth0-token-scopes', 'Insufficient scope, expected any of: read:clients,read:client_summary'],
    ['auth0-token-refused', 'Bad audience: https://login.example/api/v2/'],
    ['auth0-blocked', 'Your account has been blocked after multiple consecutive login attempts.'],
    [
      'upstream-code-refused',
      '{"error":"invalid_grant","error_description":"Invalid authorization code"}',
    ],
  ])('%s: %s', (code, text) => {
    expect(pastedCodes(text)[0]).toBe(code)
  })

  it('names the address the page names, else the one the sign-in used', () => {
    const named = 'Callback URL mismatch. https://x.example/cb is not in the list'
    expect(onPage(named)?.details).toEqual({ callback: ': https://x.example/cb' })
    const callback = 'https://bridge.example/oauth2/callback'
    const bare = 'Callback URL mismatch. The provided redirect_uri is not in the list of allowed'
    expect(onPage(bare, { ...about, callback })?.details).toEqual({
      callback: `: ${callback}`,
    })
  })

  it('finds each cause of a text that names several, and nothing in one that names none', () => {
    const text = 'Callback URL mismatch.\n…\nno connections enabled for the client'
    expect(pastedCodes(text)).toEqual(['upstream-callback-mismatch', 'auth0-no-connection'])
    expect(pastedCodes('Everything is fine.')).toEqual([])
  })

  it('tells a Default Audience from an audience of our own', () => {
    const text = 'Service not found: urn:mine'
    const mine = { ...about, audience: 'urn:mine' }
    expect(onPage(text, mine)?.code).toBe('auth0-audience-unknown')
  })

  it('gives links into the dashboard for Auth0 only', () => {
    const text = 'Callback URL mismatch.'
    expect(onPage(text)?.link).toContain('applications/abc123/settings')
    expect(onPage(text, { ...about, provider: 'oidc' })?.link).toBeNull()
  })

  it('is not slowed down by a text made to do so', () => {
    // A pattern that goes back and forth over these would not be done in the time a test has.
    for (const piece of ['.', ' ', 'redirect_uri ', 'callback url mismatch. a://', '"']) {
      expect(pastedCodes(piece.repeat(20_000 / piece.length)).length).toBeLessThan(3)
    }
  })
})

describe('an error that is thrown', () => {
  const wrapped = (message: string, code: string, cause: unknown) =>
    Object.assign(new Error(message, { cause }), { code })
  const claim = (message: string, name: string) =>
    wrapped(
      'unexpected JWT claim value encountered',
      'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
      Object.assign(new Error(message), {
        code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
        cause: { claim: name },
      }),
    )

  it.each<[ErrorCode, FaultPlace, unknown]>([
    [
      'upstream-unreachable',
      'discovery',
      new TypeError('fetch failed', { cause: wrapped('getaddrinfo', 'ENOTFOUND', undefined) }),
    ],
    [
      'upstream-unreachable',
      'token',
      new TypeError('fetch failed', { cause: wrapped('connect', 'ECONNREFUSED', undefined) }),
    ],
    ['upstream-unreachable', 'management', new DOMException('too long', 'TimeoutError')],
    ...(
      [
        ['upstream-certificate-untrusted', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
        ['upstream-certificate-untrusted', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
        ['upstream-certificate-expired', 'CERT_HAS_EXPIRED'],
        ['upstream-certificate-expired', 'CERT_NOT_YET_VALID'],
        ['upstream-certificate-wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
        ['upstream-unreachable', 'ERR_SSL_WRONG_VERSION_NUMBER'],
      ] as const
    ).map(([code, thrown]): [ErrorCode, FaultPlace, unknown] => [
      code,
      'discovery',
      new TypeError('fetch failed', { cause: wrapped('tls', thrown, undefined) }),
    ]),
    [
      'upstream-not-secure',
      'discovery',
      wrapped('only requests to HTTPS are allowed', 'OAUTH_HTTP_REQUEST_FORBIDDEN', undefined),
    ],
    [
      'upstream-unsuitable',
      'token',
      wrapped('no jwks_uri', 'OAUTH_MISSING_SERVER_METADATA', undefined),
    ],
    [
      'upstream-token-encrypted',
      'token',
      wrapped(
        'unsupported operation',
        'OAUTH_UNSUPPORTED_OPERATION',
        new Error('JWE decryption is not configured'),
      ),
    ],
    [
      'upstream-token-missing',
      'token',
      wrapped('invalid response encountered', 'OAUTH_INVALID_RESPONSE', new Error('Invalid JWT')),
    ],
    [
      'upstream-token-signature',
      'token',
      wrapped(
        'invalid response encountered',
        'OAUTH_INVALID_RESPONSE',
        new Error('JWT signature verification failed'),
      ),
    ],
    [
      'upstream-domain-mismatch',
      'token',
      claim('unexpected JWT "iss" (issuer) claim value', 'iss'),
    ],
    [
      'upstream-token-foreign',
      'token',
      claim('unexpected JWT "aud" (audience) claim value', 'aud'),
    ],
    ['upstream-token-foreign', 'token', claim('unexpected ID Token "nonce" claim value', 'nonce')],
    [
      'upstream-clock',
      'token',
      wrapped(
        'JWT timestamp claim value failed validation',
        'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
        undefined,
      ),
    ],
    ['upstream-secret-refused', 'token', { error: 'invalid_client', status: 401 }],
  ])('%s at the %s', (code, where, thrown) => {
    const explanation = explainFault(faultFrom(thrown, where), about)
    expect(explanation?.code).toBe(code)
    if (explanation) expect(problemOf(explanation).sentence).not.toMatch(/[{}]/)
  })

  it('that nobody knows is not guessed at', () => {
    expect(explainFault(faultFrom(new Error('?'), 'token'), about)).toBeUndefined()
    expect(explainFault(faultFrom('a string', 'discovery'), about)).toBeUndefined()
  })

  it('ends a chain of causes that leads back to itself', () => {
    const loop = new Error('round and round')
    loop.cause = loop
    expect(faultFrom(loop, 'token').description).toContain('round and round')
  })
})

describe('the tenant log', () => {
  it.each(Object.keys(logEvents))(
    '%s has a meaning, and a whole sentence for its cause',
    (type) => {
      const { meaning, problem } = explainLogEntry({ type, description: '' }, about)
      expect(meaning).toMatch(/\.$/)
      if (problem === null) return
      expect(Object.keys(catalogue)).toContain(problem.code)
      expect(problem.sentence + problem.action).not.toMatch(/[{}]/)
    },
  )

  it('does not invent a meaning for an entry it does not know', () => {
    expect(explainLogEntry({ type: 'xyz', description: 'Hm' }, about)).toEqual({
      meaning: 'Auth0 calls it "xyz".',
      problem: null,
    })
  })
})
