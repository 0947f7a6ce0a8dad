/** The panel as it is shipped, and a real Chromium to open it in. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { build } from 'vite'
import { vi } from 'vitest'

/** Builds the panel into a temporary folder, which is the caller's to remove. */
export async function buildPanel(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'drawbridge-panel-'))
  // Vitest has set this to "test"; what is tested is what is shipped.
  vi.stubEnv('NODE_ENV', 'production')
  await build({
    configFile: resolve(import.meta.dirname, '../../vite.config.ts'),
    mode: 'production',
    logLevel: 'error',
    environments: { client: { build: { outDir } } },
  })
  vi.unstubAllEnvs()
  return outDir
}

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
