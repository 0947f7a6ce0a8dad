/** How much of the panel a browser has to load before Home is there, as it is shipped. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createStage } from '../screenshots/stage.ts'
import { rendererDir } from './built-panel.ts'
import { connectChromium } from './shared-chromium.ts'

const LIMIT = 250_000

let browser: Browser

beforeAll(async () => {
  browser = await connectChromium()
})

afterAll(() => browser.close())

it('loads less than 250 kB of JavaScript, gzipped, and no page of an error', async () => {
  const stage = createStage({ browser, rendererDir })
  const scene = { name: 'home', hash: '#home', state: {} }
  const complaints = await stage.play(scene, { theme: 'light', width: 900 }, async (page) => {
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
  await stage.close()
  expect(complaints).toEqual([])
})

it('shows its frame before any script has run, out of reach until then, and fetches its code at once', () => {
  const html = readFileSync(join(rendererDir, 'index.html'), 'utf8')
  expect(html).toMatch(
    /<div id="root"><div class="frame" inert="" aria-hidden="true">.*Conversation/,
  )
  const preloaded = [...html.matchAll(/rel="modulepreload"[^>]*assets\/([a-z-]+)-/g)]
  expect(preloaded.map(([, name]) => name)).toEqual(['rolldown-runtime', 'begin', 'panel'])
})
