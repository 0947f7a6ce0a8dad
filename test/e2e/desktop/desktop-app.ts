/**
 * The built desktop app, driven from a test: with the double in Electron's place, or the real
 * Electron when DRAWBRIDGE_ELECTRON names its program (npm run test:electron). The specs are the same.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startDouble } from './double-app.ts'
import { startElectron } from './electron-app.ts'
import { runCommand } from '../running-bridge.ts'
import type { DesktopApp, LaunchOptions } from './record.ts'

const realElectron = process.env['DRAWBRIDGE_ELECTRON']

export interface OpenOptions {
  args?: string[]
  settings?: object
  /** Whether the desktop shows tray icons. */
  tray?: boolean
}

/** The app on a data folder of its own, with settings that keep to this computer. */
export async function openApp({ args, settings, tray }: OpenOptions = {}) {
  const dataDir = await temporaryFolder()
  const chosen = { port: 0, tunnel: 'off', ...settings }
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify(chosen))
  return openAgain(dataDir, args, tray)
}

/** The app on a data folder that was used before. */
export async function openAgain(dataDir: string, args: string[] = [], tray = true) {
  const env = await plainEnvironment(dataDir, tray)
  const app = await launch({ dataDir, args, env })
  return { app, dataDir, cli: (...command: string[]) => runCommand(dataDir, ...command) }
}

/** A folder that is removed after the test, removed after the test. */
async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'drawbridge-desktop-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }))
  return dir
}

/**
 * Nothing of the computer it runs on: no keychain, no home, and of the desktop only that it has a
 * tray, as its register of tray icons would say.
 */
async function plainEnvironment(dataDir: string, tray: boolean): Promise<NodeJS.ProcessEnv> {
  const { DRAWBRIDGE_HOME: _home, ...env } = process.env
  const programs = join(dataDir, 'programs')
  await mkdir(programs, { recursive: true })
  const answer = `#!/bin/sh\necho "(<${tray}>,)"\n`
  await writeFile(join(programs, 'gdbus'), answer, { mode: 0o755 })
  return {
    ...env,
    PATH: [programs, env['PATH']].join(delimiter),
    DRAWBRIDGE_SECRETS: 'file',
    XDG_CONFIG_HOME: join(dataDir, 'config'),
    CI: 'true',
  }
}

const launch = (options: LaunchOptions): Promise<DesktopApp> =>
  realElectron ? startElectron(realElectron, options) : startDouble(options)
