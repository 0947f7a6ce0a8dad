/** How often one subscription is sent to: what comes faster gathers, and goes out as one event. */
import type { Clock } from '../base/ports.ts'

const most = 20
const withinMs = 60_000

export interface Pace {
  /** When the next may be sent. */
  next(id: string): number
  sent(id: string): void
  /** How many subscriptions are remembered: those of the last minute, however many there have been. */
  size(): number
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
      const now = clock.now()
      const kept = [...recent(id), now]
      // Behind the others, so that those in front are the ones sent to longest ago.
      times.delete(id)
      times.set(id, kept)
      for (const [other, sent] of times) {
        if (Math.abs(now - (sent.at(-1) ?? 0)) < withinMs) break
        times.delete(other)
      }
    },
    size: () => times.size,
  }
}
