/** Before the project `whole`: out/ is made from the sources as they are, and one Chromium is started. */
import { ensureBuilt } from '../../scripts/lib/build.mjs'
import { createSay } from '../../scripts/lib/say.mjs'
import { serveChromium } from '../e2e/built-panel.ts'

export async function setup(project) {
  await ensureBuilt(createSay())
  const server = await serveChromium()
  project.provide('chromium', server.wsEndpoint())
  return () => server.close()
}
