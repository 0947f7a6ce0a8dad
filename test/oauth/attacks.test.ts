/** What an attacker tries at the authorization server, one test per line. */
import { createPrivateKey, createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { request } from 'node:http'
import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from '../fakes/browser.ts'
import {
  askToken,
  authorizeUrl,
  beginSignIn,
  chatgpt,
  followToClient,
  newVerifier,
  otherOrigin,
  publicOrigin,
  refresh,
  register,
  signIn,
  startOauthHost,
  type OauthHost,
  type Waiting,
} from '../fakes/oauth-host.ts'

let host: OauthHost
const generous = { burst: 10_000, perSecond: 10_000 }
beforeAll(async () => {
  const rates = {
    register: generous,
    authorize: generous,
    token: generous,
    tokenPerGrant: generous,
    inspect: generous,
    depart: generous,
  }
  host = await startOauthHost({ limits: { rates } })
})
afterAll(() => host.stop())
// What one attack leaves waiting must not fill the queue of the next.
afterEach(async () => {
  const { approvals } = host.server
  await Promise.all(approvals.list().map(({ number }) => approvals.deny(number)))
})

const asJson = { accept: 'application/json' }

async function stranger(redirect_uri = 'https://stranger.example/cb', client_name = 'Stranger') {
  const answer = await register(host, { client_name, redirect_uris: [redirect_uri] })
  return { client_id: String(answer.json()['client_id']), redirect_uri }
}

async function codeFor(waiting: Waiting): Promise<string> {
  await host.server.approvals.approve(waiting.number, 'chatgpt')
  return (await followToClient(waiting)).searchParams.get('code') ?? ''
}

const exchange = (code: string, code_verifier: string, changed: Record<string, string> = {}) =>
  askToken(host, publicOrigin, {
    grant_type: 'authorization_code',
    client_id: chatgpt.client_id,
    redirect_uri: chatgpt.redirect_uri,
    code,
    code_verifier,
    ...changed,
  })

describe('redirect addresses', () => {
  const refused = (answer: Answer) => {
    expect(answer.status).toBe(400)
    expect(answer.location).toBeUndefined()
    expect(answer.text).not.toContain('data-approval-number')
  }

  it.each([
    ['a foreign host', 'https://evil.example/connector_platform_oauth_redirect'],
    ['a look-alike host', 'https://chatgpt.com.evil.example/connector_platform_oauth_redirect'],
    ['a host before @', 'https://chatgpt.com@evil.example/connector_platform_oauth_redirect'],
    ['a longer path', 'https://chatgpt.com/connector_platform_oauth_redirect/x'],
    ['a path that climbs', 'https://chatgpt.com/x/../connector_platform_oauth_redirect'],
    ['an extra query', 'https://chatgpt.com/connector_platform_oauth_redirect?x=1'],
    ['another port', 'https://chatgpt.com:8443/connector_platform_oauth_redirect'],
    ['http', 'http://chatgpt.com/connector_platform_oauth_redirect'],
    ['javascript:', 'javascript:alert(document.domain)'],
    ['data:', 'data:text/html,<script>alert(1)</script>'],
    ['another case', 'https://CHATGPT.com/connector_platform_oauth_redirect'],
  ])('refuses %s without redirecting (RFC 6749 §4.1.2.1)', async (_what, redirect_uri) => {
    refused(await host.browser().go(authorizeUrl({ ...chatgpt, redirect_uri }, newVerifier())))
  })

  it('is no open redirector: an error goes nowhere when the address is not proven', async () => {
    const params = { response_type: 'nonsense' }
    const redirect_uri = 'https://evil.example/'
    refused(
      await host.browser().go(authorizeUrl({ ...chatgpt, redirect_uri, params }, newVerifier())),
    )
    const { client_id } = await stranger()
    refused(await host.browser().go(authorizeUrl({ client_id, redirect_uri }, newVerifier())))
  })

  it('sends nobody to the address of a client that only registered itself (RFC 9700 §4.11.2)', async () => {
    const client = await stranger('https://evil.example/landing')
    for (const params of [
      { code_challenge: undefined, code_challenge_method: undefined },
      { response_type: 'nonsense' },
      { resource: 'https://elsewhere.example/mcp' },
      { prompt: 'none' },
    ]) {
      const answer = await host.browser().go(authorizeUrl({ ...client, params }, newVerifier()))
      refused(answer)
      expect(answer.text).not.toContain('evil.example')
    }
    // Once the owner has let it in, errors go back to it as RFC 6749 §4.1.2.1 wants.
    const waiting = await beginSignIn(host, client)
    await host.server.approvals.approve(waiting.number, 'chatgpt')
    await followToClient(waiting)
    const params = { code_challenge: undefined, code_challenge_method: undefined }
    const answer = await host.browser().go(authorizeUrl({ ...client, params }, newVerifier()))
    expect(answer.location?.searchParams.get('error')).toBe('invalid_request')
  })

  it('takes no address for our own because its path looks like ours', async () => {
    const client = await stranger('https://evil.example/interaction/x')
    const params = { code_challenge: undefined, code_challenge_method: undefined }
    refused(await host.browser().go(authorizeUrl({ ...client, params }, newVerifier())))
  })

  it('answers by the query only: no page that posts itself, no fragment', async () => {
    for (const response_mode of ['form_post', 'fragment', 'web_message']) {
      const client = { ...chatgpt, params: { response_mode } }
      const waiting = await beginSignIn(host, client)
      await host.server.approvals.deny(waiting.number)
      const back = await followToClient(waiting)
      expect(back.searchParams.get('error')).toBe('access_denied')
      expect(back.hash).toBe('')
    }
  })

  it.each(['token', 'id_token', 'code id_token', 'code token', 'none'])(
    'response_type=%s sends nobody to a stranger, and never answers by the fragment',
    async (response_type) => {
      const params = { response_type, response_mode: 'fragment' }
      const evil = await stranger('https://evil.example/landing')
      for (const given of [params, { response_type }]) {
        const lured = authorizeUrl({ ...evil, params: given }, newVerifier())
        refused(await host.browser().go(lured))
        const honest = authorizeUrl({ ...chatgpt, params: given }, newVerifier())
        const { location } = await host.browser().go(honest)
        expect(location?.searchParams.get('error')).toBeTruthy()
        expect(location?.hash).toBe('')
      }
    },
  )

  it('a client id given twice is no way around', async () => {
    const evil = await stranger('https://evil.example/landing')
    const url = authorizeUrl({ ...evil, params: { response_type: 'token' } }, newVerifier())
    url.searchParams.append('client_id', evil.client_id)
    refused(await host.browser().go(url))
  })

  it('cannot be registered as javascript:, and loopback clients stay on loopback', async () => {
    for (const uri of [
      'javascript:alert(1)',
      'vbscript:x',
      'search-ms:query=x',
      'ms-msdt:/id',
      'http://evil.example/cb',
    ]) {
      expect((await register(host, { redirect_uris: [uri] })).status).toBe(400)
    }
    const native = await stranger('http://127.0.0.1:1234/cb')
    for (const redirect_uri of [
      'http://127.0.0.1.evil.example:1234/cb',
      'http://127.0.0.1:1234/other',
      'http://evil.example:1234/cb',
      'https://127.0.0.1:1234/cb',
      'http://localhost:1234/other',
      'http://localhost.evil.example:1234/cb',
    ]) {
      refused(await host.browser().go(authorizeUrl({ ...native, redirect_uri }, newVerifier())))
    }
  })
})

describe('PKCE (RFC 7636)', () => {
  const errorAt = async (params: Record<string, string | undefined>) =>
    (await host.browser().go(authorizeUrl({ ...chatgpt, params }, newVerifier()))).location
      ?.searchParams

  it('missing is invalid_request, with iss', async () => {
    const answer = await errorAt({ code_challenge: undefined, code_challenge_method: undefined })
    expect(answer?.get('error')).toBe('invalid_request')
    expect(answer?.get('iss')).toBe(publicOrigin.url)
  })

  it('plain is invalid_request', async () => {
    const params = { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }
    expect((await errorAt(params))?.get('error')).toBe('invalid_request')
  })

  it('without a method (which means plain) is invalid_request', async () => {
    const params = { code_challenge_method: undefined }
    expect((await errorAt(params))?.get('error')).toBe('invalid_request')
  })

  it('with a wrong or missing verifier is invalid_grant', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    const code = await codeFor(waiting)
    expect((await exchange(code, newVerifier())).json()['error']).toBe('invalid_grant')
    const { status } = await askToken(host, publicOrigin, {
      grant_type: 'authorization_code',
      client_id: chatgpt.client_id,
      redirect_uri: chatgpt.redirect_uri,
      code,
    })
    expect(status).toBe(400)
    expect((await exchange(code, waiting.verifier)).status).toBe(200)
  })
})

