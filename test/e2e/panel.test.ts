/**
 * The panel as it is built, in a real Chromium, on the real control listener. Behind it stands a
 * small Control in memory; what is tested here is the way from the launch link to the owner's click.
 */
import { createServer, type Server } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createControlListener, type ControlListener } from '../../main/bridge/http/control.ts'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { anApproval, createFakeControl, type FakeControl } from '../fakes/fake-control.ts'
import { rendererDir } from './built-panel.ts'
import { connectChromium } from './shared-chromium.ts'

let browser: Browser
let control: FakeControl
let listener: ControlListener
let url: string
let problems: string[]

beforeAll(async () => {
  browser = await connectChromium()
})

afterAll(() => browser.close())

beforeEach(async () => {
  problems = []
  control = createFakeControl()
  listener = listen(0)
  ;({ url } = await listener.start())
})

afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
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

/** A new browser profile; everything the console complains about is collected in `problems`. */
async function newPage(): Promise<Page> {
  const context = await browser.newContext()
  context.setDefaultTimeout(25_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  return page
}

async function openPanel(): Promise<Page> {
  const page = await newPage()
  await page.goto(listener.launchUrl())
  await page.getByRole('heading', { name: 'The bridge is open' }).waitFor()
  return page
}

const number = (page: Page) => page.getByLabel('The number your browser shows')

it('opens by the launch link, shows a request that arrives, and approves it by its number', async () => {
  const page = await openPanel()
  expect(page.url()).toBe(`${url}/`)

  control.change('approvals', (state) => state.approvals.push(anApproval()))
  const card = page.getByRole('article', { name: 'ChatGPT' })
  await card.waitFor()
  await expect.poll(() => page.title()).toBe('(1) Drawbridge')
  expect(await card.innerText()).toContain('Verified: its id is an address of chatgpt.com')
  expect(await page.content()).not.toContain('4821')

  await number(page).fill('1248')
  await card.getByRole('button', { name: 'Approve ChatGPT' }).click()
  await card.getByText('That is not the number of this request.').waitFor()
  expect(control.state.clients).toEqual([])

  await number(page).fill('4821')
  await number(page).press('Enter')
  await card.waitFor({ state: 'detached' })
  expect(control.state.clients.map(({ name, participant }) => [name, participant])).toEqual([
    ['ChatGPT', 'chatgpt'],
  ])
  await page.getByText('Approved, but it has not called yet.').waitFor()
  expect(problems).toEqual([])
})

it('lets a request come up over any view without taking a keystroke', async () => {
  const page = await openPanel()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: /^Go, do/ })
  await field.waitFor()
  await page.keyboard.type('doc')
  control.change('approvals', (state) => state.approvals.push(anApproval()))
  await page.getByRole('article', { includeHidden: true }).waitFor()
  await page.keyboard.type('tor')
  expect(await field.inputValue()).toBe('doctor')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Doctor' }).waitFor()
  await page.getByRole('region', { name: 'Waiting for you' }).waitFor()
  await page.keyboard.type('4821')
  expect(await number(page).inputValue()).toBe('')

  await page.keyboard.press('a')
  await page.keyboard.type('4821')
  await page.keyboard.press('Enter')
  await vi.waitFor(() => expect(control.state.clients).toHaveLength(1))
  expect(problems).toEqual([])
})

it('can be worked by keyboard alone, and by somebody who only listens', async () => {
  control.state.approvals.push(anApproval())
  const page = await newPage()
  await page.goto(listener.launchUrl())
  const announced = page.getByRole('status').getByText('ChatGPT asks to cross.')
  await announced.waitFor({ state: 'attached' })
  await number(page).waitFor()
  const reached = () => number(page).evaluate((field) => field === document.activeElement)
  for (let i = 0; i < 40 && !(await reached()); i += 1) await page.keyboard.press('Tab')
  expect(await number(page).evaluate((field) => getComputedStyle(field).outlineStyle)).toBe('solid')
  await page.keyboard.type('4821')
  await page.keyboard.press('Enter')
  await vi.waitFor(() => expect(control.state.clients).toHaveLength(1))
})

it('keeps two panels in step', async () => {
  control.state.approvals.push(anApproval())
  const [first, second] = [await newPage(), await newPage()]
  await first.goto(listener.launchUrl())
  await second.goto(listener.launchUrl())
  await second.getByRole('button', { name: 'Deny ChatGPT' }).waitFor()
  await first.getByRole('button', { name: 'Deny ChatGPT' }).click()
  await second.getByRole('button', { name: 'Deny ChatGPT' }).waitFor({ state: 'detached' })
  await second.getByRole('radio', { name: 'Raised' }).click()
  await first.getByRole('heading', { name: 'The bridge is raised.' }).waitFor()
  expect(control.state.position).toBe('raised')
})

