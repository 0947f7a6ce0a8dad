/**
 * Setting up Auth0 in the shipped panel against the strict double: step by step, by a one-time token,
 * and with configurations that are wrong in ways people really meet.
 */
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { startFakeAuth0, type FakeAuth0 } from '../fakes/auth0/fake-auth0.ts'
import { mallory, type TenantClient } from '../fakes/auth0/tenant.ts'
import { visitAuth0, type Visit } from '../fakes/auth0/visitor.ts'
import { rendererDir } from './built-panel.ts'
import { startPanelWorld, type PanelWorld } from './panel-world.ts'
import { connectChromium } from './shared-chromium.ts'

let chromium: Browser

beforeAll(async () => {
  chromium = await connectChromium()
})
afterAll(() => chromium.close())

interface Auth0World extends PanelWorld {
  auth0: FakeAuth0
}

/** The guide for Auth0 is open; the tenant is new. */
async function startAuth0(): Promise<Auth0World> {
  const auth0 = await startFakeAuth0()
  onTestFinished(() => auth0.stop())
  const world = await startPanelWorld({ rendererDir, chromium })
  await world.go('#setup/sign-in')
  await world.page.getByRole('radio', { name: 'At Auth0' }).click()
  await world.page.getByRole('heading', { name: 'Find the domain of your tenant' }).waitFor()
  return { ...world, auth0 }
}

/** A step of the guide, opened where it is not. */
async function step({ page }: PanelWorld, title: string): Promise<Locator> {
  const item = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title }) })
  const show = item.getByRole('button', { name: 'Show this step' })
  if ((await show.count()) > 0) await show.click()
  return item
}

/** What the owner copies from Auth0 into the panel. */
async function bring(world: Auth0World, app: TenantClient, secret: string): Promise<void> {
  const domain = await step(world, 'Find the domain of your tenant')
  await domain.getByLabel('Domain', { exact: true }).fill(world.auth0.origin)
  const credentials = await step(world, 'Enter the client id and client secret')
  await credentials.getByLabel('Client ID', { exact: true }).fill(app.client_id)
  await credentials.getByLabel('Client Secret', { exact: true }).fill(secret)
  await credentials.getByRole('button', { name: 'Keep these values' }).click()
  await credentials.getByText('These values are kept.').waitFor()
}

/** Pastes what the panel shows into the dashboard. */
async function registerCallbacks(world: Auth0World, app: TenantClient): Promise<void> {
  const item = await step(world, 'Register where sign-ins go back to')
  const lines = await item.locator('code').first().innerText()
  app.callbacks = lines.split(/,\s*/)
}

/** Begins the test sign-in, and is in a browser outside what the owner is there. */
async function signIn(world: Auth0World, button: string, visit: Visit = {}) {
  await world.page.getByRole('button', { name: button }).click()
  const link = world.page.getByRole('link', { name: 'Open the sign-in' })
  const browser = world.browser()
  const { location } = await browser.get((await link.getAttribute('href')) ?? '')
  const arrival = await visitAuth0(location ?? '', { ...visit, browser })
  if (arrival.callback) await browser.get(arrival.callback)
  return arrival
}

const bindButton = 'Test sign-in, and become the owner'

it('leads from an empty tenant to a bound owner, checking each step live', async () => {
  const world = await startAuth0()
  const { page, auth0 } = world
  const app = auth0.addApp({ name: 'Drawbridge', grant_types: ['authorization_code'] })
  await bring(world, app, app.client_secret)
  await registerCallbacks(world, app)
  await page.getByRole('button', { name: 'Check everything' }).click()
  const domain = await step(world, 'Find the domain of your tenant')
  await domain.getByRole('img', { name: 'in order' }).waitFor()
  const callbacks = await step(world, 'Register where sign-ins go back to')
  await callbacks.getByRole('img', { name: 'in order' }).waitFor()

  await signIn(world, bindButton)
  await page
    .getByText(/is bound as the owner\. Everyone else is refused.*Sign-ins go to Auth0/)
    .waitFor()
  expect(await world.invoke('identity.status')).toMatchObject({
    provider: 'auth0',
    owner: { subject: 'auth0|alice' },
  })
  // The secret went to the keychain and nowhere else.
  expect(await page.content()).not.toContain(app.client_secret)

  await world.go('#keys')
  await page.getByRole('switch', { name: /Sign in at/ }).click()
  await page.getByText('You approve each client on this computer, by the number').waitFor()
  await page.getByRole('switch', { name: /Sign in at/ }).click()
  await page.getByText('Sign-ins go to').waitFor()
  await page.getByText('Test: came back').waitFor()
  await page.getByRole('button', { name: 'Unbind…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Unbind' }).click()
  await page.getByText('Nobody is bound.').waitFor()
  expect((await world.invoke('identity.status')).owner).toBeNull()
  expect(world.problems).toEqual([])
})

