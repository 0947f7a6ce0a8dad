/** Says that there is something new, at most ten times a second, and nothing when nobody listens. */
const everyMs = 100

export interface Announcer {
  changed(): void
  onChange(listener: () => void): () => void
}

export function createAnnouncer(): Announcer {
  const listeners = new Set<() => void>()
  let waiting: NodeJS.Timeout | undefined

  function announce(): void {
    waiting = undefined
    for (const listener of listeners) listener()
  }

  return {
    changed() {
      if (waiting !== undefined || listeners.size === 0) return
      waiting = setTimeout(announce, everyMs)
      waiting.unref()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearTimeout(waiting)
        waiting = undefined
      }
    },
  }
}