it('shows what was said as text, whatever a model wrote', async () => {
  const page = await openPanel()
  const text = 'Good <b>morning</b>, <img src=x onerror=alert(1)> both.'
  await control.invoke('conversation.send', { to: ['claude'], text })
  await page.getByText(text).waitFor()
  expect(problems).toEqual([])
})

it('runs no script but its own, and loads nothing from elsewhere', async () => {
  const page = await openPanel()
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'document.documentElement.dataset.ran = "yes"'
    document.body.append(script)
    const reached = await fetch('https://example.com/').then(
      () => 'reached',
      () => 'blocked',
    )
    return [document.documentElement.dataset['ran'] ?? 'blocked', reached]
  })
  expect(ran).toEqual(['blocked', 'blocked'])
  await expect.poll(() => problems.join('\n')).toContain('Content Security Policy')
})

it('finds the bridge again after it was gone, and then explains that a fresh link is needed', async () => {
  const page = await openPanel()
  await listener.stop()
  await page.getByRole('heading', { name: 'The bridge has stopped.' }).waitFor()
  listener = listen(Number(new URL(url).port))
  await listener.start()
  await page.getByRole('heading', { name: 'Open a fresh link' }).waitFor()
  // A fresh link in another tab brings this one back as well.
  const other = await page.context().newPage()
  await other.goto(listener.launchUrl())
  await page.getByRole('heading', { name: 'The bridge is open' }).waitFor()
})

it('shows a stranger, and a used link, a page in its own style and nothing of the panel', async () => {
  const used = listener.launchUrl()
  await (await newPage()).goto(used)
  const page = await newPage()
  for (const address of [url, used]) {
    await page.goto(address)
    expect(await page.locator('body').innerText()).toContain('drawbridge panel')
    // The style is allowed by its hash: were that wrong, the page would be bare.
    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).display)).toBe(
      'grid',
    )
    expect(await page.locator('script').count()).toBe(0)
  }
  expect(problems.filter((problem) => !/status of (401|410)/.test(problem))).toEqual([])
})

/** Another site, as the browser sees it: `localhost` is not the same site as 127.0.0.1. */
async function onForeignSite(html: string, test: (page: Page) => Promise<void>): Promise<void> {
  const site: Server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(html)
  })
  await new Promise<void>((done) => site.listen(0, 'localhost', done))
  const address = site.address()
  const port = address && typeof address === 'object' ? address.port : 0
  try {
    const page = await openPanel()
    await page.goto(`http://localhost:${port}/`)
    await test(page)
  } finally {
    site.closeAllConnections()
    site.close()
  }
}

it('opens from a link on another site although its cookie is SameSite=Strict', async () => {
  await onForeignSite(`<a href="${listener.launchUrl()}">open</a>`, async (page) => {
    await page.context().clearCookies()
    await page.getByText('open').click()
    await page.getByRole('heading', { name: 'The bridge is open' }).waitFor()
  })
})

it('cannot be called or framed by another site, even in the signed-in browser', async () => {
  const html = `<iframe src="${url}/"></iframe>
    <form method="post" enctype="text/plain" action="${url}/api/approvals.approve">
    <input name='{"number":"4821","x":"' value='"}'></form>`
  await onForeignSite(html, async (page) => {
    control.change('approvals', (state) => state.approvals.push(anApproval()))
    const outcome = await page.evaluate(async (api) => {
      const init = {
        method: 'POST',
        credentials: 'include' as const,
        body: '{"number":"4821"}',
      }
      const json = { ...init, headers: { 'content-type': 'application/json' } }
      const plain = { ...init, mode: 'no-cors' as const }
      const failed = () => 'failed'
      const answers = [
        await fetch(api, json).then(() => 'answered', failed),
        await fetch(api, plain).then(({ type }) => type, failed),
      ]
      document.querySelector('form')?.submit()
      return answers
    }, `${url}/api/approvals.approve`)
    expect(outcome[0]).toBe('failed')
    await page.waitForURL(`${url}/api/approvals.approve`)
    expect(await page.locator('body').innerText()).toContain('origin-refused')
    expect(control.state.approvals).toHaveLength(1)
    await expect
      .poll(() => problems.join('\n'))
      .toMatch(/frame-ancestors|X-Frame-Options|ERR_BLOCKED_BY_RESPONSE/)
  })
})
