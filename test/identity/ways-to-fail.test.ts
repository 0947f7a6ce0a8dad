/**
 * Every row of Auth0's error catalogue, brought about at the strict double and met by a whole bridge:
 * the page in the browser, the attempt in the contract and the command line say the same, and it is
 * right.
 */
import { describe, expect, onTestFinished, test } from 'vitest'
import { startFakeAuth0 } from '../fakes/auth0/fake-auth0.ts'
import { managementScopes } from '../fakes/auth0/management-token.ts'
import { signInElsewhere, visitAuth0 } from '../fakes/auth0/visitor.ts'
import { waysToFail } from '../fakes/auth0/ways-to-fail.ts'
import { type SignInWay } from '../fakes/auth0/way-types.ts'
import { startAuth0World, type Auth0World } from './auth0-world.ts'
import { expectedCodes } from '../explain/ways-explained.ts'
import { identityCommand } from './identity-command.ts'
import { agree, begin, codeOn, follow, leave } from './sign-in-world.ts'

const signIns = (...places: SignInWay['where'][]) =>
  waysToFail.filter((way): way is SignInWay => places.some((place) => place === way.where))

/** ChatGPT's sign-in, as far as Auth0 lets the person go. */
async function tryToSignIn(at: Auth0World, way: SignInWay) {
  const world = { auth0: at.auth0, app: at.app, callback: at.callbacks.public }
  const { audience, params = {}, visit, signedIn } = way
  if (audience !== undefined) await at.invoke('identity.save', { provider: 'auth0', audience })
  const browser = at.browser()
  if (signedIn) await signInElsewhere(at.auth0, browser)
  way.arrange?.(world)
  const begun = await begin(at, undefined, browser)
  const there = await leave(begun)
  for (const [name, value] of Object.entries(params)) there.searchParams.set(name, value)
  const { callback, error } = await visitAuth0(there, { ...visit, browser })
  way.between?.(world)
  // By the callback the sign-in began with, also where its address was changed on the way.
  const back = callback && new URL(callback.search, at.callbacks.public)
  return { begun, back, text: error ?? '', world }
}

/** None where the provider sent no error: what was wrong only the bridge knows. */
function pasted({ where, error }: SignInWay, address: string, error_description: string) {
  if (error === undefined) return []
  return where === 'redirect' ? [address] : [JSON.stringify({ error, error_description })]
}

const newest = async (at: Auth0World) => (await at.invoke('identity.status')).attempts[0]

describe('a sign-in that comes back without success', () => {
  test.for(signIns('redirect', 'token'))('$id', async (way) => {
    const at = await startAuth0World()
    const { begun, back, world } = await tryToSignIn(at, way)
    expect(back).toBeDefined()
    const page = await follow(begun.browser, back ?? begun.pageUrl)
    const code = expectedCodes[way.id]
    expect(codeOn(page)).toBe(code)
    expect(page.status).toBeGreaterThanOrEqual(400)
    const attempt = await newest(at)
    expect(attempt).toMatchObject({ state: 'failed', problem: { code }, person: null })
    // Word for word the same on the page, whatever Auth0 put into it.
    const { sentence = '', action = '' } = attempt?.problem ?? {}
    expect(readable(page.text)).toContain(sentence)
    expect(readable(page.text)).toContain(action)
    expect(`${sentence}${action}`).not.toMatch(/[{}]/)
    expect(sentence).not.toBe('')
    const printed = await identityCommand(at.dataDir, 'status')
    expect(printed).toContain(`${sentence} (${code})\n  ${action}\n`)
    expect(await at.invoke('clients.list')).toEqual([])
    // What stands in the address bar, or in an answer somebody else got, pasted as it is.
    for (const text of pasted(way, back?.href ?? '', way.text(world))) {
      expect(await at.invoke('identity.explain', { text })).toMatchObject([{ code, action }])
    }
  })
})

describe("a sign-in that ends on Auth0's own page", () => {
  test.for(signIns('page'))('$id', async (way) => {
    let now = Date.now()
    const at = await startAuth0World({ clock: { now: () => now } })
    const { back, text, world } = await tryToSignIn(at, way)
    expect(back).toBeUndefined()
    expect(text).toBe(way.text(world))
    expect(await newest(at)).toMatchObject({ state: 'waiting', problem: null })
    now += 10 * 60 * 1_000
    const attempt = await newest(at)
    expect(attempt).toMatchObject({ state: 'timed-out', problem: { code: 'upstream-no-return' } })
    // The line that cures the likeliest of all texts.
    expect(attempt?.problem?.action).toContain(at.callbacks.public)
    expect(await identityCommand(at.dataDir, 'status')).toContain('(upstream-no-return)')
    const [problem] = await at.invoke('identity.explain', { text })
    const code = expectedCodes[way.id]
    expect(problem?.code).toBe(code)
    const printed = await identityCommand(at.dataDir, 'explain', ...text.split(' '))
    expect(printed).toContain(`${problem?.sentence} (${code})\n  ${problem?.action}\n`)
  })
})

