/**
 * Ending: the first request to quit stops the bridge and its tunnel, and only then the app goes. What
 * hangs does not keep the owner waiting.
 */
import type { Log } from '../bridge/base/ports.ts'

export interface QuitDeps {
  /** Stops everything that runs. */
  stop: () => Promise<void>
  /** Asks the app to quit, once more. */
  quit: () => void
  /** Ends the process at once. */
  exit: (code: number) => void
  deadlineMs: number
  log: Log
}

export interface Quitting {
  /** For `before-quit`. */
  onBeforeQuit(event: { preventDefault(): void }): void
  /** Closing a window then closes it. */
  isQuitting(): boolean
  /** Stops without quitting, for an installer that quits by itself. */
  stopFirst(): Promise<void>
}

export function createQuitting({ stop, quit, exit, deadlineMs, log }: QuitDeps): Quitting {
  let stopping: Promise<boolean> | undefined
  let stopped = false

  /** False when the time was over first. */
  async function stopInTime(): Promise<boolean> {
    const { promise: timeIsUp, resolve } = Promise.withResolvers<boolean>()
    const timer = setTimeout(() => resolve(false), deadlineMs)
    const ended = stop().catch((error: unknown) => {
      log.error('quit.stop-failed', { error: String(error) })
    })
    const inTime = await Promise.race([ended.then(() => true), timeIsUp])
    clearTimeout(timer)
    stopped = true
    return inTime
  }

  return {
    onBeforeQuit(event) {
      if (stopped) return
      event.preventDefault()
      if (stopping) return
      stopping = stopInTime()
      void stopping.then((inTime) => {
        if (inTime) return quit()
        log.error('quit.took-too-long')
        exit(1)
      })
    },
    isQuitting: () => stopping !== undefined,
    async stopFirst() {
      stopping ??= stopInTime()
      await stopping
    },
  }
}