describe('codes', () => {
  it('used twice end the sign-in with its tokens (RFC 6749 §4.1.2)', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    const code = await codeFor(waiting)
    const first = (await exchange(code, waiting.verifier)).json()
    const token = String(first['access_token'])
    expect(await host.server.verifyAccessToken(publicOrigin, token)).toMatchObject({ ok: true })
    expect((await exchange(code, waiting.verifier)).json()['error']).toBe('invalid_grant')
    expect(host.server.verifyAccessToken(publicOrigin, token)).toMatchObject({
      ok: false,
      reason: 'revoked',
    })
    const again = await refresh(host, chatgpt.client_id, String(first['refresh_token']))
    expect(again.status).toBe(400)
  })

  it('used at the same moment are worth exactly one set of tokens', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    const code = await codeFor(waiting)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => exchange(code, waiting.verifier)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.every(({ status }) => status === 200 || status === 400)).toBe(true)
  })

  it('of another client are refused', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    const code = await codeFor(waiting)
    const thief = await stranger(chatgpt.redirect_uri)
    const stolen = await exchange(code, waiting.verifier, { client_id: thief.client_id })
    expect(stolen.json()['error']).toBe('invalid_grant')
  })

  it('with another redirect address are refused (RFC 6749 §4.1.3)', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    const code = await codeFor(waiting)
    const answer = await exchange(code, waiting.verifier, { redirect_uri: 'https://evil.example/' })
    expect(answer.json()['error']).toBe('invalid_grant')
  })

  it('of one origin are worth nothing at another', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    const code = await codeFor(waiting)
    const answer = await askToken(host, otherOrigin, {
      grant_type: 'authorization_code',
      client_id: chatgpt.client_id,
      redirect_uri: chatgpt.redirect_uri,
      code,
      code_verifier: waiting.verifier,
    })
    expect(answer.status).toBe(400)
    expect(answer.json()['error']).toBe('invalid_target')
  })
})

