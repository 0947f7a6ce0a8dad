/** Every row of the error catalogue, brought about at the double, yields the right explanation. */
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { systemClock } from '../../main/bridge/base/ports.ts'
import { BridgeError } from '../../main/bridge/base/errors.ts'
import { explainFault } from '../../main/bridge/explain/explain-fault.ts'
import { faultFrom, type AboutSetUp } from '../../main/bridge/explain/fault.ts'
import { explainLogEntry } from '../../main/bridge/identity/management/log-entry.ts'
import { problemOf } from '../../main/bridge/explain/problem.ts'
import { createManagementApi } from '../../main/bridge/identity/management/api.ts'
import { createRelyingParty } from '../fakes/auth0/relying-party.ts'
import { waysToFail } from '../fakes/auth0/ways-to-fail.ts'
import { type ManagementWay, type SignInWay, type World } from '../fakes/auth0/way-types.ts'
import { callback, failToSignIn, startWorld } from './failing-world.ts'
import { expectedCodes, expectedInLog } from './ways-explained.ts'

let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.auth0.stop())

const aboutWay = (audience: string | undefined): AboutSetUp => ({
  provider: 'auth0',
  domain: world.auth0.host,
  clientId: world.app.client_id,
  audience: audience ?? null,
  callback,
})

const signIns = waysToFail.filter((way): way is SignInWay =>
  ['page', 'redirect', 'token'].includes(way.where),
)

it('knows what every way to fail must be explained as, and no other', () => {
  expect(Object.keys(expectedCodes).toSorted()).toEqual(waysToFail.map(({ id }) => id).toSorted())
})

describe('a sign-in that fails', () => {
  test.for(signIns)('$id', async (way) => {
    const about = aboutWay(way.audience)
    const failure = await failToSignIn(world, way)
    const fault =
      'page' in failure
        ? ({ where: 'page', description: failure.page } as const)
        : faultFrom(failure.thrown, way.where)
    const explanation = explainFault(fault, about)
    expect(explanation?.code).toBe(expectedCodes[way.id])
    if (!explanation) return
    const { sentence, action, link } = problemOf(explanation)
    expect(`${sentence} ${action}`).not.toMatch(/[{}]/)
    if (link !== null) expect(link).toMatch(/^https:\/\/manage\.auth0\.com\/#\//)
  })

  test.for(signIns.filter(({ log }) => log !== undefined))('$id in the tenant log', async (way) => {
    await failToSignIn(world, way)
    const entry = world.auth0.tenant.logs.find(({ type }) => type === way.log)
    const { type = '', description = '' } = entry ?? {}
    const { meaning, problem } = explainLogEntry({ type, description }, aboutWay(way.audience))
    expect(meaning).not.toBe('')
    const expected = way.id in expectedInLog ? expectedInLog[way.id] : expectedCodes[way.id]
    expect(problem?.code ?? null).toBe(expected)
  })
})

describe('discovery', () => {
  test.for(waysToFail.filter((way) => way.where === 'discovery'))('$id', async (way) => {
    way.arrange?.(world)
    const { auth0, app } = world
    const thrown = await createRelyingParty(auth0.origin, app, callback).catch((e: unknown) => e)
    const explanation = explainFault(faultFrom(thrown, 'discovery'), aboutWay(undefined))
    expect(explanation?.code).toBe(expectedCodes[way.id])
    if (explanation) expect(problemOf(explanation).sentence).not.toMatch(/[{}]/)
  })

  it('names the issuer that was found', async () => {
    const { auth0, app } = world
    auth0.tenant.behaviour.discovery = 'other-domain'
    const thrown = await createRelyingParty(auth0.origin, app, callback).catch((e: unknown) => e)
    const explanation = explainFault(faultFrom(thrown, 'discovery'), aboutWay(undefined))
    expect(explanation?.details).toEqual({
      domain: auth0.host,
      issuer: auth0.custom.issuer,
    })
  })
})

describe('a program that asks for an API', () => {
  test.for(waysToFail.filter((way) => way.where === 'program'))('$id', (way) => {
    const { error, status } = way
    const description = way.text(world)
    const explanation = explainFault(
      { where: 'token', error, status, description },
      aboutWay(way.audience),
    )
    expect(explanation?.code).toBe(expectedCodes[way.id])
    expect(explanation?.details).toEqual({ audience: way.audience })
  })
})

describe('the Management API', () => {
  const ways = waysToFail.filter((way): way is ManagementWay => way.where === 'management')
  test.for(ways)('$id', async (way) => {
    way.arrange?.(world)
    const value = await (way.token?.(world) ?? world.auth0.token())
    const { method, path, body } = way.call(world)
    const api = createManagementApi({
      token: { value, domain: world.auth0.host, apiUrl: `${world.auth0.issuer}api/v2/` },
      // As if no time were to pass, so that the limit is really met.
      wait: async () => {},
      fetch,
      clock: systemClock,
    })
    const call = () =>
      api({ method: method as 'GET', path: path.slice(1), body, about: 'the application' })
    let thrown: unknown
    for (let made = 0; made < (way.times ?? 1); made += 1) {
      thrown = await call().catch((error: unknown) => error)
    }
    expect(thrown).toBeInstanceOf(BridgeError)
    const { code, message, next } = thrown as BridgeError
    expect(code).toBe(expectedCodes[way.id])
    expect(`${message} ${next}`).not.toMatch(/[{}]/)
    expect(`${message} ${next}`).not.toContain(value)
  })
})
