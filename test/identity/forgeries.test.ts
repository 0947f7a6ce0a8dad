/** A provider that forges what it says about who signed in: nothing comes of it. */
import { describe, expect, it } from 'vitest'
import type { Forgery } from '../fakes/forging-provider.ts'
import { expectRefusal, throughProvider, useForger, worldOf } from './forging-world.ts'
import { agree, begin, codeOn, follow, publicOrigin } from './sign-in-world.ts'

const forger = useForger()

describe('a provider that answers honestly', () => {
  it('lets the bound owner in: the tests below fail for their forgery and nothing else', async () => {
    const at = await worldOf(forger())
    const { browser, callback } = await throughProvider(at)
    const end = await follow(browser, callback)
    expect(end.at.origin).toBe('https://chatgpt.com')
    expect(end.at.searchParams.get('code')).toBeTruthy()
    expect(end.at.searchParams.get('iss')).toBe(publicOrigin)
  })
})

const forgeries: [name: string, code: string, forgery: Forgery][] = [
  [
    'nonce of another sign-in',
    'upstream-token-foreign',
    { token: ({ payload }) => void (payload['nonce'] = 'forged') },
  ],
  ['no nonce', 'upstream-token-foreign', { token: ({ payload }) => void delete payload['nonce'] }],
  [
    'ID token for another client',
    'upstream-token-foreign',
    { token: ({ payload }) => void (payload['aud'] = 'somebody-else') },
  ],
  [
    'ID token of another issuer',
    'upstream-domain-mismatch',
    { token: ({ payload }) => void (payload.iss = 'https://evil.example/') },
  ],
  [
    'ID token that has expired',
    'upstream-clock',
    { token: ({ payload }) => void (payload.exp = payload.iat - 3_600) },
  ],
  [
    'signature that is not right',
    'upstream-token-signature',
    {
      answer({ body }) {
        if (body !== '') body['id_token'] = tamper(String(body['id_token']))
      },
    },
  ],
  [
    'ID token with alg none',
    'upstream-token-algorithm',
    {
      answer({ body }) {
        if (body !== '') body['id_token'] = unsigned(String(body['id_token']))
      },
    },
  ],
  [
    'answer without an ID token',
    'upstream-token-missing',
    {
      answer({ body }) {
        if (body !== '') delete body['id_token']
      },
    },
  ],
  [
    'iss of another server in the redirect (RFC 9207)',
    'upstream-domain-mismatch',
    { redirect: (url) => url.searchParams.set('iss', 'https://evil.example/') },
  ],
]

/** The same header and signature around other claims. */
function tamper(token: string): string {
  const [header, payload, signature] = token.split('.')
  const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as object
  const other = Buffer.from(JSON.stringify({ ...claims, email: 'forged@example.com' }))
  return [header, other.toString('base64url'), signature].join('.')
}

function unsigned(token: string): string {
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
  return [none, token.split('.')[1], ''].join('.')
}

describe('a forging provider: a', () => {
  it.each(forgeries)(
    '%s is refused as %s, with a page that says so',
    async (_name, code, forgery) => {
      const at = await worldOf(forger())
      forger().forge(forgery)
      const { browser, callback, pageUrl } = await throughProvider(at)
      const end = await follow(browser, callback)
      expect(end.at.pathname).toBe(`${pageUrl.pathname}/upstream`)
      expect(codeOn(end)).toBe(code)
      expect(end.text).toContain('Try again, or approve on the computer')
      await expectRefusal(at, code)
      // The client is not told: the person may still go on, here or there.
      expect((await browser.get(pageUrl)).text).toContain('Continue at')
    },
  )

  it('metadata that name another issuer are not used (OIDC Discovery §4.3)', async () => {
    const at = await worldOf(forger())
    forger().forge({ discovery: (metadata) => void (metadata['issuer'] = 'https://evil.example') })
    const begun = await begin(at)
    const answer = await agree(begun)
    expect(answer.status).toBe(400)
    expect(codeOn(answer)).toBe('upstream-wrong-issuer')
  })

  it('redirect without iss is refused where the metadata promise it (RFC 9207 §2.4)', async () => {
    const at = await worldOf(forger())
    forger().forge({
      discovery: (metadata) =>
        void (metadata['authorization_response_iss_parameter_supported'] = true),
    })
    const { browser, callback } = await throughProvider(at)
    expect(codeOn(await follow(browser, callback))).toBe('upstream-domain-mismatch')
    await expectRefusal(at, 'upstream-domain-mismatch')
  })
})
