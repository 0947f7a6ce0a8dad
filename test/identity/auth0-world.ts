/** The same world in front of the strict double of Auth0, with the set-up the guide asks for. */
import { onTestFinished } from 'vitest'
import { startFakeAuth0, type FakeAuth0 } from '../fakes/auth0/fake-auth0.ts'
import type { TenantClient } from '../fakes/auth0/tenant.ts'
import { visitAuth0, type Visit } from '../fakes/auth0/visitor.ts'
import type { Browser } from '../fakes/browser.ts'
import {
  follow,
  leave,
  startWorld,
  type Begun,
  type World,
  type WorldOptions,
} from './sign-in-world.ts'

export interface Auth0World extends World {
  auth0: FakeAuth0
  app: TenantClient
}

/** The tenant knows both callbacks; Alice is the owner unless told otherwise. */
export async function startAuth0World(options: Partial<WorldOptions> = {}): Promise<Auth0World> {
  const auth0 = await startFakeAuth0()
  onTestFinished(() => auth0.stop())
  const app = auth0.addApp({ name: 'Drawbridge' })
  const { client_id: clientId, client_secret: clientSecret } = app
  const world = await startWorld({ issuer: auth0.issuer, clientId, clientSecret, ...options })
  app.callbacks = [world.callbacks.public, world.callbacks.loopback]
  // Not a copy: some of it is looked up anew each time.
  return Object.assign(world, { auth0, app })
}

/** Signs in at Auth0's pages and gives the callback the browser is sent back to. */
export async function signInThere(browser: Browser, start: URL, visit: Visit = {}): Promise<URL> {
  const { callback, error } = await visitAuth0(start, { ...visit, browser })
  if (!callback) throw new Error(`Auth0 kept the browser: ${error}`)
  return callback
}

/** From the page that asks for consent, by way of Auth0, to where it ends. */
export async function goThrough(begun: Begun, visit: Visit = {}, more?: Record<string, string>) {
  const callback = await signInThere(begun.browser, await leave(begun, more), visit)
  return follow(begun.browser, callback)
}