describe('a client id many people share', () => {
  const claude = {
    client_id: 'https://claude.ai/oauth/mcp-oauth-client-metadata',
    redirect_uri: 'https://claude.ai/api/mcp/auth_callback',
  }
  const speakers = async (...tokens: string[]) => {
    const checks = tokens.map(async (token) => host.server.verifyAccessToken(publicOrigin, token))
    return (await Promise.all(checks)).map((check) => (check.ok ? check.token.participant : check))
  }
  const claudeNow = () =>
    host.server.clients.list().find(({ clientId }) => clientId === claude.client_id)

  it('approving one makes nobody else speak as them, also over restarts', async () => {
    const alice = await signIn(host, { ...claude, participant: 'alice' })
    expect(await speakers(alice.access_token)).toEqual(['alice'])
    const bob = await signIn(host, { ...claude, participant: 'bob' })
    const again = (await refresh(host, claude.client_id, alice.refresh_token)).json()
    const tokens = [alice.access_token, bob.access_token, String(again['access_token'])]
    expect(await speakers(...tokens)).toEqual(['alice', 'bob', 'alice'])
    await host.restart()
    expect(await speakers(...tokens)).toEqual(['alice', 'bob', 'alice'])
    expect(claudeNow()).toMatchObject({ participant: 'bob', participants: ['alice', 'bob'] })
    // The owner's own assignment is for the client as a whole.
    await host.server.clients.assign(claude.client_id, 'claude')
    expect(await speakers(...tokens)).toEqual(['claude', 'claude', 'claude'])
    expect(claudeNow()).toMatchObject({ participants: ['claude'] })
  })

  it('approving without finishing changes nobody who is in', async () => {
    const { access_token } = await signIn(host, { ...claude, participant: 'alice' })
    const waiting = await beginSignIn(host, claude)
    await host.server.approvals.approve(waiting.number, 'mallory')
    expect(await speakers(access_token)).toEqual(['alice'])
  })
})

