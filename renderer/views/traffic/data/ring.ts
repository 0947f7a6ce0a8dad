/**
 * The newest rows by their number. Numbers grow by one, so a row lies where its number says: finding,
 * replacing and pushing out the oldest cost the same however many there are.
 */
import type { Row } from './row.ts'

export interface RowRing {
  /** What lay at this number before; undefined when the row is new. Too old ones are not taken. */
  put: (row: Row) => Row | undefined
  get: (seq: number) => Row | undefined
  /** The number below which nothing is kept any more. */
  oldest: () => number
  newest: () => number
  size: () => number
  /** Oldest first. */
  each: (visit: (row: Row) => void) => void
  clear: () => void
}

export function createRowRing(capacity: number): RowRing {
  const none = (): (Row | undefined)[] => Array.from({ length: capacity }, () => undefined)
  let slots = none()
  let newest = 0
  let size = 0

  const oldest = (): number => Math.max(0, newest - capacity + 1)
  const get = (seq: number): Row | undefined => {
    const row = slots[seq % capacity]
    return row?.seq === seq ? row : undefined
  }
  /** Slots of numbers that were never told must not keep what they held a round ago. */
  const advanceTo = (seq: number): void => {
    const first = Math.max(newest + 1, seq - capacity + 1)
    for (let passed = first; passed <= seq; passed += 1) {
      const slot = passed % capacity
      if (slots[slot]) size -= 1
      slots[slot] = undefined
    }
    newest = seq
  }

  return {
    put(row) {
      if (row.seq < oldest()) return undefined
      if (row.seq > newest) advanceTo(row.seq)
      const before = get(row.seq)
      if (!before) size += 1
      slots[row.seq % capacity] = row
      return before
    },
    get,
    oldest,
    newest: () => newest,
    size: () => size,
    each(visit) {
      if (size === 0) return
      for (let seq = oldest(); seq <= newest; seq += 1) {
        const row = get(seq)
        if (row) visit(row)
      }
    },
    clear() {
      slots = none()
      newest = 0
      size = 0
    },
  }
}
