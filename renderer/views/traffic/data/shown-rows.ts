/**
 * The numbers of the rows that pass the filter, in order. Kept up to date row by row: at a thousand
 * rows a second nothing may be filtered anew.
 */
import type { Row } from './row.ts'

export interface ShownRows {
  length: () => number
  seqAt: (index: number) => number | undefined
  /** Where a number stands; -1 when it is not shown. */
  indexOf: (seq: number) => number
  /** How many were taken away at the beginning since all was built; those after them moved up. */
  dropped: () => number
  /** A row came or changed. False: it came out of order, and all has to be built anew. */
  put: (row: Row, before: Row | undefined) => boolean
  dropBelow: (seq: number) => void
  build: (rows: (visit: (row: Row) => void) => void) => void
}

/** Taken away at the beginning before the rest is moved to the front. */
const COMPACT_AT = 8_192

/** So many after it may be moved for a row that comes late. */
const FEW = 2_000

export function createShownRows(matches: ((row: Row) => boolean) | undefined): ShownRows {
  let seqs: number[] = []
  let head = 0
  let dropped = 0

  const passes = (row: Row): boolean => matches === undefined || matches(row)
  /** The first place whose number is not smaller. */
  const placeOf = (seq: number): number => {
    let [low, high] = [head, seqs.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((seqs[middle] ?? 0) < seq) low = middle + 1
      else high = middle
    }
    return low
  }
  /** A row that changed may begin or cease to pass. */
  const change = (row: Row): void => {
    const place = placeOf(row.seq)
    const isThere = seqs[place] === row.seq
    if (passes(row) === isThere) return
    if (isThere) seqs.splice(place, 1)
    else seqs.splice(place, 0, row.seq)
  }

  return {
    length: () => seqs.length - head,
    seqAt: (index) => seqs[head + index],
    indexOf(seq) {
      const place = placeOf(seq)
      return seqs[place] === seq ? place - head : -1
    },
    dropped: () => dropped,
    put(row, before) {
      if (before) {
        if (matches) change(row)
        return true
      }
      const place = placeOf(row.seq)
      if (seqs.length - place > FEW) return false
      if (passes(row)) seqs.splice(place, 0, row.seq)
      return true
    },
    dropBelow(seq) {
      const before = head
      while (head < seqs.length && (seqs[head] ?? 0) < seq) head += 1
      dropped += head - before
      if (head < COMPACT_AT) return
      seqs = seqs.slice(head)
      head = 0
    },
    build(rows) {
      seqs = []
      head = 0
      dropped = 0
      rows((row) => {
        if (passes(row)) seqs.push(row.seq)
      })
    },
  }
}