describe('forged and foreign access tokens', () => {
  let genuine: string
  let claims: JWTPayload
  beforeAll(async () => {
    genuine = (await signIn(host, chatgpt)).access_token
    claims = decodeJwt(genuine)
  })

  const check = async (token: string) => host.server.verifyAccessToken(publicOrigin, token)
  const refusedAs = async (token: string) => {
    const answer = await check(token)
    expect(answer.ok).toBe(false)
    return answer.ok ? '' : answer.reason
  }
  const signed = (key: KeyObject, header: { alg: string; kid?: string; typ?: string }) =>
    new SignJWT(claims).setProtectedHeader({ typ: 'at+jwt', ...header }).sign(key)
  const own = async () => {
    const kid = decodeProtectedHeader(genuine).kid ?? ''
    const der = Buffer.from((await host.secrets.get(`signing-key-${kid}`)) ?? '', 'base64')
    return { kid, key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) }
  }

  it('the genuine one passes, so that the others fail for their own reason', async () => {
    const { kid, key } = await own()
    expect(await check(genuine)).toMatchObject({ ok: true })
    expect(await check(await signed(key, { alg: 'RS256', kid }))).toMatchObject({ ok: true })
  })

  it('alg none is refused', async () => {
    expect(await refusedAs(new UnsecuredJWT(claims).encode())).toBeTruthy()
    const kid = decodeProtectedHeader(genuine).kid
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt', kid }))
    expect(await refusedAs(`${header.toString('base64url')}.${genuine.split('.')[1]}.`)).toBe(
      'it was not signed by this bridge',
    )
  })

  it('HS256 signed with the public key is refused (RFC 8725 §3.1)', async () => {
    const { kid } = await own()
    const jwks = await host.browser().get(`${publicOrigin.url}/.well-known/jwks.json`)
    const secret = createSecretKey(Buffer.from(jwks.text))
    expect(await refusedAs(await signed(secret, { alg: 'HS256', kid }))).toBe(
      'it was not signed by this bridge',
    )
  })

  it('an unknown kid, no kid, and a foreign key under our kid are refused', async () => {
    const { kid, key } = await own()
    const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    for (const token of [
      await signed(key, { alg: 'RS256', kid: 'other' }),
      await signed(key, { alg: 'RS256' }),
      await signed(foreign, { alg: 'RS256', kid }),
    ]) {
      expect(await refusedAs(token)).toBe('it was not signed by this bridge')
    }
  })

  it('another algorithm or type with our own key is refused', async () => {
    const { kid, key } = await own()
    expect(await refusedAs(await signed(key, { alg: 'PS256', kid }))).toBeTruthy()
    expect(await refusedAs(await signed(key, { alg: 'RS256', kid, typ: 'JWT' }))).toBeTruthy()
  })

  it('another issuer or audience is refused', async () => {
    const { kid, key } = await own()
    for (const changed of [
      { iss: 'https://other.example' },
      { aud: 'https://other.example/mcp' },
      { aud: 'https://bridge.example' },
    ]) {
      const token = await new SignJWT({ ...claims, ...changed })
        .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid })
        .sign(key)
      expect(await refusedAs(token)).toBe('it was made for another address')
    }
  })

  it('a token of another origin, a changed one and a refresh token are refused', async () => {
    const elsewhere = await signIn(host, { ...chatgpt, origin: otherOrigin })
    expect(await refusedAs(elsewhere.access_token)).toBe('it was made for another address')
    expect(await refusedAs(elsewhere.refresh_token)).toBe('it was not signed by this bridge')
    const [header, , signature] = genuine.split('.')
    const payload = Buffer.from(JSON.stringify({ ...claims, scope: 'everything' }))
    const changed = [header, payload.toString('base64url'), signature].join('.')
    expect(await refusedAs(changed)).toBe('it was not signed by this bridge')
    expect(await refusedAs('')).toBe('it was not signed by this bridge')
  })

  it('an expired and a revoked one are refused', async () => {
    const tokens = await signIn(host, chatgpt)
    await host.browser().go(`${publicOrigin.url}/oauth2/revoke`, {
      form: { token: tokens.access_token, client_id: chatgpt.client_id },
    })
    expect(await refusedAs(tokens.access_token)).toBe('revoked')
    const { kid, key } = await own()
    const token = await new SignJWT({ ...claims, exp: 1_000_000 })
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid })
      .sign(key)
    expect(await refusedAs(token)).toBe('expired')
  })
})

