/** Who becomes the owner, when more than one thing happens at once. */
import { expect, it } from 'vitest'
import { mallory } from '../../fakes/auth0/tenant.ts'
import { signInThere, startAuth0World, type Auth0World } from '../auth0-world.ts'
import { begin, codeOn, follow, leave, publicOrigin } from '../sign-in-world.ts'

/** A link that binds, followed as far as the way back. */
async function onTheWayBack(at: Auth0World, visit = {}) {
  const { url } = await at.invoke('identity.test', { bind: true, callback: 'public' })
  const browser = at.browser()
  const { location } = await browser.get(url)
  if (!location) throw new Error('the link leads nowhere')
  return { browser, callback: await signInThere(browser, location, visit) }
}

it('two people who come back at the same moment: one is bound, the other is told', async () => {
  const at = await startAuth0World({ owner: null })
  const ways = [await onTheWayBack(at), await onTheWayBack(at, { as: mallory })]
  const pages = await Promise.all(ways.map(({ browser, callback }) => browser.get(callback)))
  const [bound, ...others] = pages.filter(({ status }) => status === 200)
  expect(bound?.text).toContain('You are the owner now')
  expect(others).toEqual([])
  expect(pages.map(codeOn)).toContain('upstream-owner-bound')
  const { owner } = await at.invoke('identity.status')
  expect(bound?.text).toContain(owner?.name)
})

it('a link that binds is no way in once the set-up was taken back', async () => {
  const at = await startAuth0World({ owner: null })
  const { browser, callback } = await onTheWayBack(at, { as: mallory })
  await at.invoke('identity.off', { forget: true })
  expect((await browser.get(callback)).status).toBeGreaterThanOrEqual(400)
  expect((await at.invoke('identity.status')).owner).toBeNull()
})

it('a link that binds cannot be finished by another browser, even with the state and the code', async () => {
  const at = await startAuth0World({ owner: null })
  const { browser, callback } = await onTheWayBack(at)
  expect(codeOn(await at.browser().get(callback))).toBe('upstream-foreign-browser')
  // And it is void for the first one too.
  expect((await browser.get(callback)).status).toBe(400)
  expect((await at.invoke('identity.status')).owner).toBeNull()
})

it('the state of a sign-in is good at the origin it began at only', async () => {
  const at = await startAuth0World()
  const browser = at.browser()
  const here = await begin(at, at.loopback, browser)
  const there = await begin(at, publicOrigin, browser)
  const callback = await signInThere(browser, await leave(here))
  const swapped = await follow(browser, new URL(`${there.pageUrl.href}/upstream${callback.search}`))
  expect(codeOn(swapped)).toBe('upstream-foreign-browser')
  expect(codeOn(await follow(browser, callback))).toBe('upstream-way-back-unknown')
})
