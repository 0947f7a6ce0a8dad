/** Whether a conversation is going on: nothing is updated in the middle of one. */
import type { Control, Topic } from '../contract.ts'
import type { Clock } from '../bridge/base/ports.ts'

/** What messages, files and every other exchange show up as. */
const signsOfLife: ReadonlySet<Topic> = new Set(['messages', 'files', 'traffic', 'approvals'])

export interface Activity {
  /** Resolves once nothing has crossed for `quietMs`; at once when that is so already. */
  whenQuiet(): Promise<void>
  stop(): void
}

export function watchActivity(control: Control, clock: Clock, quietMs: number): Activity {
  // Never: what happened before the start is over.
  let lastAt = -Infinity
  let timer: NodeJS.Timeout | undefined
  const waiting = new Set<() => void>()

  function look(): void {
    const leftMs = lastAt + quietMs - clock.now()
    timer = leftMs > 0 ? setTimeout(look, leftMs) : undefined
    if (timer) return
    for (const resolve of waiting) resolve()
    waiting.clear()
  }
  const stopEvents = control.onEvent(({ topic }) => {
    if (signsOfLife.has(topic)) lastAt = clock.now()
  })

  return {
    whenQuiet: () =>
      new Promise((resolve) => {
        waiting.add(resolve)
        if (!timer) look()
      }),
    stop() {
      stopEvents()
      clearTimeout(timer)
    },
  }
}