describe('a stolen refresh token', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('used after the grace ends the whole sign-in', async () => {
    const tokens = await signIn(host, chatgpt)
    const next = (await refresh(host, chatgpt.client_id, tokens.refresh_token)).json()
    vi.setSystemTime(Date.now() + 91_000)
    expect((await refresh(host, chatgpt.client_id, tokens.refresh_token)).status).toBe(400)
    expect((await refresh(host, chatgpt.client_id, String(next['refresh_token']))).status).toBe(400)
  })

  it('does not multiply without end within the grace, and the family lives on', async () => {
    const tokens = await signIn(host, chatgpt)
    const use = () => refresh(host, chatgpt.client_id, tokens.refresh_token)
    const uses = await Promise.all(Array.from({ length: 60 }, use))
    expect(uses.filter(({ status }) => status === 200)).toHaveLength(50)
    const refused = uses.filter(({ status }) => status !== 200)
    expect(refused.map((answer) => answer.json()['error'])).toEqual(
      Array.from({ length: 10 }, () => 'invalid_grant'),
    )
    const sibling = uses.find(({ status }) => status === 200)?.json()
    const alive = await refresh(host, chatgpt.client_id, String(sibling?.['refresh_token']))
    expect(alive.status).toBe(200)
  })

  it('is worth nothing to another client', async () => {
    const tokens = await signIn(host, chatgpt)
    const thief = await stranger()
    const answer = await refresh(host, thief.client_id, tokens.refresh_token)
    expect(answer.json()['error']).toBe('invalid_grant')
    expect((await refresh(host, chatgpt.client_id, tokens.refresh_token)).status).toBe(200)
  })
})

describe('the participant suggested to the owner', () => {
  it('is no vendor when the code could go to anybody else', async () => {
    const theirs = chatgpt.redirect_uri
    const redirect_uri = 'https://evil.example/cb'
    for (const client_name of ['ChatGPT', 'Claude', 'Codex']) {
      for (const redirect_uris of [[redirect_uri], [theirs, redirect_uri]]) {
        const answer = await register(host, { client_name, redirect_uris })
        const client_id = String(answer.json()['client_id'])
        const { number } = await beginSignIn(host, { client_id, redirect_uri })
        const asked = host.server.approvals.list().find((it) => it.number === number)
        expect(asked).toMatchObject({ vendor: 'other', suggestedParticipant: 'guest' })
        await host.server.approvals.deny(number)
      }
    }
    const { number } = await beginSignIn(host, await stranger(theirs, 'My connector'))
    const asked = host.server.approvals.list().find((it) => it.number === number)
    expect(asked).toMatchObject({ suggestedParticipant: 'chatgpt', verifiedHost: null })
    await host.server.approvals.deny(number)
  })
})