it('finds a secret that was copied in part, and is content with the whole one', async () => {
  const world = await startAuth0()
  const { page, auth0 } = world
  const app = auth0.addApp({ name: 'Drawbridge' })
  const credentials = await step(world, 'Enter the client id and client secret')
  await credentials
    .getByLabel('Client Secret', { exact: true })
    .fill(app.client_secret.slice(0, 12))
  await credentials.getByText('secrets are longer').waitFor()
  await bring(world, app, app.client_secret.slice(0, 12))
  const check = credentials.getByRole('button', { name: /^Check/ })
  await check.click()
  await credentials.getByText('upstream-secret-refused').waitFor()
  await credentials.getByRole('img', { name: 'failed' }).waitFor()

  await credentials.getByLabel('Client Secret', { exact: true }).fill(app.client_secret)
  // Looked at before it is kept.
  await check.click()
  await credentials.getByRole('img', { name: 'in order' }).waitFor()
  await expect.poll(() => page.getByText('upstream-secret-refused').count()).toBe(0)
})

it('finds a callback that is not registered, and explains the page of Auth0 it leads to', async () => {
  const world = await startAuth0()
  const { page, auth0 } = world
  const app = auth0.addApp({
    name: 'Drawbridge',
    callbacks: ['https://old.example/oauth2/callback'],
  })
  await bring(world, app, app.client_secret)
  const callbacks = await step(world, 'Register where sign-ins go back to')
  await callbacks.getByRole('button', { name: /^Check/ }).click()
  await callbacks.getByText('upstream-callback-mismatch').waitFor()

  const { callback, error } = await signIn(world, bindButton)
  expect(callback).toBeUndefined()
  await page.getByRole('button', { name: 'Explain a page of the provider' }).click()
  await page.getByLabel('The text, or the address').fill(error ?? '')
  await page.getByRole('button', { name: 'Explain it' }).click()
  await expect
    .poll(() => page.getByRole('alert').filter({ hasText: 'upstream-callback-mismatch' }).count())
    .toBeGreaterThan(0)
  await registerCallbacks(world, app)
  await callbacks.getByRole('button', { name: /^Check/ }).click()
  await callbacks.getByRole('img', { name: 'in order' }).waitFor()
})

it('says why a sign-in failed that came back: no connection, or somebody else', async () => {
  const world = await startAuth0()
  const { page, auth0 } = world
  const app = auth0.addApp({ name: 'Drawbridge' })
  await bring(world, app, app.client_secret)
  await registerCallbacks(world, app)
  const enabled = auth0.tenant.connections.map(({ enabled_clients }) => [...enabled_clients])
  for (const connection of auth0.tenant.connections) connection.enabled_clients = []
  await signIn(world, bindButton)
  await page.getByText('auth0-no-connection').first().waitFor()

  for (const [i, connection] of auth0.tenant.connections.entries()) {
    connection.enabled_clients = enabled[i] ?? []
  }
  await signIn(world, bindButton)
  await page
    .getByText(/is bound as the owner\./)
    .first()
    .waitFor()
  await signIn(world, 'Test the sign-in', { as: mallory })
  await page.getByText('upstream-stranger').first().waitFor()
  expect((await world.invoke('identity.status')).owner?.subject).toBe('auth0|alice')
})

it('does it for the owner with a one-time token: the plan first, then what Auth0 says was done', async () => {
  const world = await startAuth0()
  const { page, auth0 } = world
  await page.getByRole('button', { name: 'Do it for me' }).click()
  const before = auth0.tenant.clients.size
  const token = page.getByLabel('One-time token', { exact: true })
  await token.fill('no token at all')
  await page.getByText('That is not a token.').waitFor()
  await token.fill(await auth0.token())
  await page.getByRole('button', { name: 'Use this token' }).click()
  await page.getByText(/^A token for/).waitFor()
  await page.getByRole('button', { name: 'Show the plan' }).click()
  await page.getByText('The plan. Nothing has been changed.').waitFor()
  expect(auth0.tenant.clients.size).toBe(before)
  await page.getByRole('button', { name: 'Do it', exact: true }).click()
  await page.getByText('The report, read back from Auth0.').waitFor()
  const saved = await world.invoke('identity.status')
  expect(saved).toMatchObject({ saved: 'auth0', hasSecret: true, token: null })
  const made = auth0.tenant.clients.get(saved.clientId ?? '')
  expect(made?.callbacks).toEqual(saved.callbacks.map(({ url }) => url))
  expect(world.problems).toEqual([])
})
