/**
 * What takes its time, for the owner to watch: downloads, exports, backups. Only a board: whoever
 * does the work pins it up, moves it on and says how it ended; ended tasks stay a minute.
 */
import type { MethodResult } from '../../contract.ts'
import type { Clock } from './ports.ts'

type TaskView = MethodResult<'tasks.list'>[number]

export interface Task {
  /** In steps or bytes; `total` null: nobody knows how much there is. */
  progress(done: number, total: number | null, detail?: string): void
  done(detail: string): void
  failed(detail: string): void
}

export interface Tasks {
  start(kind: TaskView['kind'], title: string): Task
  /** Runs `work` as a task; what it throws is how it ended, in words. */
  run<T>(
    kind: TaskView['kind'],
    title: string,
    work: (task: Task) => Promise<T>,
    ended: (result: T) => string,
  ): Promise<T>
  list(): TaskView[]
  onChange(listener: () => void): () => void
}

const keptMs = 60_000
/** Progress is told so often at most; beginnings and ends always. */
const notifyEveryMs = 200

export function createTasks({ clock }: { clock: Clock }): Tasks {
  const tasks = new Map<string, { view: TaskView; endedAt: number | null }>()
  const listeners = new Set<() => void>()
  let last = 0
  let notifiedAt = 0

  function notify(): void {
    notifiedAt = clock.now()
    for (const listener of listeners) listener()
  }

  function forgetOld(): void {
    const cutoff = clock.now() - keptMs
    for (const [id, { endedAt }] of tasks) {
      if (endedAt !== null && endedAt <= cutoff) tasks.delete(id)
    }
  }

  function start(kind: TaskView['kind'], title: string): Task {
    forgetOld()
    last += 1
    const entry: { view: TaskView; endedAt: number | null } = {
      endedAt: null,
      view: {
        id: `task-${last}`,
        kind,
        title,
        state: 'running',
        done: 0,
        total: null,
        detail: '',
        startedAt: new Date(clock.now()).toISOString(),
      },
    }
    tasks.set(entry.view.id, entry)
    notify()

    function end(state: 'done' | 'failed', detail: string): void {
      if (entry.endedAt !== null) return
      entry.endedAt = clock.now()
      entry.view = { ...entry.view, state, detail }
      notify()
    }

    return {
      progress(done, total, detail = entry.view.detail) {
        if (entry.endedAt !== null) return
        entry.view = { ...entry.view, done, total, detail }
        if (clock.now() - notifiedAt >= notifyEveryMs) notify()
      },
      done: (detail) => end('done', detail),
      failed: (detail) => end('failed', detail),
    }
  }

  return {
    start,
    async run(kind, title, work, ended) {
      const task = start(kind, title)
      try {
        const result = await work(task)
        task.done(ended(result))
        return result
      } catch (error) {
        task.failed(error instanceof Error ? error.message : String(error))
        throw error
      }
    },
    /** The newest first. */
    list() {
      forgetOld()
      return [...tasks.values()].map(({ view }) => view).toReversed()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
