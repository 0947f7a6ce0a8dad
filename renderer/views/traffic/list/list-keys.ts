/** Where a key leads in a list. */

/** The place to go to; undefined for keys that go nowhere. `place` is -1 when nothing is chosen. */
export function stepOf(
  key: string,
  place: number,
  count: number,
  page: number,
): number | undefined {
  if (count === 0) return undefined
  const last = count - 1
  const within = (to: number): number => Math.min(last, Math.max(0, to))
  const from = place < 0 ? last : place
  switch (key) {
    case 'ArrowDown':
      return place < 0 ? last : within(from + 1)
    case 'ArrowUp':
      return place < 0 ? last : within(from - 1)
    case 'PageDown':
      return within(from + page)
    case 'PageUp':
      return within(from - page)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}
