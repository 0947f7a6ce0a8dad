/**
 * Writes down what became of deliveries, many in one commit. Each commit costs a sync of the disk, so it
 * waits until nothing is on its way any more, or for a moment at most. What a crash loses of it is sent
 * again, under the id it had.
 */
import type { Store } from '../store/types.ts'

const longestMs = 50

export interface WrittenLater {
  /** Resolves once it is on the disk. `alongside` is called just before, and what it writes shares the commit. */
  write(work: () => void, alongside?: () => void): Promise<void>
  /** Nothing is on its way: what waits is written now. */
  idle(): void
}

export function createWrittenLater(store: Pick<Store, 'write'>): WrittenLater {
  let waiting: (() => void)[] = []
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const all = waiting
    waiting = []
    for (const start of all) start()
  }

  return {
    write(work, alongside) {
      timer ??= setTimeout(flush, longestMs)
      // Those that begin together share one commit, and each has its own answer.
      return new Promise((resolve, reject) => {
        waiting.push(() => {
          alongside?.()
          store.write(work).then(resolve, reject)
        })
      })
    },
    idle: flush,
  }
}
