/**
 * Signing in elsewhere in a real Chromium without scripts: its content security policy is applied to
 * forms and to every redirect after them, and its cookies decide whose sign-in it is.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { alice } from '../fakes/auth0/tenant.ts'
import { newVerifier, s256 } from '../fakes/oauth-host.ts'
import { startAuth0World, type Auth0World } from '../identity/auth0-world.ts'
import { connectChromium } from '../e2e/shared-chromium.ts'

let browser: Browser
let client: Server
let redirect_uri: string
beforeAll(async () => {
  client = createServer((_req, res) => res.end('Back at the client'))
  await new Promise<void>((resolve) => client.listen(0, '127.0.0.1', resolve))
  redirect_uri = `http://127.0.0.1:${(client.address() as AddressInfo).port}/callback`
  browser = await connectChromium()
})
afterAll(async () => {
  await browser.close()
  client.closeAllConnections()
  await new Promise((resolve) => client.close(resolve))
})

async function openPage(at: Auth0World): Promise<{ page: Page; problems: string[] }> {
  const registered = await at.browser().go(`${at.loopback}/oauth2/register`, {
    json: { client_name: 'Gemini CLI', redirect_uris: [redirect_uri] },
  })
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const problems: string[] = []
  // Auth0's pages may say what they like.
  page.on('console', (message) => {
    if (message.location().url.startsWith(at.loopback)) problems.push(message.text())
  })
  const query = new URLSearchParams({
    client_id: String(registered.json()['client_id']),
    redirect_uri,
    response_type: 'code',
    code_challenge: s256(newVerifier()),
    code_challenge_method: 'S256',
    state: 'x',
  })
  await page.goto(`${at.loopback}/oauth2/authorize?${query}`)
  return { page, problems }
}

/** At the provider: the form, and the confirmation it wants for a callback on this computer. */
async function signInAtAuth0(page: Page): Promise<void> {
  const form = page.locator('form[action$="/login"]').first()
  await form.locator('input[name="email"]').fill(alice.email)
  await form.locator('input[name="password"]').fill(alice.password ?? '')
  await form.getByRole('button').first().click()
  const accept = page.locator('form[action$="/accept"] button').first()
  await Promise.race([accept.waitFor(), page.waitForURL(/callback|interaction/)])
  if (await accept.isVisible()) await accept.click()
}

it('goes to the provider and back to the client, though a form may not lead out of the page', async () => {
  const at = await startAuth0World({ registered: null })
  const { page, problems } = await openPage(at)
  await page.getByText('It runs on this computer and not on a website').waitFor()
  await page.getByRole('button', { name: 'Continue at Auth0' }).click()
  await signInAtAuth0(page)
  await page.waitForURL(`${redirect_uri}**`)
  expect(new URL(page.url()).searchParams.get('code')).toBeTruthy()
  expect(problems).toEqual([])
  await page.context().close()
})

it('asks whom the client speaks as when that was wanted, and goes on after the choice', async () => {
  const at = await startAuth0World({ registered: null })
  await at.invoke('participants.add', { id: 'diary', name: 'My diary' })
  const { page, problems } = await openPage(at)
  await page.getByRole('button', { name: 'Continue, and choose another name' }).click()
  await signInAtAuth0(page)
  await page.getByRole('heading', { name: 'Whom does Gemini CLI speak as?' }).waitFor()
  expect(await page.getByRole('radio').first().isChecked()).toBe(true)
  await page.getByRole('radio', { name: 'My diary' }).check()
  await page.getByRole('button', { name: 'Let it in' }).click()
  await page.waitForURL(`${redirect_uri}**`)
  expect((await at.invoke('clients.list'))[0]?.participants).toEqual(['diary'])
  expect(problems).toEqual([])
  await page.context().close()
})

it('goes on by itself when the owner approves on the computer instead', async () => {
  const at = await startAuth0World({ registered: null })
  const { page } = await openPage(at)
  const number = await page.locator('[data-approval-number]').innerText()
  await at.invoke('approvals.approve', { number })
  await page.waitForURL(`${redirect_uri}**`)
  await page.context().close()
})
