/** A provider that forges, a browser that is not the right one, a stranger with an account: nothing. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  startForgingProvider,
  type Forgery,
  type ForgingProvider,
} from '../fakes/forging-provider.ts'
import {
  agree,
  begin,
  codeOn,
  follow,
  leave,
  publicOrigin,
  startWorld,
  type World,
} from './sign-in-world.ts'

let forger: ForgingProvider
let other: ForgingProvider
beforeAll(async () => {
  forger = await startForgingProvider('owner')
  other = await startForgingProvider('owner')
})
afterAll(() => Promise.all([forger.stop(), other.stop()]))
beforeEach(() => {
  forger.forge({})
  forger.subject = 'owner'
})

const world = () =>
  startWorld({ issuer: forger.issuer, clientId: 'bridge', provider: 'oidc', owner: 'owner' })

/** Goes to the provider and comes back as far as the callback of the bridge. */
async function throughProvider(at: World) {
  const begun = await begin(at)
  const there = await leave(begun)
  const answered = await begun.browser.get(there)
  if (!answered.location) throw new Error(`the provider kept the browser: ${answered.text}`)
  return { ...begun, callback: answered.location }
}

/** Nothing was granted, and the newest attempt says why. */
async function refusedBy(at: World, code: string) {
  const { attempts } = await at.invoke('identity.status')
  expect(attempts[0]).toMatchObject({ state: 'failed', problem: { code } })
  expect(await at.invoke('clients.list')).toEqual([])
}

describe('a provider that answers honestly', () => {
  it('lets the bound owner in: the tests below fail for their forgery and nothing else', async () => {
    const at = await world()
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
      const at = await world()
      forger.forge(forgery)
      const { browser, callback, pageUrl } = await throughProvider(at)
      const end = await follow(browser, callback)
      expect(end.at.pathname).toBe(`${pageUrl.pathname}/upstream`)
      expect(codeOn(end)).toBe(code)
      expect(end.text).toContain('Try again, or approve on the computer')
      await refusedBy(at, code)
      // The client is not told: the person may still go on, here or there.
      expect((await browser.get(pageUrl)).text).toContain('Continue at')
    },
  )

  it('metadata that name another issuer are not used (OIDC Discovery §4.3)', async () => {
    const at = await world()
    forger.forge({ discovery: (metadata) => void (metadata['issuer'] = 'https://evil.example') })
    const begun = await begin(at)
    const answer = await agree(begun)
    expect(answer.status).toBe(400)
    expect(codeOn(answer)).toBe('upstream-wrong-issuer')
  })

  it('redirect without iss is refused where the metadata promise it (RFC 9207 §2.4)', async () => {
    const at = await world()
    forger.forge({
      discovery: (metadata) =>
        void (metadata['authorization_response_iss_parameter_supported'] = true),
    })
    const { browser, callback } = await throughProvider(at)
    expect(codeOn(await follow(browser, callback))).toBe('upstream-domain-mismatch')
    await refusedBy(at, 'upstream-domain-mismatch')
  })
})

describe('a state', () => {
  it('works once: replayed with its code it leads nowhere', async () => {
    const at = await world()
    const { browser, callback } = await throughProvider(at)
    await follow(browser, callback)
    const again = await follow(browser, callback)
    expect(again.status).toBe(400)
    expect(codeOn(again)).toBe('upstream-way-back-unknown')
    expect((await at.invoke('clients.list'))[0]?.grants).toBe(1)
  })

  it('works once also when both come at the same moment', async () => {
    const at = await world()
    const { browser, callback, pageUrl } = await throughProvider(at)
    const back = `${pageUrl.href}/upstream${callback.search}`
    const answers = await Promise.all([browser.get(back), browser.get(back), browser.get(back)])
    expect(answers.filter(({ location }) => location !== undefined).length).toBeGreaterThan(0)
    expect((await at.invoke('clients.list'))[0]?.grants).toBe(1)
  })

  it('that was made up leads nowhere, and asks nothing of the provider', async () => {
    const at = await world()
    const browser = at.browser()
    const made = await browser.get(`${at.callbacks.public}?code=x&state=made-up`)
    expect(made.status).toBe(400)
    expect(made.headers['location']).toBeUndefined()
    expect((await browser.get(`${at.callbacks.public}?code=x`)).status).toBe(400)
  })

  it('is good for the sign-in it was made for and no other of the same browser', async () => {
    const at = await world()
    const first = await throughProvider(at)
    const second = await begin(at, publicOrigin, first.browser)
    const mixed = await first.browser.get(`${second.pageUrl.href}/upstream${first.callback.search}`)
    expect(codeOn(mixed)).toBe('upstream-foreign-browser')
    // And is used up by the attempt.
    expect((await follow(first.browser, first.callback)).text).toContain(
      'upstream-way-back-unknown',
    )
    expect(await at.invoke('clients.list')).toEqual([])
  })

  it('is not asked about by HEAD, which link previews send', async () => {
    const at = await world()
    const { browser, callback } = await throughProvider(at)
    expect((await browser.go(callback, { method: 'HEAD' })).status).toBe(405)
    expect((await follow(browser, callback)).at.host).toBe('chatgpt.com')
  })
})

