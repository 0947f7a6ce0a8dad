/**
 * The built desktop app, driven from a test: with the double in Electron's place, or the real
 * Electron when DRAWBRIDGE_ELECTRON names its program (npm run test:electron). The specs are the same.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startDouble } from './double-app.ts'
import { startElectron } from './electron-app.ts'
import { runCommand } from '../running-bridge.ts'
import type { DesktopApp, LaunchOptions } from './record.ts'

const realElectron = process.env['DRAWBRIDGE_ELECTRON']

export interface OpenOptions {
  args?: string[]
  settings?: object
}

/** The app on a data folder of its own, with settings that keep to this computer. */
export async function openApp({ args = [], settings = {} }: OpenOptions = {}) {
  const dataDir = await temporaryFolder()
  const chosen = { port: 0, tunnel: 'off', ...settings }
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify(chosen))
  return openAgain(dataDir, args)
}

/** The app on a data folder that was used before. */
export async function openAgain(dataDir: string, args: string[] = []) {
  const env = plainEnvironment(dataDir)
  const app = await launch({ dataDir, args: [`--data=${dataDir}`, ...args], env })
  return { app, dataDir, cli: (...command: string[]) => runCommand(dataDir, ...command) }
}

/** A folder that is removed after the test, removed after the test. */
async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'drawbridge-desktop-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }))
  return dir
}

/** Nothing of the computer it runs on: no keychain, no session bus, no home. */
const plainEnvironment = (dataDir: string): NodeJS.ProcessEnv => {
  const { DBUS_SESSION_BUS_ADDRESS: _bus, DRAWBRIDGE_HOME: _home, ...env } = process.env
  return {
    ...env,
    DRAWBRIDGE_SECRETS: 'file',
    XDG_CONFIG_HOME: join(dataDir, 'config'),
    CI: 'true',
  }
}

const launch = (options: LaunchOptions): Promise<DesktopApp> =>
  realElectron ? startElectron(realElectron, options) : startDouble(options)
