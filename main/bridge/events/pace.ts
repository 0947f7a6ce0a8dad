/** How often one subscription is sent to: what comes faster gathers, and goes out as one event. */
import type { Clock } from '../base/ports.ts'

const most = 20
const withinMs = 60_000

export interface Pace {
  /** When the next may be sent. */
  next(id: string): number
  sent(id: string): void
}

export function createPace(clock: Clock): Pace {
  const times = new Map<string, number[]>()
  const recent = (id: string): number[] => {
    const now = clock.now()
    const kept = (times.get(id) ?? []).filter((at) => Math.abs(now - at) < withinMs)
    if (kept.length === 0) times.delete(id)
    else times.set(id, kept)
    return kept
  }
  return {
    next(id) {
      const kept = recent(id)
      return kept.length < most ? 0 : (kept[0] ?? 0) + withinMs
    },
    sent(id) {
      times.set(id, [...recent(id), clock.now()])
    },
  }
}
