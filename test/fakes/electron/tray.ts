/** `Tray`: keeps what it shows. */
import { EventEmitter } from 'node:events'
import type { DoubleImage } from './native-image.ts'
import type { Menu } from './menu.ts'

export class Tray extends EventEmitter {
  #destroyed = false
  image: DoubleImage

  constructor(image: DoubleImage) {
    super()
    if (image.isEmpty()) throw new Error('a tray needs a picture')
    this.image = image
  }

  setImage(image: DoubleImage): void {
    if (image.isEmpty()) throw new Error('a tray needs a picture')
    this.image = image
  }

  setToolTip(_text: string): void {}

  setContextMenu(_menu: ReturnType<typeof Menu.buildFromTemplate> | null): void {
    if (this.#destroyed) throw new Error('Tray is destroyed')
  }

  destroy(): void {
    this.#destroyed = true
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }
}
