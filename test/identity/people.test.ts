/** Signing in as the owner, as somebody admitted, and as nobody; whom the client speaks as then. */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { mallory } from '../fakes/auth0/tenant.ts'
import { goThrough, signInThere, startAuth0World } from './auth0-world.ts'
import {
  agree,
  begin,
  codeOn,
  fieldOn,
  follow,
  leave,
  mayCall,
  redeem,
  refreshOn,
} from './sign-in-world.ts'

it('asks for consent to this client before anything is sent to the provider', async () => {
  const at = await startAuth0World()
  const { page } = await begin(at)
  for (const words of [
    'chatgpt.com',
    'send messages under its own name',
    'Continue at Auth0',
    'speak as',
  ]) {
    expect(page.text).toContain(words)
  }
  // The number stays as the second way.
  expect(page.text).toMatch(/data-approval-number>\d{4}</)
  expect((await at.invoke('identity.status')).attempts).toEqual([])
})

it('asks the provider for who it is and nothing else', async () => {
  const at = await startAuth0World()
  const there = await leave(await begin(at))
  const { searchParams } = there
  expect(searchParams.get('scope')).toBe('openid profile email')
  expect(searchParams.get('code_challenge_method')).toBe('S256')
  expect(searchParams.get('redirect_uri')).toBe(at.callbacks.public)
  for (const name of ['audience', 'prompt', 'resource']) expect(searchParams.has(name)).toBe(false)
  await at.invoke('identity.save', { provider: 'auth0', audience: 'urn:drawbridge' })
  expect((await leave(await begin(at))).searchParams.get('audience')).toBe('urn:drawbridge')
})

it('lets the owner choose another name after signing in, and shows names to nobody before', async () => {
  const at = await startAuth0World()
  await at.invoke('participants.add', { id: 'diary', name: 'My diary' })
  const begun = await begin(at)
  expect(begun.page.text).not.toContain('diary')
  const choice = await goThrough(begun, {}, { choose: 'yes' })
  expect(choice.text).toContain('You are signed in as <strong>Alice</strong>')
  expect(choice.text).toContain('My diary')
  const chosen = await begun.browser.go(`${begun.pageUrl.href}/speak-as`, {
    form: { csrf: fieldOn(choice, 'csrf'), participant: 'diary' },
  })
  const end = await follow(begun.browser, refreshOn(chosen))
  expect(await mayCall(at, await redeem(begun, end.at))).toBe(true)
  expect((await at.invoke('clients.list'))[0]?.participants).toEqual(['diary'])
})

it('lets somebody who was admitted speak as those named for them, and as nobody else', async () => {
  const at = await startAuth0World()
  const admitted = await at.invoke('identity.admit', {
    subject: mallory.sub,
    name: 'Mallory',
    participants: ['guest', 'guest'],
  })
  expect(admitted.people).toEqual([
    { issuer: at.auth0.issuer, subject: mallory.sub, name: 'Mallory', participants: ['guest'] },
  ])
  const begun = await begin(at)
  // ChatGPT would be suggested to be chatgpt, which is not hers to give.
  const choice = await goThrough(begun, { as: mallory })
  expect(choice.text).toContain('value="guest"')
  expect(choice.text).not.toContain('value="chatgpt"')
  const say = (participant: string) =>
    begun.browser.go(`${begun.pageUrl.href}/speak-as`, {
      form: { csrf: fieldOn(choice, 'csrf'), participant },
    })
  expect(codeOn(await say('chatgpt'))).toBe('upstream-not-theirs')
  const end = await follow(begun.browser, refreshOn(await say('guest')))
  const token = await redeem(begun, end.at)
  expect(await mayCall(at, token)).toBe(true)

  await at.invoke('identity.dismiss', { subject: mallory.sub })
  expect(await mayCall(at, token)).toBe(false)
  expect(codeOn(await goThrough(await begin(at), { as: mallory }))).toBe('upstream-stranger')
})

it('keeps both of two people who are admitted at the same moment', async () => {
  const at = await startAuth0World()
  const admit = (subject: string) =>
    at.invoke('identity.admit', { subject, participants: ['guest'] })
  await Promise.all([admit('auth0|bob'), admit('auth0|carol')])
  const { people } = await at.invoke('identity.status')
  expect(people.map(({ subject }) => subject)).toEqual(['auth0|bob', 'auth0|carol'])
  const nobody = at.invoke('identity.admit', { subject: 'auth0|eve', participants: ['owner'] })
  await expect(nobody).rejects.toMatchObject({ code: 'owner-reserved' })
})

