/**
 * Set-up, sign-in & keys and settings in every state there is a picture of, by day and by night:
 * axe finds nothing, nothing is wider than the window, the console has nothing to complain about.
 */
import { rm } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createControlListener } from '../../main/bridge/http/control.ts'
import { silentLog, systemClock } from '../../main/bridge/ports.ts'
import { createFakeControl } from '../fakes/fake-control.ts'
import type { Scene } from '../screenshots/scene.ts'
import { scenes as keys } from '../screenshots/scenes/keys.ts'
import { scenes as settings } from '../screenshots/scenes/settings.ts'
import { scenes as setup } from '../screenshots/scenes/setup.ts'
import { accessFindings } from './access-findings.ts'
import { buildPanel, launchChromium } from './built-panel.ts'

let rendererDir: string
let chromium: Browser

beforeAll(async () => {
  rendererDir = await buildPanel()
  chromium = await launchChromium()
})
afterAll(async () => {
  await chromium.close()
  await rm(rendererDir, { recursive: true })
})

const all: [name: string, scene: Scene][] = Object.entries({ setup, keys, settings }).flatMap(
  ([area, scenes]) => scenes.map((scene): [string, Scene] => [`${area}: ${scene.name}`, scene]),
)

describe.each(all)('%s', (_name, scene) => {
  it('can be used by everybody', async () => {
    const control = createFakeControl(structuredClone(scene.state))
    const listener = createControlListener({
      control,
      rendererDir,
      port: 0,
      requestLimitBytes: 1024 * 1024,
      log: silentLog,
      clock: systemClock,
    })
    await listener.start()
    onTestFinished(() => listener.stop())
    const context = await chromium.newContext({
      viewport: { width: 420, height: 860 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
    })
    onTestFinished(() => context.close())
    context.setDefaultTimeout(10_000)
    const page = await context.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
    })
    await page.goto(listener.launchUrl())
    await page.locator('main h1').first().waitFor()
    await page.evaluate((to) => {
      location.hash = to
    }, scene.hash)
    await page.waitForFunction(
      () => document.querySelector('main .view h1') && !document.querySelector('.skeleton'),
    )
    await scene.act?.(page, { control, stop: () => listener.stop() })
    const found = await accessFindings(page)
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    found.push(...(await accessFindings(page)))
    expect(found).toEqual([])
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    ).toBeLessThanOrEqual(0)
    expect(problems).toEqual([])
  })
})
