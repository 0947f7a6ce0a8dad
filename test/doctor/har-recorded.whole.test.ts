/**
 * HAR files as they really are: recorded by Chromium while a web client signs in at a real bridge, or
 * at Auth0's double. Nothing is wrong on the way; what is wrong is what the client, the owner, the
 * browser or the provider does.
 */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { startFakeAuth0 } from '../fakes/auth0/fake-auth0.ts'
import { connectChromium } from '../e2e/shared-chromium.ts'
import { startWorld } from '../identity/sign-in-world.ts'
import { readHar } from './har-texts.ts'
import { approve, begin, judge, scene, signIn } from './recorded-scene.ts'
import { openWebClient } from './web-client.ts'

let browser: Browser
beforeAll(async () => {
  browser = await connectChromium()
})
afterAll(() => browser.close())
afterEach(() => vi.useRealTimers())

it('a sign-in that works shows its steps and nothing wrong', async () => {
  const at = await scene(browser)
  const token = await signIn(at)
  expect((await at.client.call(at.mcpUrl, token))?.status).toBe(200)
  const { codes, steps } = await judge(at)
  expect(codes).toEqual([])
  expect(steps.filter(({ ok }) => !ok)).toEqual([])
  const labels = [
    'MCP',
    'Resource metadata',
    'Server metadata',
    'Registration',
    'Sign-in begun',
    'Way back',
    'Tokens',
  ]
  for (const label of labels) {
    expect(
      steps.some(({ title }) => title.startsWith(`${label}: `)),
      label,
    ).toBe(true)
  }
})

/** Wrong in what the client sends. */
it('client-callback-unknown: another address to come back to than registered', async () => {
  const at = await scene(browser)
  const signing = await begin(at)
  const redirectUri = `${at.client.callback}/other`
  if (signing) await at.client.authorize({ ...signing, redirectUri })
  const { codes, findings } = await judge(at)
  expect(codes).toEqual(['client-callback-unknown'])
  expect(findings[0]?.problem.sentence).toContain(redirectUri)
})

it('client-not-registered: a client id that is gone', async () => {
  const at = await scene(browser)
  const signing = await begin(at)
  if (signing) await at.client.authorize({ ...signing, clientId: 'gone-for-good' })
  expect((await judge(at)).codes[0]).toBe('client-not-registered')
})

it('client-code-refused: a code used a second time', async () => {
  const at = await scene(browser)
  const signing = await begin(at)
  if (!signing) throw new Error('the client had to give up')
  await at.client.authorize(signing)
  await approve(at)
  expect((await at.client.exchange(signing))?.status).toBe(200)
  expect((await at.client.exchange(signing))?.status).toBe(400)
  expect((await judge(at)).codes[0]).toBe('client-code-refused')
})

it('client-code-refused: a code that has expired', async () => {
  const at = await scene(browser)
  const signing = await begin(at)
  if (!signing) throw new Error('the client had to give up')
  await at.client.authorize(signing)
  await approve(at)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 60_000 })
  expect((await at.client.exchange(signing))?.status).toBe(400)
  vi.useRealTimers()
  expect((await judge(at)).codes[0]).toBe('client-code-refused')
})

it('token-wrong-audience: a token made for another name of the bridge', async () => {
  const world = await startWorld({ issuer: 'http://127.0.0.1:1/', clientId: 'none', owner: null })
  const client = await openWebClient(browser)
  const local = `${world.loopback.replace('127.0.0.1', 'localhost')}/mcp`
  const token = await signIn({ world, client, mcpUrl: local })
  const mcpUrl = `${world.loopback}/mcp`
  expect((await client.call(mcpUrl, token))?.status).toBe(401)
  const { codes, findings } = await judge({ world, client })
  expect(codes[0]).toBe('token-wrong-audience')
  expect(findings[0]?.problem.sentence).toBe(
    `The token is meant for ${local}, and it was sent to ${mcpUrl}.`,
  )
})

