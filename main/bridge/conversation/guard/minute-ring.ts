/**
 * When the last N messages were sent, and no more than those: enough to tell whether N were sent within
 * a minute, however many were sent before.
 */
export interface MinuteRing {
  /** When the oldest of the last N was sent; undefined before there are N. */
  oldest(): number | undefined
  add(at: number): void
  /** The same stamps, the newest that fit, for another N. */
  resized(size: number): MinuteRing
}

export function createMinuteRing(size: number, newest: readonly number[] = []): MinuteRing {
  const stamps = newest.slice(-size)
  /** Where the next one goes once the ring is full: the place of the oldest. */
  let next = stamps.length % size
  return {
    oldest: () => (stamps.length < size ? undefined : stamps[next]),
    add(at) {
      stamps[next] = at
      next = (next + 1) % size
    },
    resized: (other) =>
      createMinuteRing(
        other,
        stamps.toSorted((a, b) => a - b),
      ),
  }
}
