/** The approval page in a real Chromium: its style is applied, and it goes on without any script. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  authorizeUrl,
  newVerifier,
  register,
  startOauthHost,
  type OauthHost,
} from '../fakes/oauth-host.ts'
import { connectChromium } from '../e2e/shared-chromium.ts'

let host: OauthHost
let browser: Browser
let client: Server
let redirect_uri: string
beforeAll(async () => {
  host = await startOauthHost()
  client = createServer((_req, res) => res.end('Back at the client'))
  await new Promise<void>((resolve) => client.listen(0, '127.0.0.1', resolve))
  redirect_uri = `http://127.0.0.1:${(client.address() as AddressInfo).port}/callback`
  browser = await connectChromium()
})
afterAll(async () => {
  await browser.close()
  client.closeAllConnections()
  await new Promise((resolve) => client.close(resolve))
  await host.stop()
})

const claudeCode = 'https://claude.ai/oauth/claude-code-client-metadata'

async function registered(): Promise<string> {
  const metadata = { client_name: 'Gemini CLI', redirect_uris: [redirect_uri] }
  return String((await register(host, metadata, host.loopback)).json()['client_id'])
}

/** A browser without scripts, on the approval page; what it complains about is collected. */
async function openPage(
  client_id: string,
): Promise<{ page: Page; number: string; problems: string[] }> {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => problems.push(message.text()))
  const url = authorizeUrl({ client_id, redirect_uri, origin: host.loopback }, newVerifier())
  await page.goto(url.href)
  const number = await page.locator('[data-approval-number]').innerText()
  return { page, number, problems }
}

const backAtClient = async (page: Page) => {
  await page.waitForURL(`${redirect_uri}**`)
  const { searchParams } = new URL(page.url())
  await page.context().close()
  return searchParams
}

it('shows the number in its own style and goes back by itself once approved', async () => {
  const { page, number, problems } = await openPage(await registered())
  expect(number).toMatch(/^\d{4}$/)
  await page.getByRole('heading', { name: 'Gemini CLI wants to join your bridge' }).waitFor()
  const size = await page.locator('main').evaluate((main) => getComputedStyle(main).maxWidth)
  expect(size).toBe('480px')
  await host.server.approvals.approve(number, 'gemini')
  const answer = await backAtClient(page)
  expect(answer.get('code')).toBeTruthy()
  expect(answer.get('iss')).toBe(host.loopback.url)
  expect(problems).toEqual([])
})

it('Cancel leads back to a known client, though a form may not leave the page', async () => {
  const { page, problems } = await openPage(claudeCode)
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect((await backAtClient(page)).get('error')).toBe('access_denied')
  expect(problems).toEqual([])
})

it('Cancel ends here for a client nobody has approved', async () => {
  const { page, problems } = await openPage(await registered())
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('heading', { name: 'Cancelled' }).waitFor()
  expect(new URL(page.url()).origin).toBe(host.loopback.url)
  await page.context().close()
  expect(problems).toEqual([])
})
