/**
 * The tray's pictures, in the program itself so that no path can break: each state at one and two
 * pixels per point. macOS colours a template by itself; elsewhere there is one for light and one for
 * dark panels. Made from scripts/lib/tray-art.mjs by scripts/make-icons.mjs.
 */
import { nativeImage, type NativeImage } from 'electron'
import type { TrayState } from './tray-model.ts'

const pictures = import.meta.glob<string>('../../resources/tray/*.png', {
  query: '?inline',
  import: 'default',
  eager: true,
})

export type TrayInk = 'template' | 'dark-ink' | 'light-ink'

/** Which kind this desktop needs. */
export function inkFor(platform: NodeJS.Platform, darkPanel: boolean): TrayInk {
  if (platform === 'darwin') return 'template'
  return darkPanel ? 'light-ink' : 'dark-ink'
}

export function trayImage(state: TrayState, ink: TrayInk): NativeImage {
  const image = nativeImage.createEmpty()
  const colour = ink === 'light-ink' ? 'light' : 'dark'
  for (const scaleFactor of [1, 2]) {
    const dataURL = pictures[`../../resources/tray/${state}-${colour}@${scaleFactor}x.png`]
    if (dataURL) image.addRepresentation({ scaleFactor, dataURL })
  }
  image.setTemplateImage(ink === 'template')
  return image
}
