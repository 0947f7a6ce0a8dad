/** Where a scene is played: a bridge in memory, the real control listener, a page of Chromium. */
import type { Browser, Page } from 'playwright-core'
import { createControlListener } from '../../main/bridge/http/control.ts'
import { silentLog, systemClock } from '../../main/bridge/ports.ts'
import { createFakeControl } from '../fakes/fake-control.ts'
import type { Scene } from './scene.ts'

export const themes = ['light', 'dark'] as const
export const widths = [420, 900, 1440] as const

export interface Shot {
  theme: (typeof themes)[number]
  width: (typeof widths)[number]
  path: string
}

export interface Stage {
  /** Takes one picture; what was wrong with the page meanwhile. */
  take: (scene: Scene, shot: Shot) => Promise<string[]>
}

interface Deps {
  browser: Browser
  /** The panel, built. */
  rendererDir: string
}

export function createStage({ browser, rendererDir }: Deps): Stage {
  return {
    async take(scene, { theme, width, path }) {
      const control = createFakeControl(structuredClone(scene.state))
      const listener = createControlListener({
        control,
        rendererDir,
        port: 0,
        requestLimitBytes: 8 * 1024 * 1024,
        log: silentLog,
        clock: systemClock,
      })
      await listener.start()
      const context = await browser.newContext({
        viewport: { width, height: width < 600 ? 860 : 900 },
        deviceScaleFactor: 2,
        colorScheme: theme,
        reducedMotion: 'reduce',
        locale: 'en-GB',
      })
      context.setDefaultTimeout(10_000)
      const heard: string[] = []
      let gone = false
      const stop = (): Promise<void> => {
        // What a page says about a bridge that went away is no complaint.
        gone = true
        return listener.stop()
      }
      try {
        const page = await context.newPage()
        page.on('pageerror', (error) => heard.push(error.message))
        page.on('console', (said) => {
          const bad = said.type() === 'error' || said.type() === 'warning'
          if (bad && !gone) heard.push(said.text())
        })
        await page.goto(listener.launchUrl())
        await arrive(page, scene.hash)
        await scene.act?.(page, { control, stop })
        await settle(page)
        if (!scene.screenOnly) await unroll(page, width)
        await page.screenshot({ path, animations: 'disabled' })
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        if (over > 0) heard.push(`${over} px wider than the window`)
      } catch (thrown) {
        heard.push(String(thrown))
      } finally {
        await context.close()
        await listener.stop()
      }
      return heard
    },
  }
}

/** Goes there and waits until the view has what it needs. */
async function arrive(page: Page, hash: string): Promise<void> {
  await page.locator('main h1').first().waitFor()
  await page.evaluate((to) => {
    location.hash = to
  }, hash)
  await settle(page)
}

/** Nothing on its way any more: no view that loads, no font. */
async function settle(page: Page): Promise<void> {
  await page.locator('main h1, main h2').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy="true"]'))
  await page.evaluate(() => document.fonts.ready)
}

/** Makes the window as high as the page, so that what sticks to its edges is at its edges. */
async function unroll(page: Page, width: number): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height })
}
