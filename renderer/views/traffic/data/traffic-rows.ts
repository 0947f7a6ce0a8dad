/**
 * Everything that crossed, as far as the panel has it: kept outside of React, which hears of changes
 * once per frame however many rows came.
 */
import type { MethodResult } from '../../../../main/contract.ts'
import { everything, matcherOf, type Filter } from './filter.ts'
import { createRowRing } from './ring.ts'
import { clientKeyOf, createRowKeeper, type Row } from './row.ts'
import { createShownRows } from './shown-rows.ts'

export interface TrafficRows {
  put: (rows: MethodResult<'traffic.list'>['rows']) => void
  clear: () => void
  get: (seq: number) => Row | undefined
  /** All that are kept, oldest first. */
  each: (visit: (row: Row) => void) => void
  size: () => number

  filter: () => Filter
  setFilter: (filter: Filter) => void
  /** Rows go on being collected; what is shown ends where it ended. */
  pause: () => void
  resume: () => void
  paused: () => boolean
  /** Rows that pass the filter and came since the pause. */
  waiting: () => number

  /** Of what is shown. */
  length: () => number
  at: (index: number) => Row | undefined
  indexOf: (seq: number) => number
  dropped: () => number

  /** Clients met so far, by their key. */
  clients: () => readonly KnownClient[]
  version: () => number
  subscribe: (listener: () => void) => () => void
}

export interface KnownClient {
  key: string
  name: string
  participant: string | null
}

/** Rows kept; the same as the most that the bridge can be told to keep. */
export const MOST_ROWS = 100_000

interface Deps {
  /** Runs once, soon: `requestAnimationFrame`. */
  soon: (run: () => void) => void
  most?: number
}

export function createTrafficRows({ soon, most = MOST_ROWS }: Deps): TrafficRows {
  const ring = createRowRing(most)
  const keep = createRowKeeper()
  const listeners = new Set<() => void>()
  let known: readonly KnownClient[] = []
  const byKey = new Map<string, KnownClient>()
  let filter = everything
  let shown = createShownRows(matcherOf(filter))
  /** The newest number that is shown during a pause. */
  let until: number | undefined
  let version = 0
  let isScheduled = false

  const changed = (): void => {
    if (isScheduled) return
    isScheduled = true
    soon(() => {
      isScheduled = false
      version += 1
      for (const listener of listeners) listener()
    })
  }
  const meet = (row: Row): void => {
    const key = clientKeyOf(row)
    if (key === null || row.client === null) return
    const before = byKey.get(key)
    const name = row.via === 'local' ? `${row.client} (${row.participant})` : row.client
    if (before?.name === name && before.participant === row.participant) return
    byKey.set(key, { key, name, participant: row.participant })
    known = [...byKey.values()].toSorted((a, b) => a.name.localeCompare(b.name))
  }
  const length = (): number => {
    if (until === undefined) return shown.length()
    let [low, high] = [0, shown.length()]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((shown.seqAt(middle) ?? 0) > until) high = middle
      else low = middle + 1
    }
    return low
  }

  return {
    put(rows) {
      let inOrder = true
      // They come in the order in which they ended.
      for (const listed of rows.toSorted((a, b) => a.seq - b.seq)) {
        const row = keep(listed)
        const before = ring.put(row)
        inOrder = shown.put(row, before) && inOrder
        meet(row)
      }
      if (!inOrder) shown.build(ring.each)
      shown.dropBelow(ring.oldest())
      if (rows.length > 0) changed()
    },
    clear() {
      ring.clear()
      shown = createShownRows(matcherOf(filter))
      until = undefined
      changed()
    },
    get: ring.get,
    each: ring.each,
    size: ring.size,

    filter: () => filter,
    setFilter(wanted) {
      filter = wanted
      shown = createShownRows(matcherOf(filter))
      shown.build(ring.each)
      changed()
    },
    pause() {
      until = ring.newest()
      changed()
    },
    resume() {
      until = undefined
      changed()
    },
    paused: () => until !== undefined,
    waiting: () => shown.length() - length(),

    length,
    at(index) {
      const seq = shown.seqAt(index)
      return seq === undefined ? undefined : ring.get(seq)
    },
    indexOf: (seq) => shown.indexOf(seq),
    dropped: () => shown.dropped(),

    clients: () => known,
    version: () => version,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