it('refuses somebody who is dismissed between signing in and choosing', async () => {
  const at = await startAuth0World()
  await at.invoke('identity.admit', { subject: mallory.sub, participants: ['guest'] })
  const begun = await begin(at)
  const choice = await goThrough(begun, { as: mallory })
  await at.invoke('identity.dismiss', { subject: mallory.sub })
  const said = await begun.browser.go(`${begun.pageUrl.href}/speak-as`, {
    form: { csrf: fieldOn(choice, 'csrf'), participant: 'guest' },
  })
  expect(codeOn(said)).toBe('upstream-stranger')
  expect(await at.invoke('clients.list')).toEqual([])
})

it('refuses a stranger who has just signed up in the tenant, and lets the owner go on in that browser', async () => {
  const at = await startAuth0World()
  const begun = await begin(at)
  const trudy = { email: 'trudy@example.com', password: 'a new account' }
  const end = await goThrough(begun, { as: trudy, signUp: true })
  expect(end.status).toBe(403)
  expect(codeOn(end)).toBe('upstream-stranger')
  expect(await at.invoke('clients.list')).toEqual([])
  // The number is still good for the owner, on the computer.
  const [waiting] = await at.invoke('approvals.list')
  await at.invoke('approvals.approve', { number: waiting?.number ?? '' })
  const back = await follow(begun.browser, begun.pageUrl)
  expect(await mayCall(at, await redeem(begun, back.at))).toBe(true)
})

it('tells the client access_denied only when the person gives up', async () => {
  const at = await startAuth0World()
  const begun = await begin(at)
  const cancelled = await goThrough(begun, { cancel: true })
  expect(codeOn(cancelled)).toBe('upstream-denied')
  expect(cancelled.at.hostname).toBe('bridge.example')
  const gone = await begun.browser.go(`${begun.pageUrl.href}/cancel`, {
    form: { csrf: fieldOn(begun.page, 'csrf') },
  })
  const { at: back } = await follow(begun.browser, refreshOn(gone))
  expect(back.searchParams.get('error')).toBe('access_denied')
})

it('keeps of a sign-in under way nothing that could finish it', async () => {
  const at = await startAuth0World()
  const begun = await begin(at)
  const there = await leave(begun)
  const callback = await signInThere(begun.browser, there)
  const secrets = [
    there.searchParams.get('state'),
    there.searchParams.get('nonce'),
    callback.searchParams.get('code'),
    at.app.client_secret,
  ]
  // Looked up once on the way, as far as the cookie hop.
  await begun.browser.get(callback)
  const files = (await readdir(at.dataDir)).filter((name) => name.startsWith('bridge.db'))
  const stored = await Promise.all(files.map((name) => readFile(join(at.dataDir, name), 'latin1')))
  expect(stored.join('')).toContain(begun.pageUrl.pathname.split('/').at(-1))
  for (const secret of secrets) {
    expect(secret).toBeTruthy()
    expect(stored.join('')).not.toContain(secret)
  }
})

it('goes back to approving here and to the provider again without losing a client or a token', async () => {
  const at = await startAuth0World()
  const first = await begin(at)
  const token = await redeem(first, (await goThrough(first)).at)
  const off = await at.invoke('identity.off', {})
  expect(off).toMatchObject({ provider: 'owner-approval', owner: { subject: 'auth0|alice' } })
  expect((await begin(at)).page.text).not.toContain('Continue at')
  expect(await mayCall(at, token)).toBe(true)
  await at.invoke('identity.on')
  expect((await begin(at)).page.text).toContain('Continue at Auth0')
  expect(await mayCall(at, token)).toBe(true)
  expect(await at.invoke('clients.list')).toHaveLength(1)
})

it('lets nobody through who was on the way when the owner switched the provider off', async () => {
  const at = await startAuth0World()
  const begun = await begin(at)
  const callback = await signInThere(begun.browser, await leave(begun))
  await at.invoke('identity.off', {})
  expect(codeOn(await follow(begun.browser, callback))).toBe('upstream-off')
  expect(codeOn(await agree(begun))).toBe('upstream-off')
})
