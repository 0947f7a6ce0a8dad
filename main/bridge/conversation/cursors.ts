/**
 * Cursors: opaque positions in the conversation, durable across restarts. Each carries a short
 * signature under a key of this database, so one that was invented, or that belongs to another
 * bridge, is refused instead of silently skipping messages.
 */
import { hash } from 'node:crypto'
import { BridgeError } from '../base/errors.ts'
import type { Store } from '../store/types.ts'
import { headOf } from './log/chain.ts'
import { text } from './rows.ts'

interface Gap {
  before: number
  resume: number
  unreadOnly: boolean
}

/** Everything up to `position` has been seen. */
export interface Position {
  position: number
  /**
   * Set by a catch-up that was cut: what is between `position` and `before` is still to come, and
   * afterwards it goes on behind `resume`. Other readers look at `position` only and lose nothing.
   */
  gap?: Gap
}

export interface Cursors {
  give(position: Position): string
  /** Refuses what this bridge did not give out, and what lies ahead of now. */
  take(cursor: string): Position
}

export function createCursors(store: Store): Cursors {
  const key = text(store.statement('SELECT cursor_key FROM conversation').get() ?? {}, 'cursor_key')
  const sign = (payload: string) => hash('sha256', `${key}:${payload}:${key}`, 'hex').slice(0, 12)

  /** The cursor of now, which all who find nothing new are given until something is. */
  let now = { position: -1, cursor: '' }

  function make({ position, gap }: Position): string {
    const numbers = gap ? [position, gap.before, gap.resume, gap.unreadOnly ? 1 : 0] : [position]
    const payload = numbers.map((number) => number.toString(36)).join('-')
    return `c${payload}-${sign(payload)}`
  }

  return {
    give(at) {
      if (at.gap) return make(at)
      if (at.position !== now.position) now = { position: at.position, cursor: make(at) }
      return now.cursor
    },

    take(cursor) {
      const [, payload, signature] = /^c([0-9a-z-]{1,40})-([0-9a-f]{12})$/.exec(cursor) ?? []
      if (payload === undefined || signature !== sign(payload)) throw invalid(cursor)
      const [position = 0, before, resume, unreadOnly] = payload
        .split('-')
        .map((part) => parseInt(part, 36))
      // Ahead of now: the database was put back from an older backup.
      if (Math.max(position, resume ?? 0) > headOf(store).seq) throw invalid(cursor)
      if (before === undefined || resume === undefined) return { position }
      return { position, gap: { before, resume, unreadOnly: unreadOnly === 1 } }
    },
  }
}

const invalid = (cursor: string) =>
  new BridgeError('cursor-invalid', { cursor: cursor.slice(0, 64) })
