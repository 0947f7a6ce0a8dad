/**
 * The one window. It is made when somebody wants to see it and hides when it is closed; the bridge
 * goes on. Sandboxed and isolated, it can do nothing but ask the contract.
 */
import { app, BrowserWindow, nativeTheme, screen, type WebContents } from 'electron'
import type { Clock, Log } from '../bridge/base/ports.ts'
import { addressOf } from './app-address.ts'
import type { Kept } from './kept-file.ts'
import type { Place } from './places.ts'
import { createReloadLimit } from './reload-limit.ts'
import { placeWindow, smallest, type WindowState } from './window-state.ts'

export interface AppWindowDeps {
  preload: string
  kept: Kept<WindowState>
  isQuitting: () => boolean
  /** False: hiding would leave no way back in sight, so closing only makes the window small. */
  hasTray: () => boolean
  /** The window was closed for the first time ever. */
  onFirstHide: () => void
  /** The page crashed more often than it is worth trying. */
  onGivenUp: () => void
  clock: Clock
  log: Log
}

export interface AppWindow {
  /** Brings the window to the front, at that place when one is given. */
  show(place?: Place): void
  contents(): WebContents | undefined
  isLookedAt(): boolean
}

/** Before the page has painted: its paper (renderer/styles/tokens.css), so that nothing flashes. */
const background = () => (nativeTheme.shouldUseDarkColors ? '#181a1c' : '#f6f1e6')

export function createAppWindow(deps: AppWindowDeps): AppWindow {
  let window: BrowserWindow | undefined

  function make(place: Place): BrowserWindow {
    const { bounds, maximized } = deps.kept.get()
    const screens = screen.getAllDisplays().map(({ workArea }) => workArea)
    const made = new BrowserWindow({
      ...placeWindow(bounds, screens),
      minWidth: smallest.width,
      minHeight: smallest.height,
      title: 'Drawbridge',
      show: false,
      backgroundColor: background(),
      autoHideMenuBar: true,
      webPreferences: {
        preload: deps.preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: true,
      },
    })
    if (maximized) made.maximize()
    made.once('ready-to-show', () => made.show())
    made.on('close', (event) => close(made, event))
    made.on('closed', () => (window = undefined))
    for (const change of ['resized', 'moved', 'maximize', 'unmaximize'] as const) {
      onChange(made, change)
    }
    recover(made)
    load(made, place)
    return made
  }

  function onChange(
    made: BrowserWindow,
    change: 'resized' | 'moved' | 'maximize' | 'unmaximize',
  ): void {
    // Electron's typings overload each event by its name.
    made.on(change as 'moved', () => remember(made))
  }

  function remember(made: BrowserWindow): void {
    const maximized = made.isMaximized()
    deps.kept.set({ ...deps.kept.get(), maximized, bounds: made.getNormalBounds() })
  }

  function close(made: BrowserWindow, event: { preventDefault(): void }): void {
    // On Linux nothing says that a window was moved.
    remember(made)
    if (deps.isQuitting()) return
    event.preventDefault()
    if (!deps.hasTray()) return made.minimize()
    made.hide()
    const state = deps.kept.get()
    if (state.toldAboutHiding) return
    deps.kept.set({ ...state, toldAboutHiding: true })
    deps.onFirstHide()
  }

  /** A page that died is loaded again where it was, within limits. */
  function recover(made: BrowserWindow): void {
    const mayReload = createReloadLimit(deps.clock)
    made.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason === 'clean-exit' || deps.isQuitting()) return
      deps.log.error('window.crashed', { reason, exitCode })
      if (mayReload()) return made.webContents.reload()
      made.destroy()
      deps.onGivenUp()
    })
    made.on('unresponsive', () => deps.log.warn('window.unresponsive'))
  }

  function load(made: BrowserWindow, place: Place): void {
    made.webContents.loadURL(addressOf(place)).catch((error: unknown) => {
      deps.log.warn('window.not-loaded', { error: String(error) })
    })
  }

  return {
    show(place) {
      if (!window) {
        window = make(place ?? { view: 'home' })
        return
      }
      if (place) load(window, place)
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
      // An app without a place in the Dock does not come to the front by its window alone.
      if (process.platform === 'darwin') app.focus({ steal: true })
    },
    contents: () => window?.webContents,
    isLookedAt: () => window?.isFocused() ?? false,
  }
}
