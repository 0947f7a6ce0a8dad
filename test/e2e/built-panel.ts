/** The panel as it is shipped, and a real Chromium to open it in. */
import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { chromium, type Browser } from 'playwright-core'

const program = resolve(import.meta.dirname, '../fixtures/build-panel.mjs')

/** Builds the panel into a temporary folder, which is the caller's to remove. */
export async function buildPanel(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'drawbridge-panel-'))
  // Vitest has set both; what is tested is what is shipped.
  const { VITEST: _, ...env } = process.env
  await promisify(execFile)(process.execPath, [program, outDir], {
    env: { ...env, NODE_ENV: 'production' },
  })
  return outDir
}

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
