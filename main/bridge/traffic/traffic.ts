/**
 * The record of what crosses: the newest rows, in memory only. Rows are followed by the number of
 * their latest change, so that a row which ends is told again; one that is open gets such a number
 * only when somebody looks.
 */
import { performance } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock, Log } from '../base/ports.ts'
import { createAnnouncer } from './announcer.ts'
import { createHeaderKeeper } from './kept-headers.ts'
import { createNameKeeper, endRecord, keepSide, type TrafficRecord } from './record.ts'
import { createRing } from './ring.ts'
import {
  anonymousRow,
  shownDetail,
  shownRow,
  type AnonymousRow,
  type TrafficDetail,
  type TrafficRow,
} from './shown.ts'
import type { TrafficEnd, TrafficRecorder, TrafficStart } from './types.ts'

export interface TrafficPage {
  rows: TrafficRow[]
  cursor: number
  first: number
  missed: boolean
  kept: number
}

export interface Traffic {
  recorder: TrafficRecorder
  /** See `traffic.list` in the contract. */
  list(request?: { after?: number | undefined; limit?: number | undefined }): TrafficPage
  get(seq: number): TrafficDetail | null
  /** Forgets what has ended; what is under way is told once it ends. */
  clear(): number
  /** How many rows are kept from now on; 0 keeps none. */
  resize(rows: number): void
  /** Called at most ten times a second while there is more to list. */
  onChange(listener: () => void): () => void
  /** Each row once, when it has ended. */
  onRow(listener: (row: TrafficRow) => void): () => void
  /** The newest rows, oldest first, without anything that anybody said or named. Lets others run in between. */
  forDiagnostics(limit: number): Promise<AnonymousRow[]>
}

/** Texts of all rows together: what 20,000 calls take must leave the bridge small. */
const mostBytesOfTexts = 3 * 1024 * 1024
const rowsPerList = 1_000
/** Rows looked through before others have their turn. */
const rowsAtOnce = 50

export function createTraffic(deps: {
  clock: Clock
  log: Log
  rows: number
  mostBytes?: number
}): Traffic {
  const { clock, log } = deps
  const ring = createRing(deps.rows, deps.mostBytes ?? mostBytesOfTexts)
  const open = new Set<TrafficRecord>()
  const announcer = createAnnouncer()
  const keepName = createNameKeeper()
  const rowListeners = new Set<(row: TrafficRow) => void>()
  /** Numbers are never used again, not even by the next start. */
  const base = clock.now() * 1_000
  let rows = deps.rows
  let seq = 0
  let change = 0

  function started(start: TrafficStart): TrafficRecord {
    const { kind, bytesIn = 0, startedAt = performance.now() } = start
    seq += 1
    return {
      seq,
      change: 0,
      at: clock.now(),
      startedAt,
      durationMs: null,
      kind,
      via: start.via,
      method: keepName(start.method),
      target: keepName(start.target),
      client: start.client ?? null,
      clientId: start.clientId ?? null,
      participant: start.participant ?? null,
      flow: start.flow ?? null,
      status: null,
      outcome: 'open',
      code: null,
      bytesIn,
      bytesOut: 0,
      request: keepSide(start.request),
      response: null,
      size: 0,
      redacted: false,
      sent: undefined,
    }
  }

  function ended(record: TrafficRecord, end: TrafficEnd): void {
    endRecord(record, end, performance.now() - record.startedAt)
    change += 1
    record.change = change
    ring.push(record)
    announcer.changed()
    if (rowListeners.size > 0) notify(record)
  }

  /** What listens must not be able to hurt the request that is recorded. */
  function notify(record: TrafficRecord): void {
    const row = shownRow(record, base)
    for (const listener of rowListeners) {
      try {
        listener(row)
      } catch (error) {
        log.error('traffic.listener-failed', { error: String(error) })
      }
    }
  }

  const isOff = () => rows === 0 && rowListeners.size === 0

  const recorder: TrafficRecorder = {
    begin(start) {
      if (isOff()) return ignore
      const record = started(start)
      if (rows > 0) open.add(record)
      announcer.changed()
      let over = false
      return (end) => {
        if (over) return
        over = true
        open.delete(record)
        ended(record, end)
      }
    },
    note(event) {
      if (isOff()) return
      const record = started({ startedAt: performance.now(), ...event })
      ended(record, { ...event, request: undefined })
    },
    keepHeaders: createHeaderKeeper(),
  }

  /** Open rows get their number now, because now somebody learns of them. */
  function numberOpenRows(): void {
    for (const record of open) {
      if (record.change > 0) continue
      change += 1
      record.change = change
    }
  }

  function endedAfter(after: number, limit: number): TrafficRecord[] {
    const first = ring.firstAfter(after)
    return slice(first, Math.min(ring.size(), first + limit))
  }

  function slice(from: number, to: number): TrafficRecord[] {
    const found: TrafficRecord[] = []
    for (let index = from; index < to; index += 1) {
      const record = ring.at(index)
      if (record) found.push(record)
    }
    return found
  }

  const page = (records: TrafficRecord[], cursor: number, missed: boolean): TrafficPage => ({
    rows: records.map((record) => shownRow(record, base)),
    cursor: base + cursor,
    first: base + ring.lostUpTo(),
    missed,
    kept: ring.size() + open.size,
  })

  function find(wanted: number): TrafficRecord | undefined {
    for (let index = ring.size() - 1; index >= 0; index -= 1) {
      const record = ring.at(index)
      if (record?.seq === wanted) return record
    }
    return [...open].find((record) => record.seq === wanted)
  }

  return {
    recorder,
    list({ after, limit = rowsPerList } = {}) {
      numberOpenRows()
      const cursor = after === undefined ? undefined : after - base
      if (cursor === undefined || cursor > change || cursor < ring.lostUpTo()) {
        const newest = [...slice(Math.max(0, ring.size() - limit), ring.size()), ...open]
        const rows = newest.sort(bySeq).slice(-limit)
        return page(rows, change, cursor !== undefined)
      }
      const newer = [...open].filter((record) => record.change > cursor)
      const records = [...endedAfter(cursor, limit), ...newer].sort(byChange).slice(0, limit)
      const last = records.length < limit ? change : (records.at(-1)?.change ?? change)
      return page(records, last, false)
    },
    get(wanted) {
      const record = find(wanted - base)
      return record ? shownDetail(record, base) : null
    },
    clear() {
      const cleared = ring.size()
      ring.clear()
      announcer.changed()
      return cleared
    },
    resize(wanted) {
      rows = wanted
      ring.resize(wanted)
      if (wanted === 0) open.clear()
      announcer.changed()
    },
    onChange: announcer.onChange,
    onRow(listener) {
      rowListeners.add(listener)
      return () => void rowListeners.delete(listener)
    },
    async forDiagnostics(limit) {
      const rows: AnonymousRow[] = []
      for (const record of slice(Math.max(0, ring.size() - limit), ring.size())) {
        if (rows.length % rowsAtOnce === rowsAtOnce - 1) await nextTurn()
        rows.push(anonymousRow(record, base))
      }
      return rows
    },
  }
}

function ignore(): void {}

const bySeq = (a: TrafficRecord, b: TrafficRecord): number => a.seq - b.seq
const byChange = (a: TrafficRecord, b: TrafficRecord): number => a.change - b.change
