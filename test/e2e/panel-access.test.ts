/**
 * Every view as it is built, empty and in use, by day and by night, narrow and wide: axe finds
 * nothing, nothing is cut off at 420 pixels, and the console has nothing to complain about, which
 * includes the content security policy.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createControlListener, type ControlListener } from '../../main/bridge/http/control.ts'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { viewNames } from '../../renderer/navigation.ts'
import { anApproval, createFakeControl, type FakeState } from '../fakes/fake-control.ts'
import { aFullBridge } from '../fakes/panel-data/full.ts'
import { rendererDir } from './built-panel.ts'
import { connectChromium } from './shared-chromium.ts'

let browser: Browser
let axe: string
let listener: ControlListener
let problems: string[] = []

beforeAll(async () => {
  browser = await connectChromium()
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
})

afterAll(() => browser.close())

afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  await listener.stop()
  problems = []
})

interface Eyes {
  colorScheme: 'light' | 'dark'
  width: number
}

async function openPanel(state: Partial<FakeState>, { colorScheme, width }: Eyes): Promise<Page> {
  listener = createControlListener({
    control: createFakeControl(state),
    rendererDir,
    port: 0,
    requestLimitBytes: 1024 * 1024,
    log: silentLog,
    clock: systemClock,
  })
  await listener.start()
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  await page.goto(listener.launchUrl())
  await settled(page)
  return page
}

/** Nothing is on its way any more. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy="true"]'))
}

/** What axe finds, one line each; evaluated by the test, so that the page's own policy stays. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run: (
          where: Document,
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
      }
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await axe.run(document, { runOnly: tags })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`),
    )
  })
}

const isCutOff = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth)

const inUse = (): Partial<FakeState> => ({ ...aFullBridge(), approvals: [anApproval()] })

describe.each([
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'light', width: 420 },
] as const)('$colorScheme, $width pixels', (eyes) => {
  it.each([
    { name: 'empty', state: () => ({}) },
    { name: 'in use', state: inUse },
  ])('every view, $name', async ({ state }) => {
    const page = await openPanel(state(), eyes)
    for (const view of viewNames) {
      await page.evaluate((hash) => {
        location.hash = hash
      }, view)
      await settled(page)
      expect(await findings(page), view).toEqual([])
      expect(await isCutOff(page), view).toBe(false)
    }
    expect(problems).toEqual([])
  })

  it('what comes up over a view', async () => {
    const page = await openPanel(aFullBridge(), eyes)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: /^Go, do/ }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: /^Go, do/ }).waitFor({ state: 'detached' })
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    expect(await findings(page)).toEqual([])
    expect(problems).toEqual([])
  })
})
