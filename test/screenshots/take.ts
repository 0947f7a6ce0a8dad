/**
 * `npm run screenshots [-- WORD…] [-- --theme dark] [-- --width 420]`: a picture of every scene, by
 * day and by night, in a narrow, a middle and a wide window, into out/screenshots/. Words choose
 * areas and scenes. It complains about pages wider than their window and about what the console says.
 */
import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildPanel, launchChromium } from '../e2e/built-panel.ts'
import type { Scene } from './scene.ts'
import { createStage, themes, widths } from './stage.ts'
import { takeTrayPictures } from './tray.ts'

const root = join(import.meta.dirname, '..', '..')
const out = join(root, 'out', 'screenshots')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { theme: { type: 'string' }, width: { type: 'string' } },
})
const wanted = (name: string) =>
  positionals.length === 0 || positionals.some((word) => name.includes(word))
const chosenThemes = themes.filter((theme) => (values.theme ?? theme) === theme)
const chosenWidths = widths.filter((width) => (values.width ?? `${width}`) === `${width}`)

/** Every scene under the name of its picture, "doctor-ladders". */
async function allScenes(): Promise<[name: string, scene: Scene][]> {
  const folder = join(import.meta.dirname, 'scenes')
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).toSorted()
  const found = files.map(async (file) => {
    const { scenes } = (await import(join(folder, file))) as { scenes: Scene[] }
    return scenes.map((scene): [string, Scene] => [`${basename(file, '.ts')}-${scene.name}`, scene])
  })
  return (await Promise.all(found)).flat()
}

const scenes = (await allScenes()).filter(([name]) => wanted(name))
if (positionals.length === 0) await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })
const rendererDir = await buildPanel()
const browser = await launchChromium()
let complaints = 0
try {
  const stage = createStage({ browser, rendererDir })
  for (const [name, scene] of scenes) {
    for (const theme of chosenThemes) {
      for (const width of chosenWidths) {
        const file = `${name}-${theme}-${width}.png`
        const heard = await stage.take(scene, { theme, width, path: join(out, file) })
        complaints += heard.length
        process.stdout.write([file, ...heard.map((text) => `  ! ${text}`), ''].join('\n'))
      }
    }
  }
  if (wanted('tray')) await takeTrayPictures(browser, out)
} finally {
  await browser.close()
  await rm(rendererDir, { recursive: true, force: true })
}
process.stdout.write(`\n${out}: ${scenes.length} scenes, ${complaints} complaints\n`)
process.exitCode = complaints > 0 ? 1 : 0
