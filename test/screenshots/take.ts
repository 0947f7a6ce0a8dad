/**
 * `npm run screenshots -- [WORD…] [--theme dark] [--width 420] [--scale 2]`: a picture of every scene,
 * by day and by night, in a narrow, a middle and a wide window, into out/screenshots/. Words choose
 * areas and scenes; --docs takes those of docs/images/ instead, chosen by their scene. It complains about pages wider than their window and about what the console says.
 */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { launchChromium, rendererDir } from '../e2e/built-panel.ts'
import { allScenes } from './all-scenes.ts'
import { docsPictures } from './docs-pictures.ts'
import type { Scene } from './scene.ts'
import { createStage, themes, widths } from './stage.ts'
import { takeTrayPictures } from './tray.ts'

const root = join(import.meta.dirname, '..', '..')
const out = join(root, 'out', 'screenshots')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    docs: { type: 'boolean' },
    theme: { type: 'string' },
    width: { type: 'string' },
    scale: { type: 'string', default: '1' },
  },
})
const wanted = (name: string) =>
  positionals.length === 0 || positionals.some((word) => name.includes(word))
const chosenThemes = themes.filter((theme) => (values.theme ?? theme) === theme)
const chosenWidths = widths.filter((width) => (values.width ?? `${width}`) === `${width}`)

/** Of the whole page: the window is made as high, so that what sticks to its edges is at its edges. */
async function takePicture(page: Page, scene: Scene, path: string): Promise<void> {
  if (!scene.screenOnly) {
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height })
  }
  await page.screenshot({ path, animations: 'disabled' })
}

const scenes = (await allScenes()).filter(([name]) => wanted(name))
if (positionals.length === 0 && !values.docs) await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })
const browser = await launchChromium()
let complaints = 0
try {
  const stage = createStage({ browser, rendererDir, scale: Number(values.scale) })
  for (const [name, scene] of values.docs ? [] : scenes) {
    for (const theme of chosenThemes) {
      for (const width of chosenWidths) {
        const file = `${name}-${theme}-${width}.png`
        const picture = (page: Page) => takePicture(page, scene, join(out, file))
        const heard = await stage
          .play(scene, { theme, width }, picture)
          .catch((error) => [String(error)])
        complaints += heard.length
        process.stdout.write([file, ...heard.map((text) => `  ! ${text}`), ''].join('\n'))
      }
    }
  }
  for (const { scene, file, theme, height } of values.docs ? docsPictures : []) {
    if (!wanted(scene)) continue
    const found = scenes.find(([name]) => name === scene)?.[1]
    if (!found) throw new Error(`There is no scene ${scene}.`)
    await stage.play(found, { theme, width: 1440 }, async (page) => {
      await page.setViewportSize({ width: 1280, height })
      await page.screenshot({ path: join(root, 'docs', 'images', file), animations: 'disabled' })
    })
  }
  await stage.close()
  if (wanted('tray') && !values.docs) await takeTrayPictures(browser, out)
} finally {
  await browser.close()
}
process.stdout.write(`\n${out}: ${scenes.length} scenes, ${complaints} complaints\n`)
process.exitCode = complaints > 0 ? 1 : 0
