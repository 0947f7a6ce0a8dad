/** Before the project `whole`: out/ is made from the sources as they are, and one Chromium is started. */
import { createRequire } from 'node:module'

// By Node: Vitest would have Vite read the build's tools and Playwright first.
const require = createRequire(import.meta.url)

export async function setup(project) {
  const { ensureBuilt } = require('../../scripts/lib/build.mjs')
  const { createSay } = require('../../scripts/lib/say.mjs')
  const { serveChromium } = require('../e2e/built-panel.ts')
  await ensureBuilt(createSay())
  const server = await serveChromium()
  project.provide('chromium', server.wsEndpoint())
  return () => server.close()
}
