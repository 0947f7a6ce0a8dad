/**
 * What keeps the browser signed in to the panel, in a real Chromium: a cookie, which every web
 * server of this computer gets to see, and a secret in the storage of the panel's own address.
 */
import { createServer, request, type OutgoingHttpHeaders } from 'node:http'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createControlListener, type ControlListener } from '../../main/bridge/http/control.ts'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { createFakeControl, type FakeControl } from '../fakes/fake-control.ts'
import { rendererDir } from './built-panel.ts'
import { connectChromium } from './shared-chromium.ts'

let browser: Browser
let context: BrowserContext
let control: FakeControl
let listener: ControlListener
let url: string

beforeAll(async () => {
  browser = await connectChromium()
})

afterAll(() => browser.close())

beforeEach(async () => {
  control = createFakeControl()
  listener = listen(0)
  ;({ url } = await listener.start())
  context = await browser.newContext()
  context.setDefaultTimeout(25_000)
})

afterEach(async () => {
  await context.close()
  await listener.stop()
})

const listen = (port: number): ControlListener =>
  createControlListener({
    control,
    rendererDir,
    port,
    requestLimitBytes: 1024 * 1024,
    log: silentLog,
    clock: systemClock,
  })

const isOpen = (page: Page): Promise<void> =>
  page.getByRole('heading', { name: 'The bridge is open' }).waitFor()
const isSignedOut = (page: Page): Promise<void> =>
  page.getByRole('heading', { name: 'Open a fresh link' }).waitFor()

async function openPanel(): Promise<Page> {
  const page = await context.newPage()
  await page.goto(listener.launchUrl())
  await isOpen(page)
  return page
}

it('opens at the place its launch link names, and at Home for what is no place', async () => {
  const page = await context.newPage()
  await page.goto(`${listener.launchUrl()}&go=talks/t1`)
  await page.waitForURL(`${url}/#talks/t1`)
  const home = await context.newPage()
  await home.goto(`${listener.launchUrl()}&go=//example.com`)
  await isOpen(home)
  expect(home.url()).toBe(`${url}/`)
})

it('says so when the code of the panel does not come, and is there once it does', async () => {
  const page = await context.newPage()
  const code = /\/assets\/panel-[^/]+\.js$/
  await page.route(code, (route) => route.abort())
  await page.goto(listener.launchUrl())
  await page.getByRole('alert').getByText('could not be loaded').waitFor()
  await page.unroute(code)
  await page.getByRole('button', { name: 'Load again' }).click()
  await isOpen(page)
})

/** The status of a request that no browser had a hand in; the answer is not waited for. */
function replay(method: string, path: string, headers: OutgoingHttpHeaders): Promise<number> {
  return new Promise((resolve, reject) => {
    const type = { 'content-type': 'application/json' }
    const outgoing = request(`${url}${path}`, { method, headers: { ...type, ...headers } })
    outgoing.on('error', reject).on('response', (response) => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    })
    outgoing.end(method === 'POST' ? '{}' : undefined)
  })
}

