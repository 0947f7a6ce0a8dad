/**
 * The clocks of the open talks. A time is kept by the wall clock, so that it outlasts a restart, and
 * waited for by one that nobody can set, so that a clock set back or forward opens nothing early and
 * keeps nothing waiting for ever.
 */
import { leftOf } from './timer.ts'
import type { TalkState } from './types.ts'

export interface Deadlines {
  /** Looks at what a talk waits for now. */
  arm(thread: number, state: TalkState): void
  stop(): void
}

type TimeOut = (thread: number, timer: 'phase' | 'talk', turn: number) => void

/** The longest a timer of the system runs; beyond it they fire at once. */
const longest = 24 * 60 * 60_000

export function createDeadlines(now: () => number, timeOut: TimeOut): Deadlines {
  const armed = new Map<string, { key: string; handle: NodeJS.Timeout }>()

  function disarm(name: string): void {
    clearTimeout(armed.get(name)?.handle)
    armed.delete(name)
  }

  function set(name: string, key: string, left: number, fire: () => void): void {
    if (armed.get(name)?.key === key) return
    disarm(name)
    const until = performance.now() + left
    const next = () => {
      const still = until - performance.now()
      if (still <= 0) {
        armed.delete(name)
        fire()
        return
      }
      const handle = setTimeout(next, Math.min(Math.ceil(still), longest))
      handle.unref()
      armed.set(name, { key, handle })
    }
    // Never within the call: the caller is in the middle of a write.
    const handle = setTimeout(next, Math.min(Math.max(0, left), longest))
    handle.unref()
    armed.set(name, { key, handle })
  }

  return {
    arm(thread, { status, pending, turn, phaseTimer, talkTimer }) {
      const timers = { phase: phaseTimer, talk: talkTimer }
      for (const which of ['phase', 'talk'] as const) {
        const timer = timers[which]
        const name = `${thread} ${which}`
        if (status !== 'open' || pending.length === 0 || timer?.at == null) disarm(name)
        else {
          set(name, `${turn} ${timer.at}`, leftOf(timer, now()), () => timeOut(thread, which, turn))
        }
      }
    },
    stop() {
      for (const name of armed.keys()) disarm(name)
    },
  }
}