describe('the approval page', () => {
  it('of another browser can be neither seen nor finished', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    await host.server.approvals.approve(waiting.number, 'chatgpt')
    const foreign = host.browser()
    const page = await foreign.get(waiting.pageUrl)
    expect(page.status).toBe(400)
    expect(page.text).toContain('approval-foreign-browser')
    expect(page.text).not.toContain(waiting.number)
    const uid = waiting.pageUrl.pathname.split('/').pop() ?? ''
    const resumed = await foreign.get(`${publicOrigin.url}/oauth2/authorize/${uid}`)
    expect(resumed.status).toBe(400)
    expect(resumed.location).toBeUndefined()
    expect((await followToClient(waiting)).searchParams.get('code')).toBeTruthy()
  })

  it('does not accept a forged interaction cookie', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    const uid = waiting.pageUrl.pathname.split('/').pop() ?? ''
    const page = await host
      .browser()
      .go(waiting.pageUrl, { headers: { cookie: `_interaction=${uid}` } })
    expect(page.status).toBe(400)
  })

  it('takes no number from the network: there is nothing to guess at', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    const { number, pageUrl } = waiting
    for (const path of [
      `/oauth2/approve/${number}`,
      `/approvals/${number}`,
      `${pageUrl.pathname}/approve`,
      `${pageUrl.pathname}/${number}`,
    ]) {
      const answer = await waiting.browser.go(publicOrigin.url + path, { form: { number } })
      expect(answer.status).toBe(404)
    }
    const posted = await waiting.browser.go(pageUrl, { form: { number, participant: 'chatgpt' } })
    expect(posted.status).toBe(405)
    expect((await waiting.browser.get(pageUrl)).text).toContain(number)
  })

  it('cannot be cancelled from another site (CSRF)', async () => {
    const waiting = await beginSignIn(host, chatgpt)
    const answer = await waiting.browser.go(`${waiting.pageUrl.href}/cancel`, {
      form: { csrf: '' },
      headers: { origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(400)
    expect(host.server.approvals.list().map(({ number }) => number)).toContain(waiting.number)
  })

  it('Cancel leads nobody to a stranger: it ends on a page of ours', async () => {
    for (const redirect_uri of ['https://evil.example/landing', 'com.evil.app:/x']) {
      const { browser, pageUrl, page } = await beginSignIn(host, await stranger(redirect_uri))
      const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
      const cancelled = await browser.go(`${pageUrl.href}/cancel`, { form: { csrf } })
      const again = await browser.get(pageUrl)
      for (const { status, text, location } of [cancelled, again]) {
        expect(status).toBe(200)
        expect(text).toContain('<h1>Cancelled</h1>')
        expect(text).not.toContain('http-equiv="refresh"')
        expect(location).toBeUndefined()
      }
      const uid = pageUrl.pathname.split('/').pop() ?? ''
      const resumed = await browser.get(`${publicOrigin.url}/oauth2/authorize/${uid}`)
      expect(resumed.location?.pathname ?? '').toMatch(/^(\/interaction\/.*)?$/)
      expect(resumed.location?.origin ?? publicOrigin.url).toBe(publicOrigin.url)
    }
  })

  it.each(['https://stranger.example/cb', 'com.evil.app:/do?x=y', 'http://127.0.0.1:5123/cb'])(
    "the owner's no leads no browser to a stranger's %s",
    async (redirect) => {
      const waiting = await beginSignIn(host, await stranger(redirect))
      expect(waiting.page.text).toContain(
        redirect.startsWith('https:') ? 'stranger.example' : redirect,
      )
      await host.server.approvals.deny(waiting.number)
      for (let times = 0; times < 2; times += 1) {
        const page = await waiting.browser.get(waiting.pageUrl)
        expect(page.status).toBe(403)
        expect(page.location).toBeUndefined()
        expect(page.text).toContain('Not let in')
        expect(page.text).not.toContain('http-equiv="refresh"')
        expect(page.text).not.toContain(redirect)
      }
    },
  )

  it("the owner's no does go back to a client that is known, so that it can say so", async () => {
    const waiting = await beginSignIn(host, chatgpt)
    await host.server.approvals.deny(waiting.number)
    const back = await followToClient(waiting)
    expect(back.searchParams.get('error')).toBe('access_denied')
  })

  it('cannot be framed, scripted, cached or traced', async () => {
    const { page } = await beginSignIn(host, chatgpt)
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("base-uri 'none'")
    expect(policy).not.toContain('unsafe')
    expect(page.headers).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
  })

  it('shows the name a client gives itself as text', async () => {
    const name = `<img src=x onerror=alert(1)>"'&\u202Eevil\u0000`
    const { page } = await beginSignIn(host, await stranger('https://stranger.example/cb', name))
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('<img')
    for (const hidden of ['\u202E', '\u0000']) expect(page.text).not.toContain(hidden)
    expect(page.text).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp; evil')
  })

  it('escapes what an error page repeats', async () => {
    const client_id = '<script>alert(1)</script>'
    const url = authorizeUrl({ ...chatgpt, client_id }, newVerifier())
    const { text } = await host.browser().go(url)
    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toContain('<script>')
  })
})

describe('web pages of other sites', () => {
  const readable = async (path: string, webOrigin: string, url = host.loopback.url) => {
    const { headers } = await host.browser().go(url + path, { headers: { origin: webOrigin } })
    return headers['access-control-allow-origin']
  }

  it('cannot read the loopback origin; the Inspector and the vendors can', async () => {
    for (const path of [
      '/.well-known/oauth-authorization-server',
      '/.well-known/oauth-protected-resource/mcp',
      '/.well-known/jwks.json',
    ]) {
      for (const page of ['https://evil.example', 'http://127.0.0.1.evil.example', 'null']) {
        expect(await readable(path, page)).toBeUndefined()
      }
      for (const page of ['http://localhost:6274', 'https://claude.ai']) {
        expect(await readable(path, page)).toBe(page)
      }
      expect(await readable(path, 'https://evil.example', publicOrigin.url)).toBe('*')
    }
  })

  it('cannot register or ask for tokens at the loopback origin', async () => {
    for (const path of ['/oauth2/register', '/oauth2/token', '/oauth2/revoke']) {
      for (const [page, reader] of [
        ['https://evil.example', undefined],
        ['http://localhost:6274', 'http://localhost:6274'],
      ]) {
        const headers = { origin: page ?? '', 'access-control-request-method': 'POST' }
        const send = { method: 'OPTIONS', headers }
        const preflight = await host.browser().go(host.loopback.url + path, send)
        expect(preflight.headers['access-control-allow-origin']).toBe(reader)
        const form = { grant_type: 'authorization_code', client_id: chatgpt.client_id }
        const answer = await host.browser().go(host.loopback.url + path, { form, headers })
        expect(answer.headers['access-control-allow-origin']).toBe(reader)
      }
    }
  })
})

describe('the name of an approved client', () => {
  it('taken by a registration does not keep the owner from revoking it', async () => {
    const approved = await stranger('https://notes.example/cb', 'Notes')
    await signIn(host, { ...approved, participant: 'notes' })
    const copies = [await stranger(undefined, 'Notes'), await stranger(undefined, 'notes')]
    expect(await host.server.clients.revoke('notes')).toMatchObject({
      clientId: approved.client_id,
    })
    for (const { client_id } of copies) await host.server.clients.revoke(client_id)
  })
})

describe('poisoned headers', () => {
  const poison = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    'x-forwarded-for': '127.0.0.1',
    forwarded: 'host=evil.example;proto=http',
  }

  it('move no address in any document', async () => {
    for (const path of [
      '/.well-known/oauth-authorization-server',
      '/.well-known/openid-configuration/mcp',
      '/.well-known/oauth-protected-resource/mcp',
    ]) {
      const answer = await host.browser().go(publicOrigin.url + path, { headers: poison })
      expect(answer.text).toContain('https://bridge.example')
      expect(answer.text).not.toContain('evil.example')
    }
  })

  it('change neither redirects nor cookies nor the issuer of a sign-in', async () => {
    const browser = host.browser()
    const verifier = newVerifier()
    const first = await browser.go(authorizeUrl(chatgpt, verifier), { headers: poison })
    expect(first.location?.origin).toBe(publicOrigin.url)
    for (const { raw } of browser.cookies) expect(raw).toMatch(/; secure/i)
    const page = await browser.go(first.location ?? '', { headers: poison })
    const number = /data-approval-number>(\d+)</.exec(page.text)?.[1] ?? ''
    await host.server.approvals.approve(number, 'chatgpt')
    const resume = await browser.go(first.location ?? '', { headers: poison })
    expect(resume.location?.origin).toBe(publicOrigin.url)
    const back = await browser.go(resume.location ?? '', { headers: poison })
    expect(back.location?.searchParams.get('iss')).toBe(publicOrigin.url)
  })
})

