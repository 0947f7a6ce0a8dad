/**
 * Where a scene is played: a bridge in memory, the real control listener, a page of Chromium. What
 * the page complains about, and whether it is wider than its window, is written down.
 */
import type { Browser, Page } from 'playwright-core'
import { createControlListener } from '../../main/bridge/http/control.ts'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { createFakeControl } from '../fakes/fake-control.ts'
import type { Scene } from './scene.ts'

export const themes = ['light', 'dark'] as const
export const widths = [420, 900, 1440] as const

export interface Eyes {
  theme: (typeof themes)[number]
  width: (typeof widths)[number]
}

interface Deps {
  browser: Browser
  /** The panel, built. */
  rendererDir: string
  /** Pixels of a picture per pixel of the page. */
  scale?: number
}

/** Plays a scene, lets somebody look at it, and says what was wrong with it meanwhile. */
export type Play = (
  scene: Scene,
  eyes: Eyes,
  look: (page: Page) => Promise<unknown>,
) => Promise<string[]>

export function createStage({ browser, rendererDir, scale = 1 }: Deps): Play {
  return async (scene, { theme, width }, look) => {
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
      deviceScaleFactor: scale,
      colorScheme: theme,
      reducedMotion: 'reduce',
      locale: 'en-GB',
    })
    context.setDefaultTimeout(10_000)
    try {
      const page = await context.newPage()
      let gone = false
      const complaints = listenTo(page, () => gone)
      const stop = (): Promise<void> => {
        gone = true
        return listener.stop()
      }
      await page.goto(listener.launchUrl())
      await page.locator('main h1').first().waitFor()
      await page.evaluate((to) => {
        location.hash = to
      }, scene.hash)
      await settle(page)
      await scene.act?.(page, { control, stop })
      await settle(page)
      await look(page)
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      return over > 0 ? [...complaints, `${over} px wider than the window`] : complaints
    } finally {
      await context.close()
      await listener.stop()
    }
  }
}

/** A bridge that went away, and a call it refused, are part of a scene and no complaint. */
function listenTo(page: Page, gone: () => boolean): string[] {
  const heard: string[] = []
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('console', (said) => {
    const bad = said.type() === 'error' || said.type() === 'warning'
    const refused = new URL(said.location().url || 'about:blank').pathname.startsWith('/api/')
    if (bad && !refused && !gone()) heard.push(said.text())
  })
  return heard
}

/** Nothing on its way any more: no view that loads, no font. */
async function settle(page: Page): Promise<void> {
  await page.locator('main h1, main h2').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy="true"]'))
  await page.evaluate(() => document.fonts.ready)
}
