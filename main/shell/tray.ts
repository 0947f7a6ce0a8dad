/** Shows the tray's model. Without a tray the app works just the same: the window stays reachable. */
import { Menu, nativeTheme, Tray } from 'electron'
import type { Log } from '../bridge/base/ports.ts'
import { inkFor, trayImage } from './tray-images.ts'
import type { MenuEntry, TrayAction, TrayModel } from './tray-model.ts'

export interface TrayDeps {
  platform: NodeJS.Platform
  act: (action: TrayAction) => void
  log: Log
}

export interface TrayView {
  show(model: TrayModel): void
  remove(): void
}

export function createTray({ platform, act, log }: TrayDeps): TrayView {
  let tray: Tray | undefined
  let shown: TrayModel | undefined
  const imageOf = ({ state }: TrayModel) =>
    trayImage(state, inkFor(platform, nativeTheme.shouldUseDarkColors))

  function make(model: TrayModel): Tray | undefined {
    try {
      const made = new Tray(imageOf(model))
      // On Linux it depends on the desktop whether there is a click; the menu has an entry too.
      made.on('click', () => act({ do: 'open' }))
      return made
    } catch (error) {
      log.warn('tray.unavailable', { error: String(error) })
      return undefined
    }
  }
  const repaint = () => shown && tray?.setImage(imageOf(shown))
  nativeTheme.on('updated', repaint)

  return {
    show(model) {
      const before = shown
      shown = model
      tray ??= before ? undefined : make(model)
      if (!tray) return
      if (before && before.state !== model.state) tray.setImage(imageOf(model))
      tray.setToolTip(model.tooltip)
      // A menu on Linux does not change once it is set: it has to be set again.
      if (JSON.stringify(before?.menu) !== JSON.stringify(model.menu)) {
        tray.setContextMenu(Menu.buildFromTemplate(model.menu.map((entry) => item(entry, act))))
      }
    },
    remove() {
      nativeTheme.off('updated', repaint)
      tray?.destroy()
      tray = undefined
    },
  }
}

function item(
  entry: MenuEntry,
  act: (action: TrayAction) => void,
): Electron.MenuItemConstructorOptions {
  if (entry === 'separator') return { type: 'separator' }
  const { action } = entry
  // An ampersand would mark a key.
  const label = entry.label.replaceAll('&', '&&')
  return action ? { label, click: () => act(action) } : { label, enabled: false }
}