describe('introspection and revocation without client authentication', () => {
  it.each(['introspect', 'revoke'])('%s is 401 invalid_client', async (endpoint) => {
    const { access_token, refresh_token } = await signIn(host, chatgpt)
    for (const token of [access_token, refresh_token, 'x']) {
      const url = `${publicOrigin.url}/oauth2/${endpoint}`
      const answer = await host.browser().go(url, { form: { token }, headers: asJson })
      expect(answer.status).toBe(401)
      expect(answer.json()['error']).toBe('invalid_client')
    }
    expect(await host.server.verifyAccessToken(publicOrigin, access_token)).toMatchObject({
      ok: true,
    })
  })
})

describe('oversized and malformed requests are a clear 4xx, never a 5xx', () => {
  const form = 'application/x-www-form-urlencoded'
  const endpoints = ['token', 'introspect', 'revoke', 'register']

  it.each(endpoints)('%s: too large', async (endpoint) => {
    const type = endpoint === 'register' ? 'application/json' : form
    const answer = await host.browser().go(`${publicOrigin.url}/oauth2/${endpoint}`, {
      body: `token=${'x'.repeat(100_000)}`,
      headers: { ...asJson, 'content-type': type },
    })
    expect(answer.status).toBe(413)
    expect(answer.json()).toMatchObject({ code: 'body-too-large', side: 'client' })
  })

  it.each(endpoints)('%s: nonsense of every kind', async (endpoint) => {
    for (const type of [form, 'application/json', 'text/plain', 'multipart/form-data', 'x']) {
      for (const body of [
        '',
        '%',
        '%ff%fe=%',
        '{"a":',
        '=&=&=',
        'token=a&token=b',
        '\u0000',
        '[]',
      ]) {
        const answer = await host.browser().go(`${publicOrigin.url}/oauth2/${endpoint}`, {
          method: 'POST',
          body,
          headers: {
            ...asJson,
            'content-type': type,
            'content-length': String(Buffer.byteLength(body)),
          },
        })
        expect([endpoint, type, body, answer.status]).toEqual([
          endpoint,
          type,
          body,
          expect.toSatisfy((status: number) => status >= 400 && status < 500) as number,
        ])
        expect(answer.json()).toHaveProperty('error')
      }
    }
  })

  it.each([
    '?',
    '?client_id=a&client_id=b',
    '?%',
    '?client_id=%ff%fe',
    `?client_id=${'x'.repeat(8_000)}`,
    '?response_type=code&client_id[]=x',
    '?request=eyJhbGciOiJub25lIn0.e30.&client_id=x',
  ])('/authorize%s', async (query) => {
    const answer = await host.browser().get(`${publicOrigin.url}/oauth2/authorize${query}`)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.location).toBeUndefined()
  })

  it.each(['/interaction/', '/interaction/%', '/interaction/..%2f..', '/interaction/x/cancel'])(
    '%s',
    async (path) => {
      const status = await new Promise<number>((resolve, reject) => {
        const { port } = host
        const headers = { host: 'bridge.example' }
        request({ host: '127.0.0.1', port, path, headers }, (res) => {
          res.resume()
          resolve(res.statusCode ?? 0)
        })
          .on('error', reject)
          .end()
      })
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    },
  )

  it('a token endpoint body that breaks off harms nobody', async () => {
    await new Promise<void>((resolve) => {
      const sent = request({
        host: '127.0.0.1',
        port: host.port,
        path: '/oauth2/token',
        method: 'POST',
        headers: { host: 'bridge.example', 'content-type': form, 'content-length': '100' },
      })
      sent.on('error', () => resolve())
      sent.write('grant_type=', () => sent.destroy())
      sent.on('close', () => resolve())
    })
    expect((await beginSignIn(host, chatgpt)).page.status).toBe(200)
  })
})

it('nothing of all this was an error inside the bridge', () => {
  expect(host.logged.filter(({ level }) => level === 'error')).toEqual([])
})
