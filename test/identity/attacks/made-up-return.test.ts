/** A way back that somebody made up without having been at the provider. */
import { expect, it } from 'vitest'
import { startAuth0World, type Auth0World } from '../auth0-world.ts'
import { begin, leave } from '../sign-in-world.ts'

async function comeBack(at: Auth0World, brought: Record<string, string>): Promise<void> {
  const { browser, pageUrl, ...begun } = await begin(at)
  const there = await leave({ browser, pageUrl, ...begun })
  const state = there.searchParams.get('state') ?? ''
  await browser.get(`${pageUrl.href}/upstream?${new URLSearchParams({ ...brought, state })}`)
}

it.each([
  ['code', 'made-up'],
  ['error', 'access_denied'],
])('with a %s does not count as proof that the callback is registered', async (name, value) => {
  const at = await startAuth0World({ registered: null })
  await comeBack(at, { [name]: value })
  const { attempts, callbacks } = await at.invoke('identity.status')
  expect(attempts[0]).toMatchObject({ state: 'failed', callback: 'loopback' })
  expect(callbacks.map(({ state }) => state)).not.toContain('confirmed')
})
