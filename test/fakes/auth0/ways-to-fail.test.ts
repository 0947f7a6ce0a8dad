/** Every row of the error catalogue is what the double really does, met by openid-client and fetch. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createBrowser } from '../browser.ts'
import { startFakeAuth0, type FakeAuth0 } from './fake-auth0.ts'
import { createRelyingParty } from './relying-party.ts'
import { signInElsewhere, visitAuth0 } from './visitor.ts'
import { waysToFail } from './ways-to-fail.ts'
import { type SignInWay, type World } from './way-types.ts'

const callback = 'https://bridge.example/oauth2/callback'
let auth0: FakeAuth0
let world: World

beforeEach(async () => {
  auth0 = await startFakeAuth0()
  const app = auth0.addApp({
    callbacks: [callback],
    grant_types: ['authorization_code', 'client_credentials'],
  })
  world = { auth0, app, callback }
})
afterEach(() => auth0.stop())

const signIns = (place: SignInWay['where']) =>
  waysToFail.filter((way): way is SignInWay => way.where === place)

/** The last cause says most. */
function messages(error: unknown): string {
  const texts: string[] = []
  for (let one = error; one instanceof Error; one = one.cause) texts.push(one.message)
  return texts.join(': ')
}

async function tryToSignIn(way: SignInWay) {
  const { app } = world
  const party = await createRelyingParty(auth0.origin, app, callback)
  const browser = createBrowser()
  if (way.signedIn) await signInElsewhere(auth0, browser)
  way.arrange?.(world)
  const audience = way.audience !== undefined && { audience: way.audience }
  const signIn = await party.begin({ ...audience, ...way.params })
  const arrival = await visitAuth0(signIn.url, { ...way.visit, browser })
  way.between?.(world)
  return { ...arrival, signIn }
}

const logged = () => auth0.tenant.logs.map(({ type }) => type)

test('no two ways have the same name', () => {
  expect(new Set(waysToFail.map(({ id }) => id)).size).toBe(waysToFail.length)
})

describe("Auth0's own page", () => {
  test.for(signIns('page'))('$id', async (way) => {
    const { callback: back, error } = await tryToSignIn(way)
    expect(back).toBeUndefined()
    expect(error).toBe(way.text(world))
    expect(logged()).toContain(way.log)
  })
})

describe('an error that comes back', () => {
  test.for(signIns('redirect'))('$id', async (way) => {
    const { callback: back, signIn } = await tryToSignIn(way)
    const { searchParams } = back ?? new URL(callback)
    expect(searchParams.get('error_description')).toBe(way.text(world))
    expect(searchParams.get('error')).toBe(way.error)
    expect(searchParams.get('state')).toBe(signIn.url.searchParams.get('state'))
    expect(searchParams.get('iss')).toBeNull()
    expect(logged()).toContain(way.log)
  })
})

describe('a code that becomes no ID token', () => {
  test.for(signIns('token'))('$id', async (way) => {
    const { callback: back, signIn } = await tryToSignIn(way)
    const { error, status, log } = way
    const caught: unknown = await signIn.finish(back ?? new URL(callback)).catch((e: unknown) => e)
    if (error === undefined) expect(messages(caught)).toContain(way.text(world))
    else expect(caught).toMatchObject({ status, error, error_description: way.text(world) })
    if (log !== undefined) expect(logged()).toContain(log)
  })
})

describe('discovery', () => {
  test.for(waysToFail.filter((way) => way.where === 'discovery'))('$id', async (way) => {
    way.arrange?.(world)
    const caught: unknown = await createRelyingParty(auth0.origin, world.app, callback).catch(
      (e: unknown) => e,
    )
    expect(caught).toMatchObject({ code: way.thrown })
    expect(messages(caught)).toContain(way.text(world))
  })
})

describe('a program that asks for an API', () => {
  test.for(waysToFail.filter((way) => way.where === 'program'))('$id', async (way) => {
    way.arrange?.(world)
    const { client_id, client_secret } = world.app
    const answer = await fetch(`${auth0.origin}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id,
        client_secret,
        audience: way.audience,
      }),
    })
    expect(answer.status).toBe(way.status)
    const body = { error: way.error, error_description: way.text(world) }
    expect(await answer.json()).toEqual(body)
    expect(logged()).toContain(way.log)
  })
})

describe('the Management API', () => {
  test.for(waysToFail.filter((way) => way.where === 'management'))('$id', async (way) => {
    way.arrange?.(world)
    const token = await (way.token?.(world) ?? auth0.token())
    const { method, path, body } = way.call(world)
    const call = () =>
      fetch(`${auth0.origin}/api/v2${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    let answer = await call()
    for (let made = 1; made < (way.times ?? 1); made++) answer = await call()
    expect(answer.status).toBe(way.status)
    expect(await answer.json()).toMatchObject({ message: way.text(world), statusCode: way.status })
  })
})
