/**
 * `node run.mjs out/main/index.js [argument…]`: the built app on plain Node, with the double in
 * Electron's place, for `import` and `require` alike. The test drives it over Node's IPC channel.
 */
import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { runInThisContext } from 'node:vm'

const double = new URL('module.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context),
})

// In the real Electron the same file is loaded with -r.
createRequire(import.meta.url)('./recorder.cjs')
const electron = await import('electron')
const { becomeReady } = await import('./app.ts')

// Electron's first two arguments are itself and the entry.
process.argv.splice(1, 1)
await import(pathToFileURL(process.argv[1]).href)
becomeReady()

process.on('message', ({ id, source, argument }) => {
  const run = async () => runInThisContext(`(${source})`)(electron, argument)
  run().then(
    (value) => process.send?.({ id, value }),
    (error) => process.send?.({ id, error: error instanceof Error ? error.stack : String(error) }),
  )
})
