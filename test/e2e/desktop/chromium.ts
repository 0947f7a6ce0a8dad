/**
 * The Chromium whose pages are the windows of the apps under test: one for the tests of a file, which run
 * one after the other.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, vi } from 'vitest'

export interface TestChromium {
  context: BrowserContext
  /** Where another process connects to the same windows. */
  address: string
  close(): Promise<void>
}

let running: Promise<TestChromium> | undefined

afterAll(async () => {
  await (await running)?.close()
})

/** The Chromium of this file. */
export function theChromium(): Promise<TestChromium> {
  running ??= startChromium()
  return running
}

/** The app's own scheme as Chromium sees it (test/fakes/electron/chromium.ts). */
export const isAppPage = (page: Page): boolean =>
  !page.isClosed() && page.url().includes('.app-scheme.invalid/')

/** Closes what an app left that is gone. */
export async function closeAppPages({ context }: TestChromium): Promise<void> {
  await Promise.all(
    context
      .pages()
      .filter(isAppPage)
      .map((page) => page.close()),
  )
}

/** Forgets what pages of the app kept, as a new profile would. */
export async function forgetAppData({ context }: TestChromium): Promise<void> {
  const [blank] = context.pages()
  if (!blank) throw new Error('Chromium has no page of its own')
  const devtools = await context.newCDPSession(blank)
  const origin = 'https://drawbridge.app-scheme.invalid'
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  await devtools.detach()
}

async function startChromium(): Promise<TestChromium> {
  const profile = await mkdtemp(join(tmpdir(), 'drawbridge-windows-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--remote-debugging-port=0'],
    viewport: { width: 1180, height: 800 },
  })
  const port = await vi.waitFor(async () => {
    const [line] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n')
    return line
  })
  return {
    context,
    address: `http://127.0.0.1:${port}`,
    async close() {
      await context.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
