/** Waiting that ends early: at a nudge, or when the work is called off. */

export interface Nudge {
  /** Ends the wait under way, or the next one if none is. */
  now(): void
  /** Takes back nudges nobody waited for. */
  forget(): void
  /** Resolves after `ms`, at a nudge, or when the signal aborts; never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

export function createNudge(): Nudge {
  let pending = false
  let wake: (() => void) | null = null
  return {
    now() {
      pending = true
      wake?.()
    },
    forget() {
      pending = false
    },
    async wait(ms, signal) {
      if (!pending && !signal.aborted) {
        const early = new AbortController()
        wake = () => early.abort()
        const off = () => early.abort()
        signal.addEventListener('abort', off, { once: true })
        await pause(ms, early.signal)
        signal.removeEventListener('abort', off)
        wake = null
      }
      pending = false
    },
  }
}

/** Resolves after `ms` or when the signal aborts; never rejects. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
  })
}
