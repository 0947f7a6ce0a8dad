/** `BrowserWindow`: where a window is and whether it shows, around a real page. */
import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import { openWindows } from './app.ts'
import { preventable } from './event.ts'
import { WebContents } from './web-contents.ts'

let windows: BrowserWindow[] = []
let lastId = 0

export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return [...windows]
  }

  readonly id = (lastId += 1)
  readonly webContents: WebContents
  /** As the window was made, for tests of what is allowed in it. */
  readonly options: Electron.BrowserWindowConstructorOptions
  #bounds: Electron.Rectangle
  #visible: boolean
  #focused = false
  #minimized = false
  #maximized = false
  #destroyed = false

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    const { x = 0, y = 0, width = 800, height = 600, show = true } = options
    this.options = options
    this.#bounds = { x, y, width, height }
    this.#visible = show
    this.webContents = new WebContents(options.webPreferences?.preload ?? '')
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    windows.push(this)
    openWindows.add(this)
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address)
  }

  show(): void {
    this.#visible = true
    this.#minimized = false
    this.emit('show')
    this.focus()
    void this.webContents.bringToFront()
  }

  hide(): void {
    this.#visible = false
    this.blur()
    this.emit('hide')
  }

  focus(): void {
    this.#focused = true
    this.emit('focus')
  }

  blur(): void {
    this.#focused = false
    this.emit('blur')
  }

  minimize(): void {
    this.#minimized = true
    this.blur()
    this.emit('minimize')
  }

  restore(): void {
    this.#minimized = false
    this.emit('restore')
  }

  maximize(): void {
    this.#maximized = true
    this.emit('maximize')
  }

  unmaximize(): void {
    this.#maximized = false
    this.emit('unmaximize')
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds }
    this.emit('resized')
    this.emit('moved')
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds }
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds }
  }

  isVisible(): boolean {
    return this.#visible
  }

  isFocused(): boolean {
    return this.#focused
  }

  isMinimized(): boolean {
    return this.#minimized
  }

  isMaximized(): boolean {
    return this.#maximized
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  /** False when the app wanted the window to stay. */
  close(): boolean {
    const event = preventable({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
    return !event.defaultPrevented
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    windows = windows.filter((window) => window !== this)
    void this.webContents.destroy()
    this.emit('closed')
    openWindows.remove(this)
  }
}
