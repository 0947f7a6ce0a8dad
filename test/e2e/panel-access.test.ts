/**
 * Every view as it is built, empty and in use, by day and by night, narrow and wide: axe finds
 * nothing, nothing is cut off at 420 pixels, and the console has nothing to complain about, which
 * includes the content security policy.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { viewNames } from '../../renderer/navigation.ts'
import { anApproval, type FakeState } from '../fakes/fake-control.ts'
import { aFullBridge } from '../fakes/panel-data/full.ts'
import { allScenes } from '../screenshots/all-scenes.ts'
import type { Scene } from '../screenshots/scene.ts'
import { createStage, type Stage } from '../screenshots/stage.ts'
import { accessFindings, findingsDayAndNight } from './access-findings.ts'
import { rendererDir } from './built-panel.ts'
import { connectChromium } from './shared-chromium.ts'

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

/** A view that is given up half-way would still hold the page of the next one. */
const patience = 90_000

const wide = { theme: 'light', width: 1440 } as const

/** What axe finds in a narrow window, and how much wider than it the page is. */
async function narrow(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 420, height: 900 })
  const found = await accessFindings(page)
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  await page.setViewportSize({ width: 1440, height: 900 })
  return [...found, ...(over > 0 ? [`${over} px cut off`] : [])].map((text) => `narrow: ${text}`)
}

const inUse = (): Partial<FakeState> => ({ ...aFullBridge(), approvals: [anApproval()] })

/** The scenes are looked at in a narrow window by panel-accessibility-*.test.ts. */
const scenes = await allScenes()
const isNarrowScene = ({ hash, state }: Scene): boolean =>
  scenes.some(([, one]) => !one.act && one.hash === hash && isDeepStrictEqual(one.state, state))

const views = [
  ...viewNames.map((view) => ({ view, name: 'empty', state: {} })),
  ...viewNames.map((view) => ({ view, name: 'in use', state: inUse() })),
]

it.each(views)(
  '$view, $name',
  async ({ view, name, state }) => {
    const found: string[] = []
    const scene = { name, hash: `#${view}`, state }
    const complaints = await stage.play(scene, wide, async (page) => {
      found.push(...(await findingsDayAndNight(page)))
      if (!isNarrowScene(scene)) found.push(...(await narrow(page)))
    })
    expect([...found, ...complaints]).toEqual([])
  },
  patience,
)

const over = [
  { name: 'the palette', key: 'Control+k', role: 'combobox' },
  { name: 'the shortcuts', key: '?', role: 'dialog' },
] as const

it.each(over)(
  '$name, over a view',
  async ({ name, key, role }) => {
    const found: string[] = []
    const scene = { name, hash: '#home', state: aFullBridge() }
    const complaints = await stage.play(scene, wide, async (page) => {
      await page.keyboard.press(key)
      await page.getByRole(role).first().waitFor()
      found.push(...(await findingsDayAndNight(page)), ...(await narrow(page)))
    })
    expect([...found, ...complaints]).toEqual([])
  },
  patience,
)