it('client-denied: the owner said no', async () => {
  const at = await scene(browser)
  const signing = await begin(at)
  if (signing) await at.client.authorize(signing)
  const number = await at.client.page.locator('[data-approval-number]').innerText()
  await at.world.invoke('approvals.deny', { number })
  await at.client.page.getByText('Not let in').first().waitFor()
  expect((await judge(at)).codes).toEqual(['client-denied'])
})

it('sign-in-unfinished: nobody approved', async () => {
  const at = await scene(browser)
  const signing = await begin(at)
  if (signing) await at.client.authorize(signing)
  expect((await judge(at)).codes).toEqual(['sign-in-unfinished'])
})

/** Wrong between the page, the browser and the bridge. */
it('request-unanswered: nothing listens there', async () => {
  const at = await scene(browser)
  await at.client.call('http://127.0.0.1:1/mcp')
  const { codes, findings } = await judge(at)
  expect(codes).toContain('request-unanswered')
  expect(findings[0]?.evidence).toContain('no answer')
})

it('browser-blocked-answer: a page of another site', async () => {
  const at = await scene(browser)
  await at.client.page.goto(at.client.callback.replace('127.0.0.1', 'elsewhere.example'))
  await at.client.call(at.mcpUrl)
  const { codes, findings } = await judge(at)
  expect(codes).toEqual(['browser-blocked-answer'])
  expect(findings[0]?.problem.sentence).toContain('a page of http://elsewhere.example')
})

it('unknown-origin: a proxy that does not pass the Host on', async () => {
  const world = await startWorld({ issuer: 'http://127.0.0.1:1/', clientId: 'none', owner: null })
  const client = await openWebClient(browser)
  const mcpUrl = `${world.loopback}/mcp`.replace('127.0.0.1', 'elsewhere.example')
  await client.page.goto(mcpUrl)
  const { codes } = await judge({ world, client })
  expect(codes).toContain('unknown-origin')
})

it('mixed-content: a secure page and an insecure address', async () => {
  const at = await scene(browser)
  await at.client.context.route('https://chatgpt.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<p>' }),
  )
  await at.client.page.goto('https://chatgpt.com/')
  await at.client.call('http://elsewhere.example/mcp')
  expect((await judge(at)).codes).toContain('mixed-content')
})

it("chatgpt-oauth-client: what ChatGPT's own service answered", async () => {
  const at = await scene(browser)
  const detail = `Failed to resolve OAuth client for MCP connector: ${at.mcpUrl}`
  await at.client.context.route('https://chatgpt.com/**', (route) =>
    route.request().url().includes('backend-api')
      ? route.fulfill({ status: 424, json: { detail } })
      : route.fulfill({ contentType: 'text/html', body: '<p>' }),
  )
  await at.client.page.goto('https://chatgpt.com/')
  await at.client.ask('https://chatgpt.com/backend-api/aip/connectors/mcp', { json: { name: 'x' } })
  expect((await judge(at)).codes).toContain('chatgpt-oauth-client')
})

/** Wrong at the identity provider, on its own page or in its answer. */
const mistakes = [
  ['upstream-callback-mismatch', {}, { redirect_uri: 'https://bridge.example/elsewhere' }],
  ['upstream-client-unknown', {}, { client_id: 'nobodyknows' }],
  ['auth0-audience-unknown', { audience: 'https://claude-chatgpt-bridge' }, {}],
] as const

it.each(mistakes)('%s at Auth0', async (code, more, wrong) => {
  const auth0 = await startFakeAuth0()
  onTestFinished(() => auth0.stop())
  const client = await openWebClient(browser)
  const callback = client.callback.replace('/callback', '/oauth2/callback')
  const app = auth0.addApp({ callbacks: [callback] })
  const params = new URLSearchParams({
    response_type: 'code',
    client_id: app.client_id,
    redirect_uri: callback,
    scope: 'openid profile email',
    state: 'abcdefgh',
    ...more,
    ...wrong,
  })
  await client.page.goto(`${auth0.origin}/authorize?${params}`)
  const mcpUrls = [`${new URL(callback).origin}/mcp`]
  const { findings } = await readHar(await client.har(), {
    mcpUrls,
    upstream: { provider: 'auth0' },
  })
  expect(findings[0]?.problem.code).toBe(code)
})