it('a web server on another port is sent the cookie, and can do nothing with it', async () => {
  const seen: string[] = []
  const other = createServer((incoming, response) => {
    seen.push(incoming.headers.cookie ?? '')
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>hello')
  })
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
  const address = other.address()
  const port = address && typeof address === 'object' ? address.port : 0
  try {
    const panel = await openPanel()
    const lured = await context.newPage()
    await lured.goto(`http://127.0.0.1:${port}/`)
    const cookie = seen[0] ?? ''
    expect(cookie).toMatch(/^drawbridge-panel-\d+=[\w-]{43}$/)

    const calls = [
      ['POST', '/api/status.get'],
      ['POST', '/api/panel.link'],
      ['GET', '/events'],
    ] as const
    const guess = { cookie, 'x-drawbridge-panel': 'a'.repeat(43) }
    for (const [method, path] of calls) {
      expect(await replay(method, path, { cookie })).toBe(401)
      expect(await replay(method, path, guess)).toBe(401)
    }

    // Its page reads no storage but its own, and cannot send the panel's header.
    expect(await lured.evaluate(() => localStorage.length)).toBe(0)
    const asked = await lured.evaluate(
      (api) =>
        fetch(api, {
          method: 'POST',
          credentials: 'include',
          headers: { 'content-type': 'application/json', 'x-drawbridge-panel': 'guess' },
          body: '{}',
        }).then(
          () => 'answered',
          () => 'failed',
        ),
      `${url}/api/status.get`,
    )
    expect(asked).toBe('failed')

    // With what only the panel's own address holds, the same requests pass.
    const secret = await panel.evaluate(() => localStorage.getItem('drawbridge-panel') ?? '')
    const both = { cookie, 'x-drawbridge-panel': secret }
    for (const [method, path] of calls) expect(await replay(method, path, both)).not.toBe(401)
    for (const [method, path] of calls) {
      expect(await replay(method, path, { 'x-drawbridge-panel': secret })).toBe(401)
    }
  } finally {
    other.closeAllConnections()
    other.close()
  }
})

it('a reload and a second tab stay signed in, and the secret is in no address', async () => {
  const page = await openPanel()
  await page.reload()
  await isOpen(page)
  const second = await context.newPage()
  await second.goto(url)
  await isOpen(second)
  expect([page.url(), second.url()]).toEqual([`${url}/`, `${url}/`])
  await control.invoke('conversation.send', { to: ['claude'], text: 'Something to see' })
  for (const tab of [page, second]) await tab.getByText('Something to see').waitFor()
})

it('a browser that has lost its storage is signed out, cookie or not', async () => {
  const page = await openPanel()
  await page.evaluate(() => localStorage.clear())
  await page.reload()
  await isSignedOut(page)
})

it('a tab that was told it is signed out asks again only when it is looked at', async () => {
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(listener.launchUrl())
  await isOpen(page)
  await listener.stop()
  listener = listen(Number(new URL(url).port))
  await listener.start()
  await isSignedOut(page)

  let asked = 0
  page.on('request', () => (asked += 1))
  await page.clock.runFor(60 * 60_000)
  expect(asked).toBe(0)
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await vi.waitFor(() => expect(asked).toBe(1))
})

it('the oldest of five tabs rests, and follows again when it is looked at', async () => {
  const first = await openPanel()
  for (let i = 0; i < 4; i += 1) {
    const tab = await context.newPage()
    await tab.goto(url)
    await isOpen(tab)
  }
  const again = first.waitForRequest(`${url}/events`)
  await vi.waitFor(async () => {
    await first.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await Promise.race([again, Promise.reject(new Error('it still follows'))])
  })
  await control.invoke('conversation.send', { to: ['claude'], text: 'Something to see' })
  await first.getByText('Something to see').waitFor()
})

it('a link of another site to /open leads a signed-in owner to the place, and a stranger to the door', async () => {
  await openPanel()
  const site = createServer((_request, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(
        `<!doctype html><a href="${url}/open#talks/t1">in</a><a href="${url}/open#doctor">on</a>`,
      )
  })
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  try {
    // Another name is another site, from which no Strict cookie is sent (RFC 6265bis §5.5).
    const { port } = site.address() as { port: number }
    const follow = async (link: string, visitor: BrowserContext) => {
      const page = await visitor.newPage()
      await page.goto(`http://elsewhere.example:${port}/`)
      await page.getByRole('link', { name: link, exact: true }).click()
      return page
    }
    await (await follow('in', context)).waitForURL(`${url}/#talks/t1`)
    // Only to what is looked at, so that no site chooses where the owner comes out.
    const home = await follow('on', context)
    await isOpen(home)
    expect(home.url()).toBe(`${url}/`)
    const stranger = await browser.newContext()
    await isSignedOut(await follow('in', stranger))
    await stranger.close()
  } finally {
    site.closeAllConnections()
    site.close()
  }
}, 90_000)
