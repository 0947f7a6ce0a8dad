/**
 * The tray's menu as a picture of it: the very model the app shows, as a page of HTML, for
 * screenshots and for looking at. Plain, because each desktop draws menus in its own way.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MenuEntry, TrayModel } from '../../main/shell/tray-model.ts'

const pictures = join(import.meta.dirname, '..', '..', 'resources', 'tray')

const style = `
  body { margin: 0; padding: 24px; font: 13px/1.5 system-ui, sans-serif; width: max-content }
  .light { background: #e9e4d8; color: #23201b } .dark { background: #2a2c2f; color: #e9e2d3 }
  .bar { display: flex; justify-content: flex-end; margin-bottom: 8px }
  .bar img { width: 32px; height: 32px }
  .menu { background: #fffdf8; border: 1px solid #0003; border-radius: 8px; padding: 6px 0; min-width: 280px }
  .dark .menu { background: #1b1d1f; border-color: #fff3 }
  .entry { padding: 3px 16px } .off { opacity: .6 } hr { border: 0; border-top: 1px solid #8884; margin: 6px 0 }`

/** The whole page. `theme` is that of the panel the tray lies in. */
export async function menuPage(model: TrayModel, theme: 'light' | 'dark'): Promise<string> {
  const ink = theme === 'dark' ? 'light' : 'dark'
  const png = await readFile(join(pictures, `${model.state}-${ink}@2x.png`), 'base64')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Drawbridge in the tray</title>
<style>${style}</style><body class="${theme}">
<div class="bar"><img alt="${model.state}" title="${escaped(model.tooltip)}" src="data:image/png;base64,${png}"></div>
<div class="menu" role="menu">${model.menu.map(row).join('\n')}</div></body></html>`
}

const row = (entry: MenuEntry): string =>
  entry === 'separator'
    ? '<hr>'
    : `<div class="entry${entry.action ? '' : ' off'}" role="menuitem">${escaped(entry.label)}</div>`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
