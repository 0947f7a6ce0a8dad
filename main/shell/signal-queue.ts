/**
 * What changed, for a window that asks when it is ready for more. While it is busy, or hidden and
 * slowed down, changes gather as a set of topics: a slow window costs no memory and gets one batch.
 */
import type { Topic } from '../contract.ts'

/** As renderer/transport.ts has it. */
export type Signal = { kind: 'change'; topic: Topic } | { kind: 'resync' } | { kind: 'stopped' }

export interface SignalQueue {
  changed(topic: Topic): void
  /**
   * The next batch, as soon as there is one. `first`: the window has just loaded, and everything is
   * new to it. A question asked before is answered with nothing.
   */
  next(first: boolean): Promise<Signal[]>
  /** The bridge has stopped: whoever asks is told so. */
  stop(): void
}

export function createSignalQueue(): SignalQueue {
  const topics = new Set<Topic>()
  let stopped = false
  let asked: ((signals: Signal[]) => void) | undefined

  function answer(signals: Signal[]): void {
    const waiting = asked
    asked = undefined
    waiting?.(signals)
  }
  function take(): Signal[] {
    const signals = [...topics].map((topic) => ({ kind: 'change' as const, topic }))
    topics.clear()
    return signals
  }

  return {
    changed(topic) {
      topics.add(topic)
      if (asked) answer(take())
    },
    async next(first) {
      answer([])
      if (stopped && first) return [{ kind: 'stopped' }]
      if (first) {
        topics.clear()
        return [{ kind: 'resync' }]
      }
      if (topics.size > 0) return take()
      return new Promise((resolve) => (asked = resolve))
    },
    stop() {
      stopped = true
      answer([{ kind: 'stopped' }])
    },
  }
}
