/** `nativeImage`: what a picture is made of, without painting it. */
export function emptyImage() {
  const scales = new Map<number, string>()
  let template = false
  return {
    addRepresentation({ scaleFactor = 1, dataURL }: { scaleFactor?: number; dataURL?: string }) {
      if (!dataURL?.startsWith('data:image/png;base64,')) throw new Error('not a PNG data URL')
      scales.set(scaleFactor, dataURL)
    },
    getScaleFactors: () => [...scales.keys()],
    toDataURL: ({ scaleFactor = 1 }: { scaleFactor?: number } = {}) =>
      scales.get(scaleFactor) ?? '',
    isEmpty: () => scales.size === 0,
    setTemplateImage: (is: boolean) => void (template = is),
    isTemplateImage: () => template,
  }
}

export type DoubleImage = ReturnType<typeof emptyImage>

export const nativeImage = { createEmpty: emptyImage }
