/** A state used twice, a browser that is not the right one, a stranger with an account: nothing. */
import { describe, expect, it } from 'vitest'
import { expectRefusal, throughProvider, useForger, worldOf } from './forging-world.ts'
import { agree, begin, codeOn, follow, leave, publicOrigin } from './sign-in-world.ts'

const forger = useForger()
const other = useForger()

describe('a state', () => {
  it('works once: replayed with its code it leads nowhere', async () => {
    const at = await worldOf(forger())
    const { browser, callback } = await throughProvider(at)
    await follow(browser, callback)
    const again = await follow(browser, callback)
    expect(again.status).toBe(400)
    expect(codeOn(again)).toBe('upstream-way-back-unknown')
    expect((await at.invoke('clients.list'))[0]?.grants).toBe(1)
  })

  it('works once also when both come at the same moment', async () => {
    const at = await worldOf(forger())
    const { browser, callback, pageUrl } = await throughProvider(at)
    const back = `${pageUrl.href}/upstream${callback.search}`
    const answers = await Promise.all([browser.get(back), browser.get(back), browser.get(back)])
    expect(answers.filter(({ location }) => location !== undefined).length).toBeGreaterThan(0)
    expect((await at.invoke('clients.list'))[0]?.grants).toBe(1)
  })

  it('that was made up leads nowhere, and asks nothing of the provider', async () => {
    const at = await worldOf(forger())
    const browser = at.browser()
    const made = await browser.get(`${at.callbacks.public}?code=x&state=made-up`)
    expect(made.status).toBe(400)
    expect(made.headers['location']).toBeUndefined()
    expect((await browser.get(`${at.callbacks.public}?code=x`)).status).toBe(400)
  })

  it('is good for the sign-in it was made for and no other of the same browser', async () => {
    const at = await worldOf(forger())
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
    const at = await worldOf(forger())
    const { browser, callback } = await throughProvider(at)
    expect((await browser.go(callback, { method: 'HEAD' })).status).toBe(405)
    expect((await follow(browser, callback)).at.host).toBe('chatgpt.com')
  })
})

describe('another browser', () => {
  it('that is made to finish the sign-in of an attacker gets nothing, and neither does the attacker', async () => {
    const at = await worldOf(forger())
    // The attacker begins and agrees; the owner's browser is led to the provider by a link.
    const attacker = await begin(at)
    const there = await leave(attacker)
    const owner = at.browser()
    const { location: callback } = await owner.get(there)
    const end = await follow(owner, callback ?? there)
    expect(end.status).toBe(400)
    expect(codeOn(end)).toBe('upstream-foreign-browser')
    await expectRefusal(at, 'upstream-foreign-browser')
    // Even with the address the owner's browser ended at.
    const stolen = await attacker.browser.get(`${attacker.pageUrl.href}/upstream${end.at.search}`)
    expect(codeOn(stolen)).toBe('upstream-way-back-unknown')
    expect(await at.invoke('clients.list')).toEqual([])
  })

  it('cannot open the page of a sign-in, nor agree to it', async () => {
    const at = await worldOf(forger())
    const begun = await begin(at)
    const stranger = { ...begun, browser: at.browser() }
    expect((await stranger.browser.get(begun.pageUrl)).status).toBe(400)
    expect(codeOn(await agree(stranger))).toBe('approval-foreign-browser')
  })

  it('that sets out again and again is held back, and the next one is not', async () => {
    const at = await worldOf(forger())
    const begun = await begin(at)
    const statuses = []
    for (let times = 0; times < 8; times++) statuses.push((await agree(begun)).status)
    expect(statuses.slice(0, 6)).toEqual([200, 200, 200, 200, 200, 200])
    expect(statuses.slice(6)).toEqual([429, 429])
    expect((await agree(await begin(at))).status).toBe(200)
  })

  it('cannot agree in the place of the person by a form of another page (CSRF)', async () => {
    const at = await worldOf(forger())
    const begun = await begin(at)
    const answer = await begun.browser.go(`${begun.pageUrl.href}/continue`, { form: { csrf: 'x' } })
    expect(answer.status).toBe(400)
    expect((await at.invoke('identity.status')).attempts).toEqual([])
  })
})

describe('the callback', () => {
  it('hands the browser on without a word to others, and keeps no code', async () => {
    const at = await worldOf(forger())
    const { browser, callback, pageUrl } = await throughProvider(at)
    const hop = await browser.get(callback)
    expect(hop.status).toBe(303)
    expect(hop.location?.href).toBe(`${pageUrl.href}/upstream${callback.search}`)
    expect(hop.headers['referrer-policy']).toBe('no-referrer')
    expect(hop.headers['cache-control']).toBe('no-store')
  })

  it('of the provider before does not count after another one was set up (mix-up, RFC 9700 §4.4)', async () => {
    const at = await worldOf(forger())
    const { browser, callback } = await throughProvider(at)
    await at.invoke('identity.save', {
      provider: 'oidc',
      domain: other().issuer,
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
    const at = await worldOf(forger())
    forger().subject = 'mallory'
    const { browser, callback } = await throughProvider(at)
    const end = await follow(browser, callback)
    expect(end.status).toBe(403)
    expect(end.text).toContain('this bridge does not let them in')
    expect(end.text).toContain('Whose side: the owner of this bridge')
    await expectRefusal(at, 'upstream-stranger')
    const { attempts } = await at.invoke('identity.status')
    expect(attempts[0]?.person).toMatchObject({ subject: 'mallory' })
  })

  it('is not helped by the e-mail address of the owner, verified or not', async () => {
    const at = await worldOf(forger())
    forger().subject = 'mallory'
    forger().forge({
      token({ payload }) {
        Object.assign(payload, { email: 'owner', email_verified: true, name: 'owner' })
      },
    })
    const { browser, callback } = await throughProvider(at)
    expect((await follow(browser, callback)).status).toBe(403)
    await expectRefusal(at, 'upstream-stranger')
  })

  it('is not the owner by having the same subject at another provider', async () => {
    const at = await worldOf(forger())
    await at.invoke('identity.save', {
      provider: 'oidc',
      domain: other().issuer,
      clientId: 'bridge',
      clientSecret: 's',
    })
    const { owner, provider } = await at.invoke('identity.status')
    expect({ owner, provider }).toEqual({ owner: null, provider: 'owner-approval' })
    expect((await begin(at)).page.text).not.toContain('Continue at')
  })
})