describe('another browser', () => {
  it('that is made to finish the sign-in of an attacker gets nothing, and neither does the attacker', async () => {
    const at = await world()
    // The attacker begins and agrees; the owner's browser is led to the provider by a link.
    const attacker = await begin(at)
    const there = await leave(attacker)
    const owner = at.browser()
    const { location: callback } = await owner.get(there)
    const end = await follow(owner, callback ?? there)
    expect(end.status).toBe(400)
    expect(codeOn(end)).toBe('upstream-foreign-browser')
    await refusedBy(at, 'upstream-foreign-browser')
    // Even with the address the owner's browser ended at.
    const stolen = await attacker.browser.get(`${attacker.pageUrl.href}/upstream${end.at.search}`)
    expect(codeOn(stolen)).toBe('upstream-way-back-unknown')
    expect(await at.invoke('clients.list')).toEqual([])
  })

  it('cannot open the page of a sign-in, nor agree to it', async () => {
    const at = await world()
    const begun = await begin(at)
    const stranger = { ...begun, browser: at.browser() }
    expect((await stranger.browser.get(begun.pageUrl)).status).toBe(400)
    expect(codeOn(await agree(stranger))).toBe('approval-foreign-browser')
  })

  it('that sets out again and again is held back, and the next one is not', async () => {
    const at = await world()
    const begun = await begin(at)
    const statuses = []
    for (let times = 0; times < 8; times++) statuses.push((await agree(begun)).status)
    expect(statuses.slice(0, 6)).toEqual([200, 200, 200, 200, 200, 200])
    expect(statuses.slice(6)).toEqual([429, 429])
    expect((await agree(await begin(at))).status).toBe(200)
  })

  it('cannot agree in the place of the person by a form of another page (CSRF)', async () => {
    const at = await world()
    const begun = await begin(at)
    const answer = await begun.browser.go(`${begun.pageUrl.href}/continue`, { form: { csrf: 'x' } })
    expect(answer.status).toBe(400)
    expect((await at.invoke('identity.status')).attempts).toEqual([])
  })
})

describe('the callback', () => {
  it('hands the browser on without a word to others, and keeps no code', async () => {
    const at = await world()
    const { browser, callback, pageUrl } = await throughProvider(at)
    const hop = await browser.get(callback)
    expect(hop.status).toBe(303)
    expect(hop.location?.href).toBe(`${pageUrl.href}/upstream${callback.search}`)
    expect(hop.headers['referrer-policy']).toBe('no-referrer')
    expect(hop.headers['cache-control']).toBe('no-store')
  })

  it('of the provider before does not count after another one was set up (mix-up, RFC 9700 §4.4)', async () => {
    const at = await world()
    const { browser, callback } = await throughProvider(at)
    await at.invoke('identity.save', {
      provider: 'oidc',
      domain: other.issuer,
      clientId: 'bridge',
      clientSecret: 's',
    })
    const { url } = await at.invoke('identity.test', { bind: true, callback: 'public' })
    const binding = at.browser()
    const there = await binding.get(url)
    const back = await binding.get(there.location ?? '')
    expect((await binding.get(back.location ?? '')).text).toContain('You are the owner now')
    const end = await follow(browser, callback)
    expect(codeOn(end)).toBe('upstream-changed')
    expect(await at.invoke('clients.list')).toEqual([])
  })
})

describe('a stranger who has an account at the provider', () => {
  it('is refused with a page that says so, and nothing is granted', async () => {
    const at = await world()
    forger.subject = 'mallory'
    const { browser, callback } = await throughProvider(at)
    const end = await follow(browser, callback)
    expect(end.status).toBe(403)
    expect(end.text).toContain('is nobody this bridge lets in')
    expect(end.text).toContain('Whose side: the owner of this bridge')
    await refusedBy(at, 'upstream-stranger')
    const { attempts } = await at.invoke('identity.status')
    expect(attempts[0]?.person).toMatchObject({ subject: 'mallory' })
  })

  it('is not helped by the e-mail address of the owner, verified or not', async () => {
    const at = await world()
    forger.subject = 'mallory'
    forger.forge({
      token({ payload }) {
        Object.assign(payload, { email: 'owner', email_verified: true, name: 'owner' })
      },
    })
    const { browser, callback } = await throughProvider(at)
    expect((await follow(browser, callback)).status).toBe(403)
    await refusedBy(at, 'upstream-stranger')
  })

  it('is not the owner by having the same subject at another provider', async () => {
    const at = await world()
    await at.invoke('identity.save', {
      provider: 'oidc',
      domain: other.issuer,
      clientId: 'bridge',
      clientSecret: 's',
    })
    const { owner, provider } = await at.invoke('identity.status')
    expect({ owner, provider }).toEqual({ owner: null, provider: 'owner-approval' })
    expect((await begin(at)).page.text).not.toContain('Continue at')
  })
})
