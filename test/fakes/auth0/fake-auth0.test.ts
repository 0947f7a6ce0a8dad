/** The double is strict: what Auth0 lets through it lets through, and nothing else. */
import { decodeProtectedHeader } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createBrowser } from '../browser.ts'
import { startFakeAuth0, type FakeAuth0 } from './fake-auth0.ts'
import { createRelyingParty, type RelyingParty } from './relying-party.ts'
import type { TenantClient } from './tenant.ts'
import { signInElsewhere, visitAuth0, type Visit } from './visitor.ts'

const callback = 'https://bridge.example/oauth2/callback'
const loopback = 'http://127.0.0.1:7422/oauth2/callback'
let auth0: FakeAuth0
let app: TenantClient
let party: RelyingParty

beforeEach(async () => {
  auth0 = await startFakeAuth0()
  app = auth0.addApp({ callbacks: [callback, loopback] })
  party = await createRelyingParty(auth0.origin, app, callback)
})
afterEach(() => auth0.stop())

async function signIn(
  params: Record<string, string> = {},
  { of = party, ...visit }: Visit & { of?: RelyingParty } = {},
) {
  const begun = await of.begin(params)
  const arrival = await visitAuth0(begun.url, visit)
  const back = arrival.callback ?? new URL('https://nowhere.example')
  return { ...arrival, back, finish: begun.finish }
}

const refusal = (promise: Promise<unknown>) => promise.catch((error: unknown) => error)
const invalidCode = { error: 'invalid_grant', error_description: 'Invalid authorization code' }
const types = () => auth0.tenant.logs.map(({ type }) => type)

describe('a sign-in', () => {
  test('gives an ID token of the issuer with a slash, RS256 and a kid of the JWKS', async () => {
    const { back, finish } = await signIn()
    const tokens = await finish(back)
    expect(tokens.claims()).toMatchObject({
      iss: `${auth0.origin}/`,
      aud: app.client_id,
      sub: 'auth0|alice',
      email: 'alice@example.com',
      name: 'Alice',
    })
    const { keys } = (await (await fetch(`${auth0.issuer}.well-known/jwks.json`)).json()) as {
      keys: { kid: string; d?: string }[]
    }
    const { kid, alg } = decodeProtectedHeader(tokens.id_token ?? '')
    expect({ kid, alg }).toEqual({ kid: keys[0]?.kid, alg: 'RS256' })
    expect(keys[0]?.d).toBeUndefined()
    expect(types()).toEqual(['seacft', 's'])
  })

  test('without an API the access token is opaque: five parts nobody can read, good for /userinfo', async () => {
    const { back, finish } = await signIn()
    const { access_token } = await finish(back)
    expect(access_token.split('.')).toHaveLength(5)
    expect(decodeProtectedHeader(access_token)).toMatchObject({ alg: 'dir' })
    const headers = { authorization: `Bearer ${access_token}` }
    const answer = await fetch(`${auth0.origin}/userinfo`, { headers })
    expect(await answer.json()).toMatchObject({ sub: 'auth0|alice', email_verified: true })
  })

  test('a code works once, and a replay is refused', async () => {
    const { back, finish } = await signIn()
    await finish(back)
    expect(await refusal(finish(back))).toMatchObject({ status: 403, ...invalidCode })
  })

  test('a code is refused with another redirect_uri', async () => {
    const { back, finish } = await signIn()
    const caught = await refusal(finish(back, { callback: loopback }))
    expect(caught).toMatchObject({ status: 403, ...invalidCode })
  })

  test('a code is refused at another app', async () => {
    const other = auth0.addApp({ callbacks: [callback] })
    const { back } = await signIn()
    const thief = await (await createRelyingParty(auth0.origin, other, callback)).begin()
    back.searchParams.set('state', thief.url.searchParams.get('state') ?? '')
    expect(await refusal(thief.finish(back))).toMatchObject(invalidCode)
  })

  test('a code is refused with another verifier (RFC 7636 §4.6)', async () => {
    const { back, finish } = await signIn()
    const caught = await refusal(finish(back, { verifier: 'x'.repeat(43) }))
    expect(caught).toMatchObject({ status: 403, error: 'invalid_grant' })
  })

  test('a made-up code is refused', async () => {
    const { back, finish } = await signIn()
    back.searchParams.set('code', 'made-up')
    expect(await refusal(finish(back))).toMatchObject(invalidCode)
  })

  test('a POST does not get past the checks of /authorize', async () => {
    const { url } = await party.begin({ redirect_uri: 'https://evil.example/' })
    const answer = await fetch(`${auth0.origin}/authorize`, {
      method: 'POST',
      body: url.searchParams,
    })
    expect(answer.status).toBe(404)
  })

  test('a star stands for one label of a first-party callback', async () => {
    app.callbacks = ['https://*.bridge.example/cb']
    const arrive = (redirect_uri: string) => signIn({ redirect_uri })
    expect((await arrive('https://a.bridge.example/cb')).error).toBeUndefined()
    expect((await arrive('https://a.b.bridge.example/cb')).error).toContain('mismatch')
    expect((await arrive('https://evil.example/.bridge.example/cb')).error).toContain('mismatch')
  })

  test('iss comes back where the tenant includes it (RFC 9207)', async () => {
    expect((await signIn()).back.searchParams.get('iss')).toBeNull()
    auth0.tenant.settings.authorization_response_iss_parameter_supported = true
    party = await createRelyingParty(auth0.origin, app, callback)
    const { back, finish } = await signIn()
    expect(back.searchParams.get('iss')).toBe(auth0.issuer)
    expect((await finish(back)).claims()?.sub).toBe('auth0|alice')
  })

  test('the custom domain has an issuer of its own, and the same people', async () => {
    party = await createRelyingParty(auth0.custom.origin, app, callback)
    const { back, finish } = await signIn()
    expect((await finish(back)).claims()).toMatchObject({
      iss: auth0.custom.issuer,
      sub: 'auth0|alice',
    })
  })
})

