/** The world in front of a provider that forges what a test tells it to. */
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { startForgingProvider, type ForgingProvider } from '../fakes/forging-provider.ts'
import { begin, leave, startWorld, type World } from './sign-in-world.ts'

/** One for all tests of a file, honest again before each. */
export function useForger(): () => ForgingProvider {
  let forger: ForgingProvider | undefined
  const get = () => {
    if (!forger) throw new Error('the provider has not started')
    return forger
  }
  beforeAll(async () => {
    forger = await startForgingProvider('owner')
  })
  afterAll(() => get().stop())
  beforeEach(() => {
    get().forge({})
    get().subject = 'owner'
  })
  return get
}

export const worldOf = ({ issuer }: ForgingProvider): Promise<World> =>
  startWorld({ issuer, clientId: 'bridge', provider: 'oidc', owner: 'owner' })

/** Goes to the provider and comes back as far as the callback of the bridge. */
export async function throughProvider(at: World) {
  const begun = await begin(at)
  const answered = await begun.browser.get(await leave(begun))
  if (!answered.location) throw new Error(`the provider kept the browser: ${answered.text}`)
  return { ...begun, callback: answered.location }
}

/** Nothing was granted, and the newest attempt says why. */
export async function expectRefusal(at: World, code: string): Promise<void> {
  const { attempts } = await at.invoke('identity.status')
  expect(attempts[0]).toMatchObject({ state: 'failed', problem: { code } })
  expect(await at.invoke('clients.list')).toEqual([])
}
