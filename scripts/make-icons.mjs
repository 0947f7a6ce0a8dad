/**
 * `node scripts/make-icons.mjs`: the app's icon and the tray's pictures as files, from the drawings
 * (resources/icon.svg, scripts/lib/tray-art.mjs), painted by Chromium. The results are committed.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { icnsOf, icoOf } from './lib/icon-files.mjs'
import { root } from './lib/paths.mjs'
import { inks, traySvg, trayShapes } from './lib/tray-art.mjs'

const resources = join(root, 'resources')
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_BIN ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const page = await browser.newPage()

/**
 * `share` of the square is painted: macOS wants air around an icon.
 *
 * @param {string} svg
 * @param {number} size
 * @param {number} [share]
 */
async function paint(svg, size, share = 1) {
  await page.setViewportSize({ width: size, height: size })
  const inner = size * share
  await page.setContent(
    `<style>body{margin:0;display:grid;place-items:center;height:100vh}svg{display:block;width:${inner}px;height:${inner}px}</style>${svg}`,
  )
  return page.screenshot({ omitBackground: true })
}

/**
 * @param {string} svg
 * @param {number[]} sizes
 * @param {number} [share]
 */
const picturesOf = async (svg, sizes, share) => {
  const pictures = []
  for (const size of sizes) pictures.push({ size, png: await paint(svg, size, share) })
  return pictures
}

const icon = await readFile(join(resources, 'icon.svg'), 'utf8')
const apple = await picturesOf(icon, [16, 32, 64, 128, 256, 512, 1024], 824 / 1024)
await writeFile(join(resources, 'icon.icns'), icnsOf(apple))
const windows = await picturesOf(icon, [16, 24, 32, 48, 64, 128, 256])
await writeFile(join(resources, 'icon.ico'), icoOf(windows))
await mkdir(join(resources, 'icons'), { recursive: true })
for (const { size, png } of await picturesOf(icon, [16, 24, 32, 48, 64, 128, 256, 512, 1024])) {
  await writeFile(join(resources, 'icons', `${size}x${size}.png`), png)
}

await mkdir(join(resources, 'tray'), { recursive: true })
for (const [state, shape] of Object.entries(trayShapes)) {
  for (const [colour, ink] of Object.entries(inks)) {
    for (const scale of [1, 2]) {
      const png = await paint(traySvg(shape, ink), 16 * scale)
      await writeFile(join(resources, 'tray', `${state}-${colour}@${scale}x.png`), png)
    }
  }
}
await browser.close()
