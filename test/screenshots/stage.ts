/**
 * Where a scene is played: a bridge in memory, the real control listener, a page of Chromium. What
 * the page complains about, and whether it is wider than its window, is written down.
 */
import type { Browser, ConsoleMessage, Page } from 'playwright-core'
import { createControlListener, type ControlListener } from '../../main/bridge/http/control.ts'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import type { Control, ControlEvent } from '../../main/contract.ts'
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

export interface Stage {
  play: Play
  close(): Promise<void>
}

/**
 * One page shows one scene after the other: a page that has the panel's program already loads it again
 * in a tenth of the time a new one needs.
 */
export function createStage({ browser, rendererDir, scale = 1 }: Deps): Stage {
  let seat: Seat | undefined

  async function takeSeat(control: Control): Promise<Seat> {
    seat ??= await openSeat(browser, rendererDir, scale)
    seat.show(control)
    await seat.page.evaluate(forgetTheScene)
    return seat
  }

  async function leaveSeat(): Promise<void> {
    const left = seat
    seat = undefined
    await left?.close()
  }

  return {
    close: leaveSeat,
    async play(scene, { theme, width }, look) {
      const control = createFakeControl(structuredClone(scene.state))
      const { page, listener } = await takeSeat(control)
      await resize(page, width, width < 600 ? 860 : 900)
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      let gone = false
      const complaints = listenTo(page, () => gone)
      const stop = (): Promise<void> => {
        gone = true
        return listener.stop()
      }
      let over = 0
      try {
        await page.evaluate((to) => history.replaceState(undefined, '', to), scene.hash)
        await page.reload()
        await settle(page)
        await scene.act?.(page, { control, stop })
        await settle(page)
        await look(page)
        over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      } catch (thrown) {
        await leaveSeat()
        throw thrown
      }
      complaints.end()
      if (gone) await leaveSeat()
      return over > 0 ? [...complaints.heard, `${over} px wider than the window`] : complaints.heard
    },
  }
}

interface Seat {
  page: Page
  listener: ControlListener
  /** What the panel shows from now on. */
  show(control: Control): void
  close(): Promise<void>
}

async function openSeat(browser: Browser, rendererDir: string, scale: number): Promise<Seat> {
  const relay = createRelay()
  const listener = createControlListener({
    control: relay.control,
    rendererDir,
    port: 0,
    requestLimitBytes: 8 * 1024 * 1024,
    log: silentLog,
    clock: systemClock,
  })
  await listener.start()
  const context = await browser.newContext({ deviceScaleFactor: scale, locale: 'en-GB' })
  context.setDefaultTimeout(25_000)
  const page = await context.newPage()
  relay.show(createFakeControl())
  await page.goto(listener.launchUrl())
  await page.locator('main h1').first().waitFor()
  return {
    page,
    listener,
    show: relay.show,
    async close() {
      await context.close()
      await listener.stop()
    },
  }
}

/** A window that changes its size is drawn anew, also where the size is the same. */
async function resize(page: Page, width: number, height: number): Promise<void> {
  const now = page.viewportSize()
  if (now?.width !== width || now.height !== height) await page.setViewportSize({ width, height })
}

/** In the page: what it keeps beyond a reload goes, but for its sign-in. */
function forgetTheScene(): void {
  for (const key of Object.keys(localStorage)) {
    if (key !== 'drawbridge-panel') localStorage.removeItem(key)
  }
}

/** A control that is each scene's in turn. */
function createRelay(): { control: Control; show: (control: Control) => void } {
  const listeners = new Set<(event: ControlEvent) => void>()
  let shown: Control | undefined
  let leave = (): void => {}
  return {
    control: {
      async invoke(method, params) {
        if (!shown) throw new Error('No scene is on.')
        return shown.invoke(method, params)
      },
      onEvent(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    show(control) {
      leave()
      shown = control
      leave = control.onEvent((event) => {
        for (const listener of listeners) listener(event)
      })
    },
  }
}

/** A bridge that went away, and a call it refused, are part of a scene and no complaint. */
function listenTo(page: Page, gone: () => boolean): { heard: string[]; end: () => void } {
  const heard: string[] = []
  const hearError = (error: Error): void => void heard.push(error.message)
  const hearMessage = (said: ConsoleMessage): void => {
    const bad = said.type() === 'error' || said.type() === 'warning'
    const refused = new URL(said.location().url || 'about:blank').pathname.startsWith('/api/')
    if (bad && !refused && !gone()) heard.push(said.text())
  }
  page.on('pageerror', hearError)
  page.on('console', hearMessage)
  return {
    heard,
    end() {
      page.off('pageerror', hearError)
      page.off('console', hearMessage)
    },
  }
}

/** Nothing on its way any more: no view that loads, no font. */
async function settle(page: Page): Promise<void> {
  await page.locator('main h1, main h2').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy="true"]'))
  await page.evaluate(() => document.fonts.ready)
}
