/** Starts the built app on plain Node with the double of Electron. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { closeAppPages, forgetAppData, isAppPage, theChromium } from './chromium.ts'
import { out, type DesktopApp, type Evaluate, type LaunchOptions } from './record.ts'

const runner = join(import.meta.dirname, '..', '..', 'fakes', 'electron', 'run.mjs')

const program = [runner, join(out, 'index.js')]

interface Answer {
  id: number
  value?: unknown
  error?: string
}

export async function startDouble({ dataDir, args, env }: LaunchOptions): Promise<DesktopApp> {
  const chromium = await theChromium()
  await closeAppPages(chromium)
  const child = spawn(process.execPath, [...program, `--data=${dataDir}`, ...args], {
    env: { ...env, DRAWBRIDGE_TEST_CHROMIUM: chromium.address },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const exited = ended(child)
  const kill = () => void child.kill('SIGKILL')
  onTestFinished(async () => {
    kill()
    await exited
    await closeAppPages(chromium)
    await forgetAppData(chromium)
  })
  let said = ''
  child.stderr?.on('data', (data) => (said += String(data)))

  const waiting = new Map<number, (answer: Answer) => void>()
  let lastId = 0
  child.on('message', (answer: Answer) => waiting.get(answer.id)?.(answer))
  const evaluate: Evaluate = async (run, argument) => {
    const id = (lastId += 1)
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve))
    child.send({ id, source: run.toString(), argument })
    const gone = exited.then((code): Answer => ({ id, error: `the app ended (${code}): ${said}` }))
    const { value, error } = await Promise.race([answered, gone])
    waiting.delete(id)
    if (error !== undefined) throw new Error(error)
    return value as Awaited<ReturnType<typeof run>>
  }

  // The entry has run: a second start would find the first.
  await Promise.race([evaluate(() => undefined).catch(() => {}), exited])
  return {
    evaluate,
    exited,
    kill,
    again: (...more) =>
      ended(
        spawn(process.execPath, [...program, `--data=${dataDir}`, ...more], {
          env,
          stdio: 'ignore',
        }),
      ),
    said: () => said,
    pages: async () => chromium.context.pages().filter(isAppPage),
    page: async () => {
      const page = await vi.waitFor(
        () => {
          const found = chromium.context.pages().findLast(isAppPage)
          if (!found) throw new Error(`no window yet: ${said}`)
          return found
        },
        { timeout: 45_000, interval: 50 },
      )
      // It has its address before it has a body.
      await page.waitForLoadState('domcontentloaded')
      return page
    },
  }
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', resolve))
