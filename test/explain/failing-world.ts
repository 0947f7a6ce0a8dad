/** A pretended tenant with one app set up rightly, and a way to fail in it, brought about for real. */
import { createBrowser } from '../fakes/browser.ts'
import { startFakeAuth0, type FakeAuth0 } from '../fakes/auth0/fake-auth0.ts'
import { createRelyingParty } from '../fakes/auth0/relying-party.ts'
import { signInElsewhere, visitAuth0 } from '../fakes/auth0/visitor.ts'
import type { SignInWay, World } from '../fakes/auth0/way-types.ts'

export const callback = 'https://bridge.example/oauth2/callback'

export async function startWorld(): Promise<World & { auth0: FakeAuth0 }> {
  const auth0 = await startFakeAuth0()
  const app = auth0.addApp({
    callbacks: [callback],
    grant_types: ['authorization_code', 'client_credentials'],
  })
  return { auth0, app, callback }
}

/** Signs in and fails: what the page says, or what openid-client throws at the way back. */
export async function failToSignIn(
  world: World,
  way: SignInWay,
): Promise<{ page: string } | { thrown: unknown }> {
  const party = await createRelyingParty(world.auth0.origin, world.app, callback)
  const browser = createBrowser()
  if (way.signedIn) await signInElsewhere(world.auth0, browser)
  way.arrange?.(world)
  const audience = way.audience !== undefined && { audience: way.audience }
  const signIn = await party.begin({ ...audience, ...way.params })
  const arrival = await visitAuth0(signIn.url, { ...way.visit, browser })
  if (arrival.callback === undefined) return { page: arrival.error ?? '' }
  way.between?.(world)
  return { thrown: await signIn.finish(arrival.callback).catch((error: unknown) => error) }
}
