/**
 * Exports under way: their text is fetched piece by piece, so that no transport has to hold a whole
 * conversation. One that nobody fetches from ends by itself.
 */
import { randomUUID } from 'node:crypto'
import type { Conversation } from '../conversation/types.ts'
import { BridgeError } from '../base/errors.ts'
import type { Clock } from '../base/ports.ts'
import type { Task, Tasks } from '../base/tasks.ts'

type Format = 'markdown' | 'json'

export interface Exports {
  /** `thread`: only this one. Throws `unknown-thread`. */
  start(format: Format, thread?: string): { id: string; fileName: string }
  /** The next piece; null after the last one. Throws `unknown-export`. */
  next(id: string): Promise<string | null>
  /** Ends all of them. */
  stop(): void
}

interface Running {
  pieces: AsyncIterator<string>
  task: Task
  idle: NodeJS.Timeout
}

/** Each holds a place in the conversation only, but nobody needs more at once. */
const maxRunning = 8

export function createExports(deps: {
  conversation: Pick<Conversation, 'export'>
  tasks: Pick<Tasks, 'start'>
  clock: Clock
  /** An export nobody fetches from for so long ends. */
  idleMs?: number
}): Exports {
  const { conversation, tasks, clock, idleMs = 60_000 } = deps
  const running = new Map<string, Running>()

  function end(id: string, how: (task: Task) => void): void {
    const one = running.get(id)
    if (!one) return
    running.delete(id)
    clearTimeout(one.idle)
    how(one.task)
    void one.pieces.return?.()
  }

  const giveUp = (id: string) => end(id, (task) => task.failed('Nobody fetched it to its end.'))

  return {
    start(format, thread) {
      const [oldest] = running.keys()
      if (running.size >= maxRunning && oldest !== undefined) giveUp(oldest)
      const id = randomUUID()
      const day = new Date(clock.now()).toISOString().slice(0, 10)
      const part = thread === undefined ? '' : `-thread-${thread}`
      const fileName = `drawbridge${part}-${day}.${format === 'json' ? 'json' : 'md'}`
      let progress = (_done: number, _total: number): void => {}
      const text = conversation.export(format, (done, total) => progress(done, total), thread)
      const task = tasks.start('export', `Export to ${fileName}`)
      progress = (done, total) => task.progress(done, total)
      running.set(id, {
        task,
        pieces: text[Symbol.asyncIterator](),
        idle: setTimeout(() => giveUp(id), idleMs).unref(),
      })
      return { id, fileName }
    },

    async next(id) {
      const one = running.get(id)
      if (!one) throw new BridgeError('unknown-export')
      one.idle.refresh()
      const { done, value } = await one.pieces.next().catch((error: unknown) => {
        end(id, (task) => task.failed(String(error)))
        throw error
      })
      if (done !== true) return value
      end(id, (task) => task.done('Everything was exported.'))
      return null
    },

    stop() {
      for (const id of running.keys()) giveUp(id)
    },
  }
}
