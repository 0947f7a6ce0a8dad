/** Somebody who was admitted, and then may less or nothing any more: nothing is left over. */
import { expect, it } from 'vitest'
import { mallory } from '../../fakes/auth0/tenant.ts'
import { goThrough, startAuth0World, type Auth0World } from '../auth0-world.ts'
import { begin, fieldOn, follow, mayCall, redeem, refreshOn } from '../sign-in-world.ts'

const admit = (at: Auth0World, ...participants: string[]) =>
  at.invoke('identity.admit', { subject: mallory.sub, name: 'Mallory', participants })

/** Mallory's client speaks as chatgpt. */
async function signedIn(at: Auth0World): Promise<string> {
  const begun = await begin(at)
  return redeem(begun, (await goThrough(begun, { as: mallory })).at)
}

it('ends what they signed in for when a name is taken from them', async () => {
  const at = await startAuth0World()
  await admit(at, 'chatgpt', 'guest')
  const token = await signedIn(at)
  expect(await mayCall(at, token)).toBe(true)
  await admit(at, 'guest')
  expect(await mayCall(at, token)).toBe(false)
})

it('ends nothing when they get one more', async () => {
  const at = await startAuth0World()
  await admit(at, 'chatgpt')
  const token = await signedIn(at)
  await admit(at, 'guest', 'chatgpt')
  expect(await mayCall(at, token)).toBe(true)
})

it('does not change whom the same client of the owner speaks as', async () => {
  const at = await startAuth0World()
  await admit(at, 'guest')
  const theirs = await begin(at)
  const choice = await goThrough(theirs, { as: mallory })
  const chosen = await theirs.browser.go(`${theirs.pageUrl.href}/speak-as`, {
    form: { csrf: fieldOn(choice, 'csrf'), participant: 'guest' },
  })
  await redeem(theirs, (await follow(theirs.browser, refreshOn(chosen))).at)
  const owners = await begin(at)
  expect(owners.page.text).toContain('It will speak as <strong>chatgpt</strong>')
  await redeem(owners, (await goThrough(owners)).at)
  const [client] = await at.invoke('clients.list')
  expect(client?.participants.toSorted()).toEqual(['chatgpt', 'guest'])
})

it('gives no grant to a sign-in that was held back until they were dismissed', async () => {
  const at = await startAuth0World()
  await admit(at, 'guest')
  const begun = await begin(at)
  const choice = await goThrough(begun, { as: mallory })
  const chosen = await begun.browser.go(`${begun.pageUrl.href}/speak-as`, {
    form: { csrf: fieldOn(choice, 'csrf'), participant: 'guest' },
  })
  // The page would go on by itself; this browser waits.
  const next = refreshOn(chosen)
  await at.invoke('identity.dismiss', { subject: mallory.sub })
  const end = await follow(begun.browser, next)
  expect(end.at.searchParams.get('error')).toBe('access_denied')
  expect((await at.invoke('clients.list'))[0]?.grants).toBe(0)
})