describe('a provider that cannot be discovered', () => {
  test.for(waysToFail.filter((way) => way.where === 'discovery'))('$id', async (way) => {
    const at = await startAuth0World()
    way.arrange?.({ auth0: at.auth0, app: at.app, callback: at.callbacks.public })
    const code = expectedCodes[way.id]
    const page = await agree(await begin(at))
    expect(codeOn(page)).toBe(code)
    for (const test of [at.invoke('identity.test', {}), identityCommand(at.dataDir, 'test')]) {
      const caught: unknown = await test.catch((error: unknown) => error)
      expect(caught).toMatchObject({ code })
      expect(readable(page.text)).toContain((caught as Error).message)
    }
  })
})

describe('the tenant log', () => {
  test('tells which callback was refused, and is matched to the attempt', async () => {
    const at = await startAuth0World()
    const [mismatch] = signIns('page').filter(({ id }) => id === 'callback-of-another-host')
    if (!mismatch) throw new Error('the way is gone')
    await tryToSignIn(at, mismatch)
    await at.invoke('identity.token', { token: await at.auth0.token(['read:logs']) })
    const attempt = (await newest(at))?.id ?? ''
    const [entry] = await at.invoke('identity.logs', { attempt })
    expect(entry).toMatchObject({ type: 'f', problem: { code: 'upstream-callback-mismatch' } })
    expect(entry?.problem?.sentence).toContain(at.callbacks.public)
  })
})

describe('what only a program is told, and an owner pastes', () => {
  test.for(waysToFail.filter((way) => way.where === 'program'))('$id', async (way) => {
    const at = await startAuth0World()
    const { auth0, app } = at
    const { audience } = way
    app.grant_types.push('client_credentials')
    way.arrange?.({ auth0, app, callback: at.callbacks.public })
    const { client_id, client_secret } = app
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id,
      client_secret,
      audience,
    })
    const answer = await fetch(`${auth0.origin}/oauth/token`, { method: 'POST', body })
    const text = await answer.text()
    await at.invoke('identity.save', { provider: 'auth0', audience })
    const [problem] = await at.invoke('identity.explain', { text })
    expect(problem?.code).toBe(expectedCodes[way.id])
    expect(problem?.sentence).toContain(audience.replace(/\/$/, ''))
    const printed = await identityCommand(at.dataDir, 'explain', ...text.split(' '))
    expect(printed).toContain(`${problem?.sentence} (${problem?.code})`)
  })
})

describe('a management token', () => {
  /** What the contract and the command line say of the token when it is used. */
  async function refusals(at: Auth0World, token: string): Promise<unknown[]> {
    await at.invoke('identity.token', { token })
    const { dataDir } = at
    const uses = [() => at.invoke('identity.logs', {}), () => identityCommand(dataDir, 'log')]
    const caught: unknown[] = []
    for (const use of uses) caught.push(await use().catch((error: unknown) => error))
    return caught
  }

  test('that Auth0 does not know is refused in its words', async () => {
    const at = await startAuth0World()
    const other = await startFakeAuth0()
    onTestFinished(() => other.stop())
    const forged = await other.token(undefined, 3_600, { issuer: at.auth0.issuer })
    const code = 'auth0-token-refused'
    const message = 'Auth0 does not accept the management token: Invalid token.'
    expect(await refusals(at, forged)).toMatchObject([
      { code, message },
      { code, message },
    ])
  })

  test('without read:logs says what it lacks', async () => {
    const at = await startAuth0World()
    const scopes = managementScopes.filter((scope) => scope !== 'read:logs')
    const code = 'auth0-token-scopes'
    const message = 'The management token lacks: read:logs.'
    expect(await refusals(at, await at.auth0.token(scopes))).toMatchObject([
      { code, message },
      { code, message },
    ])
  })

  test('of another tenant is not taken', async () => {
    const at = await startAuth0World()
    const other = await startFakeAuth0()
    onTestFinished(() => other.stop())
    const taken = at.invoke('identity.token', { token: await other.token() })
    await expect(taken).rejects.toMatchObject({ code: 'auth0-token-wrong-domain' })
    expect((await at.invoke('identity.status')).token).toBeNull()
  })
})

const entities: Record<string, string> = { quot: '"', '#39': "'", amp: '&', lt: '<', gt: '>' }

/** The text of a page as a person reads it. */
const readable = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&([#\w]+);/g, (all, name: string) => entities[name] ?? all)
    .replaceAll(/\s+/g, ' ')
