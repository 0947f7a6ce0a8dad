/**
 * What crosses, shown live in the shipped panel: many calls of a real client, two panels at once, a
 * restart of the bridge under an open panel.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { rendererDir } from './built-panel.ts'
import { startPanelWorld, type PanelWorld } from './panel-world.ts'
import { startBridge, temporaryDataFolder } from './running-bridge.ts'
import { connectChromium } from './shared-chromium.ts'

let chromium: Browser

beforeAll(async () => {
  chromium = await connectChromium()
})
afterAll(() => chromium.close())

const connected = (world: PanelWorld) =>
  world.connect(
    'ChatGPT',
    'https://chatgpt.com/connector_platform_oauth_redirect',
    async (number) => {
      await world.invoke('approvals.approve', { number })
    },
  )

/** Two panels, or two bridges, on a machine that does other work too. */
const aWhile = 90_000

const list = (page: Page) => page.getByRole('listbox', { name: 'What crosses the bridge' })
const callsIn = async (page: Page): Promise<number> =>
  await page.evaluate(() => {
    const [last] = [...document.querySelectorAll('[role=option]')].slice(-1)
    return Number(last?.getAttribute('aria-setsize') ?? 0)
  })

it(
  'follows many calls while they pass, and finds, pauses and explains them',
  async () => {
    const world = await startPanelWorld({ rendererDir, chromium })
    const { page } = world
    await world.go('#traffic')
    const client = await connected(world)
    await list(page).waitFor()
    const before = await callsIn(page)
    const passes = 500
    for (let i = 0; i < passes; i += 10) {
      await Promise.all(Array.from({ length: 10 }, () => client.call('check_inbox')))
    }
    await page.waitForFunction(
      (least) =>
        Number(
          [...document.querySelectorAll('[role=option]')].at(-1)?.getAttribute('aria-setsize'),
        ) >= least,
      before + passes,
    )
    // The newest is in sight, and only what is in sight is in the page.
    const rows = list(page).getByRole('option')
    expect(await rows.count()).toBeLessThan(80)
    expect(await rows.last().innerText()).toContain('check_inbox')

    await page.getByRole('button', { name: 'Pause' }).click()
    await client.call('list_files')
    await page.getByRole('button', { name: /new/ }).waitFor()
    expect(await rows.last().innerText()).toContain('check_inbox')
    await page.getByRole('button', { name: /Go on/ }).click()
    await list(page).getByText('list_files').waitFor()

    await page.getByRole('searchbox', { name: 'Search' }).fill('list_files')
    await page.getByText(/^1 of /).waitFor()
    await rows.first().click()
    const pane = page.getByRole('region', { name: 'What was chosen' })
    await pane.getByRole('heading', { name: 'list_files' }).waitFor()
    await pane
      .getByRole('button', { name: /^Headers/ })
      .first()
      .click()
    await pane.getByText('Bearer ••••••').waitFor()
    await pane.getByRole('button', { name: 'Copy: Copy as curl' }).waitFor()
    expect(world.problems).toEqual([])
  },
  aWhile,
)

it('can be walked through by keyboard', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page } = world
  await connected(world)
  await world.go('#traffic')
  await list(page).waitFor()
  await list(page).focus()
  await page.keyboard.press('Home')
  await list(page).getByRole('option', { selected: true }).waitFor()
  const first = await page.evaluate(() => location.hash)
  await page.keyboard.press('ArrowDown')
  await page.waitForFunction((before) => location.hash !== before, first)
  await page.getByRole('region', { name: 'What was chosen' }).focus()
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'Stories' }).waitFor()
})

it('is a list, and then a page, where there is little room', async () => {
  const world = await startPanelWorld({ rendererDir, chromium })
  const { page } = world
  await connected(world)
  await page.setViewportSize({ width: 420, height: 860 })
  await world.go('#traffic')
  await list(page).getByRole('option').last().click()
  await list(page).waitFor({ state: 'detached' })
  const pane = page.getByRole('region', { name: 'What was chosen' })
  expect(await pane.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.goBack()
  await list(page).waitFor()
  await page.getByRole('link', { name: 'Stories' }).click()
  await page.getByRole('link', { name: 'ChatGPT signs in' }).click()
  await page.getByText(/It worked\. It took/).waitFor()
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  ).toBeLessThanOrEqual(0)
})

it(
  'shows the same in two panels, also when one of them clears it',
  async () => {
    const world = await startPanelWorld({ rendererDir, chromium })
    const second = await world.page.context().newPage()
    await second.goto(new URL('#traffic', world.page.url()).href)
    await world.go('#traffic')
    const client = await connected(world)
    await client.call('check_inbox')
    for (const page of [world.page, second]) await list(page).getByText('check_inbox').waitFor()
    await world.page.getByRole('button', { name: 'Clear' }).click()
    await world.page.getByRole('dialog').getByRole('button', { name: 'Clear' }).click()
    await client.call('list_files')
    for (const page of [world.page, second]) {
      await list(page).getByText('list_files').waitFor()
      await expect.poll(() => list(page).getByText('check_inbox').count()).toBe(0)
    }
  },
  aWhile,
)

it(
  'outlives a restart of the bridge, says so meanwhile, and begins anew',
  async () => {
    const dataDir = temporaryDataFolder()
    const first = await startBridge({ dataDir })
    const context = await chromium.newContext()
    onTestFinished(() => context.close())
    context.setDefaultTimeout(25_000)
    const page = await context.newPage()
    await page.goto(first.panelUrl)
    await page.getByRole('heading', { name: /^The bridge is open/ }).waitFor()
    const { port } = new URL(page.url())
    await page.goto(new URL('#traffic', page.url()).href)
    await fetch(first.mcpUrl, { method: 'POST' })
    await list(page).getByText('It calls without a token').waitFor()

    await first.stop()
    await page.getByText('The bridge has stopped. What you see may be old.').first().waitFor()
    expect(await list(page).getByRole('option').count()).toBeGreaterThan(0)

    const second = await startBridge({ dataDir, args: ['--control-port', port] })
    await page.getByRole('heading', { name: 'Open a fresh link' }).waitFor()
    const other = await context.newPage()
    await other.goto(second.panelUrl)
    await page.getByText('Nothing has crossed yet.').waitFor()
    await fetch(new URL('/.well-known/oauth-protected-resource/mcp', second.mcpUrl))
    await list(page).getByText('It looks up the authorization server').waitFor()
    await expect.poll(() => list(page).getByText('It calls without a token').count()).toBe(0)
  },
  aWhile,
)
