/**
 * Every state of every view there is a picture of, by day and by night: axe finds nothing, nothing is
 * wider than the window, and the console has nothing to complain about. The scenes are dealt out to
 * several files, so that every core has its part.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { allScenes } from '../screenshots/all-scenes.ts'
import { createStage, type Stage } from '../screenshots/stage.ts'
import { findingsDayAndNight } from './access-findings.ts'
import { rendererDir } from './built-panel.ts'
import { connectChromium } from './shared-chromium.ts'

const parts = 2
/** A scene that is given up half-way would still hold the page of the next one. */
const patience = 90_000

/** Declares the tests of one part of the scenes; called once by each file. */
export async function testScenes(part: 1 | 2): Promise<void> {
  let browser: Browser
  let stage: Stage
  beforeAll(async () => {
    browser = await connectChromium()
    stage = createStage({ browser, rendererDir })
  })
  afterAll(async () => {
    await stage.close()
    await browser.close()
  })

  const scenes = (await allScenes()).filter((_scene, index) => index % parts === part - 1)
  it.each(scenes)(
    '%s can be used by everybody',
    async (_name, scene) => {
      const found: string[] = []
      const complaints = await stage.play(scene, { theme: 'light', width: 420 }, async (page) => {
        found.push(...(await findingsDayAndNight(page)))
      })
      expect([...found, ...complaints]).toEqual([])
    },
    patience,
  )
}
