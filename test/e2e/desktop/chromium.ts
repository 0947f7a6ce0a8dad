/** The Chromium whose pages are the windows of the app under test. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'
import { vi } from 'vitest'

export interface TestChromium {
  context: BrowserContext
  /** Where another process connects to the same windows. */
  address: string
  close(): Promise<void>
}

export async function startChromium(): Promise<TestChromium> {
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
