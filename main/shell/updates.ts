/**
 * Updates: the owner is asked before anything is fetched and before anything is installed, and an
 * installation waits until nothing crosses the bridge. Everything of the owner's, the address of
 * the tunnel included, is in the data folder and stays.
 */
import type { Log } from '../bridge/base/ports.ts'

/** What is used of the updater. */
export interface UpdateSource {
  /** The newer version, or undefined. */
  check(): Promise<string | undefined>
  download(): Promise<void>
  /** Installs and starts again; the process ends. */
  install(): Promise<void>
}

export interface UpdatesDeps {
  source: UpdateSource
  /** Whether the owner lets the program look for a newer version by itself. */
  allowed: () => boolean
  /** True when the owner agrees. */
  ask: (question: { message: string; detail: string; yes: string }) => Promise<boolean>
  whenQuiet: () => Promise<void>
  /** Stops the bridge cleanly before the installer takes over. */
  stopFirst: () => Promise<void>
  /** A version has been fetched and waits. */
  onReady: (version: string) => void
  firstLookMs: number
  everyMs: number
  log: Log
}

export interface Updates {
  /** Installs what was fetched, as soon as nothing is under way. */
  install(): Promise<void>
  stop(): void
}

export function createUpdates(deps: UpdatesDeps): Updates {
  const { source, allowed, ask, whenQuiet, stopFirst, onReady, log } = deps
  const declined = new Set<string>()
  let ready = false
  let looking = false
  let installing = false

  async function look(): Promise<void> {
    if (ready || looking || !allowed()) return
    looking = true
    try {
      const version = await source.check()
      if (version !== undefined && !declined.has(version)) await offer(version)
    } catch (error) {
      log.warn('update.failed', { error: String(error) })
    } finally {
      looking = false
    }
  }

  async function offer(version: string): Promise<void> {
    const wanted = await ask({
      message: `Drawbridge ${version} is available.`,
      detail: 'It is fetched in the background; nothing is interrupted.',
      yes: 'Download',
    })
    if (!wanted) return void declined.add(version)
    await source.download()
    ready = true
    onReady(version)
    const now = await ask({
      message: `Drawbridge ${version} is ready.`,
      detail:
        'The bridge closes for a moment as soon as nothing crosses it. Its address and everybody’s access stay. Later, the tray menu does the same.',
      yes: 'Restart and update',
    })
    if (now) await install()
  }

  async function install(): Promise<void> {
    if (!ready || installing) return
    installing = true
    await whenQuiet()
    await stopFirst()
    await source.install()
  }

  const first = setTimeout(() => void look(), deps.firstLookMs)
  const again = setInterval(() => void look(), deps.everyMs)
  return {
    install,
    stop() {
      clearTimeout(first)
      clearInterval(again)
    },
  }
}
