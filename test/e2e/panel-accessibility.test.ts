/**
 * Every state of every view there is a picture of, by day and by night: axe finds nothing, nothing is
 * wider than the window, and the console has nothing to complain about.
 */
import { rm } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { viewNames } from '../../renderer/navigation.ts'
import { allScenes } from '../screenshots/all-scenes.ts'
import { createStage, type Play } from '../screenshots/stage.ts'
import { accessFindings } from './access-findings.ts'
import { buildPanel, launchChromium } from './built-panel.ts'

let rendererDir: string
let browser: Browser
let play: Play

beforeAll(async () => {
  rendererDir = await buildPanel()
  browser = await launchChromium()
  play = createStage({ browser, rendererDir })
})

afterAll(async () => {
  await browser.close()
  await rm(rendererDir, { recursive: true })
})

const scenes = await allScenes()

it.each(scenes)('%s can be used by everybody', async (_name, scene) => {
  const found: string[] = []
  const complaints = await play(scene, { theme: 'light', width: 420 }, async (page) => {
    found.push(...(await accessFindings(page)))
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    found.push(...(await accessFindings(page)).map((finding) => `by night: ${finding}`))
  })
  expect([...found, ...complaints]).toEqual([])
})

it('leaves out no view', () => {
  const seen = new Set(scenes.map(([, { hash }]) => hash.replace(/^#([a-z]*).*$/, '$1')))
  expect([...seen].toSorted()).toEqual([...viewNames].toSorted())
})
