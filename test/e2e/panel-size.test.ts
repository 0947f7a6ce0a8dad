/** How much of the panel a browser has to load before Home is there, as it is shipped. */
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createStage } from '../screenshots/stage.ts'
import { buildPanel, launchChromium } from './built-panel.ts'

const LIMIT = 250_000

let rendererDir: string
let browser: Browser

beforeAll(async () => {
  rendererDir = await buildPanel()
  browser = await launchChromium()
})

afterAll(async () => {
  await browser.close()
  await rm(rendererDir, { recursive: true })
})

it('loads less than 250 kB of JavaScript, gzipped, and no page of an error', async () => {
  const play = createStage({ browser, rendererDir })
  const scene = { name: 'home', hash: '#home', state: {} }
  const complaints = await play(scene, { theme: 'light', width: 900 }, async (page) => {
    const names = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((name) => name.endsWith('.js')),
    )
    const sizes = names.map((name) => gzipSync(readFileSync(join(rendererDir, name))).length)
    const size = sizes.reduce((sum, one) => sum + one, 0)
    expect(names.length).toBeGreaterThan(1)
    expect(size).toBeGreaterThan(50_000)
    expect(size).toBeLessThan(LIMIT)
    expect(names.filter((name) => /ErrorPage|Doctor/.test(name))).toEqual([])
  })
  expect(complaints).toEqual([])
})
