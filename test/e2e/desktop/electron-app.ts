/** Starts the built app in a real Electron, through Playwright. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { _electron } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { out, type DesktopApp, type Evaluate, type LaunchOptions } from './record.ts'

const recorder = join(import.meta.dirname, '..', '..', 'fakes', 'electron', 'recorder.cjs')

export async function startElectron(
  executablePath: string,
  { dataDir, args, env }: LaunchOptions,
): Promise<DesktopApp> {
  const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({
    executablePath,
    args: [...noSandbox, '-r', recorder, join(out, 'index.js'), `--data=${dataDir}`, ...args],
    env: Object.fromEntries(
      Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  })
  const child = app.process()
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let said = ''
  child.stderr?.on('data', (data) => (said += String(data)))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  const evaluate: Evaluate = (run, argument) => app.evaluate(run as never, argument as never)
  return {
    evaluate,
    exited,
    again: (...more) =>
      new Promise((resolve) =>
        spawn(executablePath, [...noSandbox, join(out, 'index.js'), `--data=${dataDir}`, ...more], {
          env,
          stdio: 'ignore',
        }).once('exit', resolve),
      ),
    kill: () => void child.kill('SIGKILL'),
    said: () => said,
    pages: async () => app.windows(),
    page: async () => {
      const page = await app.firstWindow()
      // It has its address before it has a body.
      await page.waitForLoadState('domcontentloaded')
      return page
    },
  }
}
