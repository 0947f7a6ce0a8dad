/**
 * The one Chromium of a test run, which set-up/build-and-browser.mjs starts. A connection has contexts
 * of its own, which end with it; those of other files stay out of sight.
 */
import { chromium, type Browser } from 'playwright-core'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the shared Chromium takes connections. */
    chromium: string
  }
}

export const connectChromium = (): Promise<Browser> => chromium.connect(inject('chromium'))