describe('people', () => {
  test('the browser chooses who signs in, and stays signed in (SSO)', async () => {
    const browser = createBrowser()
    const as = { email: 'mallory@example.com', password: 'battery staple' }
    const first = await signIn({}, { as, browser })
    expect((await first.finish(first.back)).claims()?.sub).toBe('auth0|mallory')
    const second = await signIn({}, { browser })
    expect(second.pages).toEqual([])
    expect((await second.finish(second.back)).claims()?.sub).toBe('auth0|mallory')
    expect(types()).toContain('ssa')
  })

  test('a stranger can sign up, unverified, and the log says so', async () => {
    const as = { email: 'eve@example.com', password: 'a password' }
    const { back, finish } = await signIn({}, { as, signUp: true })
    expect((await finish(back)).claims()).toMatchObject({
      sub: expect.stringMatching(/^auth0\|[0-9a-f]{24}$/),
      email: 'eve@example.com',
      email_verified: false,
    })
    expect(types()).toContain('ss')
  })

  test('a stranger of a social connection becomes a user too', async () => {
    auth0.tenant.connections[1]?.enabled_clients.push(app.client_id)
    const as = { email: 'eve@gmail.com', password: null }
    const { back, finish } = await signIn({}, { as, connection: 'google-oauth2' })
    expect((await finish(back)).claims()?.sub).toMatch(/^google-oauth2\|[0-9a-f]{24}$/)
    expect(types()).toContain('ss')
  })

  test('with sign-ups off nobody new comes in', async () => {
    const [database] = auth0.tenant.connections
    if (database) database.options.disable_signup = true
    const as = { email: 'eve@example.com', password: 'a password' }
    expect((await signIn({}, { as, signUp: true })).callback).toBeUndefined()
    expect(auth0.tenant.users).toHaveLength(2)
  })

  test('a person whom an Action denied is not signed in afterwards', async () => {
    const browser = createBrowser()
    auth0.tenant.behaviour.actionDenies = 'no'
    await signIn({}, { browser })
    auth0.tenant.behaviour.actionDenies = null
    expect((await signIn({}, { browser })).pages).toEqual(['Welcome'])
  })

  test('a loopback callback is confirmed by a click when nothing else was shown', async () => {
    const browser = createBrowser()
    const redirect_uri = loopback
    expect((await signIn({ redirect_uri }, { browser })).pages).toEqual(['Welcome'])
    const again = await signIn({ redirect_uri }, { browser })
    expect(again.pages).toEqual(['Confirm'])
    expect((await again.finish(again.back)).claims()?.sub).toBe('auth0|alice')
    app.skip_non_verifiable_callback_uri_confirmation_prompt = true
    expect((await signIn({ redirect_uri }, { browser })).pages).toEqual([])
  })

  test('with a session of another app, nothing is asked on a verifiable callback', async () => {
    const browser = createBrowser()
    await signInElsewhere(auth0, browser)
    expect((await signIn({}, { browser })).pages).toEqual([])
  })
})
