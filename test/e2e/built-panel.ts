/** The panel as it is shipped, and a real Chromium to open it in. */
import { resolve } from 'node:path'
import { chromium, type BrowserServer, type Browser } from 'playwright-core'

/** Built before: by `npm test`, by scripts/run.mjs, and by the set-up of the project `whole`. */
export const rendererDir = resolve(import.meta.dirname, '../../out/renderer')

const options = {
  executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium',
  // `elsewhere.example` is this computer under a name the bridge does not have.
  args: ['--no-sandbox', '--host-resolver-rules=MAP elsewhere.example 127.0.0.1'],
}

/** One of one's own, for what is no test. */
export const launchChromium = (): Promise<Browser> => chromium.launch(options)

/** One that several processes connect to. */
export const serveChromium = (): Promise<BrowserServer> => chromium.launchServer(options)
