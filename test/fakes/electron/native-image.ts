/** `nativeImage`: what a picture is made of, without painting it. */
import type Electron from 'electron'

function emptyImage(): Electron.NativeImage {
  const scales = new Map<number, string>()
  let template = false
  const image = {
    addRepresentation({ scaleFactor = 1, dataURL }) {
      if (!dataURL?.startsWith('data:image/png;base64,')) throw new Error('not a PNG data URL')
      scales.set(scaleFactor, dataURL)
    },
    getScaleFactors: () => [...scales.keys()],
    toDataURL: ({ scaleFactor = 1 } = {}) => scales.get(scaleFactor) ?? '',
    isEmpty: () => scales.size === 0,
    setTemplateImage: (is) => void (template = is),
    isTemplateImage: () => template,
  } satisfies Partial<Electron.NativeImage>
  return image as unknown as Electron.NativeImage
}

export const nativeImage = { createEmpty: emptyImage }
