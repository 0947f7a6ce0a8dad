/**
 * The program's own modules are loaded by Node, which takes the types out itself; only Vite knows the card
 * (built-card.mjs).
 */
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** The file that stands for `virtual:drawbridge-card`. */
    card: string
  }
}

const marker = Symbol.for('drawbridge.native-modules')

// Runs before every file, in a process that several files share.
if (!Reflect.has(globalThis, marker)) {
  const url = pathToFileURL(inject('card')).href
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'virtual:drawbridge-card'
        ? { url, shortCircuit: true }
        : next(specifier, context),
  })
  Object.assign(globalThis, { [marker]: true })
}
