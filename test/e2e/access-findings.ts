/** What axe finds on a page, one line each; evaluated by the test, so that the page's own policy stays. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const program = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The rules among them that look at colours; nothing else can change with the theme (panel-themes.test.ts). */
const colourRules = ['color-contrast', 'link-in-text-block']

interface Axe {
  run: (
    where: Document,
    options: object,
  ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

/** All rules by day, and those about colours by night; leaves the page in daylight. */
export async function findingsDayAndNight(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const byDay = await accessFindings(page)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const byNight = await accessFindings(page, colourRules)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  return [...byDay, ...byNight.map((finding) => `by night: ${finding}`)]
}

/** All rules, or only those named. */
export async function accessFindings(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await program)
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags }
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: Axe }
    const { violations } = await axe.run(document, { runOnly: only, resultTypes: ['violations'] })
    // An open menu has the focus and belongs to its button, wherever in the document it stands.
    const isOpenMenu = (id: string, html: string) =>
      id === 'region' && /^<div [^>]*role="menu"/.test(html)
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html }) => !isOpenMenu(id, html))
        .map(({ html }) => `${id}: ${html.slice(0, 200)}`),
    )
  }, runOnly)
}
