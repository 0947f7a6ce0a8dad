/** `Tray`: keeps what it shows. */
import { EventEmitter } from 'node:events'
import type Electron from 'electron'

export class Tray extends EventEmitter {
  #destroyed = false
  image: Electron.NativeImage

  constructor(image: Electron.NativeImage) {
    super()
    if (image.isEmpty()) throw new Error('a tray needs a picture')
    this.image = image
  }

  setImage(image: Electron.NativeImage): void {
    if (image.isEmpty()) throw new Error('a tray needs a picture')
    this.image = image
  }

  setToolTip(_text: string): void {}

  setContextMenu(_menu: Electron.Menu | null): void {
    if (this.#destroyed) throw new Error('Tray is destroyed')
  }

  destroy(): void {
    this.#destroyed = true
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }
}
