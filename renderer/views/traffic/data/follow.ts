/**
 * Brings the rows of the bridge into the panel, by cursor. Never two questions at a time; a change
 * that arrives meanwhile makes it ask once more.
 */
import type { Failure } from '../../../../main/contract.ts'
import { failureFrom } from '../../../data/failure.ts'
import type { Invoke } from '../../../transport.ts'
import type { TrafficRows } from './traffic-rows.ts'

/** Rows per answer: the first is small, so that something is there at once. */
const FIRST = 1_000
const NEXT = 2_000

export interface Follower {
  /** There may be more. */
  catchUp: () => Promise<void>
  /** Asks the bridge to forget what has ended, and forgets it here. */
  clear: () => Promise<void>
}

interface Deps {
  rows: TrafficRows
  invoke: Invoke
  /** After each answer; undefined once it went well. */
  onOutcome: (failure: Failure | undefined) => void
}

export function createFollower({ rows, invoke, onOutcome }: Deps): Follower {
  let cursor: number | undefined
  let kept = 0
  let asking = false
  let again = false

  /** One answer; whether there may be more at once. */
  async function next(): Promise<boolean> {
    const request = cursor === undefined ? { limit: FIRST } : { after: cursor, limit: NEXT }
    const page = await invoke('traffic.list', request)
    // Keeping so much less than before, it has been cleared, by another panel for example.
    const cleared = cursor !== undefined && !page.missed && page.kept < kept / 2
    if (page.missed || cleared) rows.clear()
    kept = page.kept
    if (cleared) {
      cursor = undefined
      return true
    }
    const first = cursor === undefined || page.missed
    cursor = page.cursor
    rows.put(page.rows)
    if (first) await fill(page.first, page.rows)
    return !first && page.rows.length === NEXT
  }

  /** What is older than the newest rows, from the oldest on, until they meet. */
  async function fill(first: number, newest: readonly { seq: number }[]): Promise<void> {
    const meeting = newest[0]?.seq ?? 0
    if (newest.length < FIRST) return
    for (let from = first; ;) {
      const page = await invoke('traffic.list', { after: from, limit: NEXT })
      if (page.missed) return
      rows.put(page.rows)
      if (page.rows.length < NEXT || (page.rows.at(-1)?.seq ?? meeting) >= meeting) return
      from = page.cursor
    }
  }

  async function catchUp(): Promise<void> {
    again = true
    if (asking) return
    asking = true
    try {
      while (again) {
        again = false
        while (await next());
      }
      onOutcome(undefined)
    } catch (thrown) {
      onOutcome(failureFrom(thrown))
    } finally {
      asking = false
    }
  }

  return {
    catchUp,
    async clear() {
      await invoke('traffic.clear', {})
      rows.clear()
      cursor = undefined
      await catchUp()
    },
  }
}
