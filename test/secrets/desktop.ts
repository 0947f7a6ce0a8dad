/** A private desktop for one test: its own home, D-Bus and gnome-keyring, all of them real. */
import { execFile } from 'node:child_process'
import { access, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Step } from '../fixtures/secrets-steps.ts'

const run = promisify(execFile)
const fixture = (name: string): string => join(import.meta.dirname, '..', 'fixtures', name)

const answerSchema = z.object({
  place: z
    .object({ kind: z.string(), description: z.string(), warning: z.string().optional() })
    .optional(),
  results: z.array(z.string().nullish()).optional(),
  error: z.object({ code: z.string(), message: z.string(), next: z.string() }).optional(),
})

type Keychain =
  | 'unlocked'
  | 'locked'
  /** A desktop session whose keyring was never set up: no collection to write to. */
  | 'none'
  /** A server: no D-Bus at all. */
  | 'no-bus'

export interface Desktop {
  /** A data folder below the private home. */
  dataDir(name?: string): Promise<string>
  /** Opens the secrets in a new process, in a new session, and takes the steps. */
  secrets(
    keychain: Keychain,
    dataDir: string,
    steps?: Step[],
    env?: Record<string, string>,
  ): Promise<z.infer<typeof answerSchema>>
  [Symbol.asyncDispose](): Promise<void>
}

export async function createDesktop(): Promise<Desktop> {
  await requirePrograms('dbus-run-session', 'dbus-daemon', 'gnome-keyring-daemon')
  const home = await mkdtemp(join(tmpdir(), 'drawbridge-desktop-'))
  await mkdir(join(home, 'run'), { mode: 0o700 })
  const session = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_RUNTIME_DIR: join(home, 'run'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
  }
  return {
    async dataDir(name = 'drawbridge') {
      const path = join(home, name)
      await mkdir(path, { recursive: true, mode: 0o700 })
      return path
    },
    async secrets(keychain, dataDir, steps = [], env = {}) {
      const script = [fixture('secrets-steps.ts'), dataDir, JSON.stringify(steps)]
      const inSession = ['--', process.execPath, fixture('with-keychain.ts'), keychain, ...script]
      const { stdout } =
        keychain === 'no-bus'
          ? await run(process.execPath, script, { env: { ...session, ...env } })
          : await run('dbus-run-session', inSession, { env: { ...session, ...env } })
      return answerSchema.parse(JSON.parse(stdout))
    },
    async [Symbol.asyncDispose]() {
      await rm(home, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** Never a silent skip: these tests are worth nothing where they do not run. */
async function requirePrograms(...names: string[]): Promise<void> {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  for (const name of names) {
    const tries = folders.map((folder) => access(join(folder, name)))
    await Promise.any(tries).catch(() => {
      throw new Error(`${name} is missing: sudo apt-get install gnome-keyring dbus dbus-daemon`)
    })
  }
}
