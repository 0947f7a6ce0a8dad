/**
 * Counts the changes to tables that are asked about by nearly every call and changed now and then. SQLite itself tells of
 * each, by triggers that only this connection has, so no writer can be missed.
 */
import type { DatabaseSync } from 'node:sqlite'

/** What is a change of each: a participant's counters, which every message changes, are none. */
const tables: Readonly<Record<string, string>> = {
  participants: 'UPDATE OF id, name',
  event_subscriptions: 'UPDATE',
  event_outbox: 'UPDATE',
}

export interface ChangeCounts {
  /** Another number after each change, also inside a write. */
  version(): number
  /** Changes may have been taken back. */
  undone(): void
}

/** Of the tables that the database has. */
export function countChanges(db: DatabaseSync): ChangeCounts {
  let version = 0
  const changed = () => {
    version += 1
    return 0
  }
  db.function('seldom_changed', changed)
  const known = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  for (const { name } of known) {
    const update = tables[String(name)]
    if (update === undefined) continue
    for (const [index, change] of ['INSERT', 'DELETE', update].entries()) {
      db.exec(
        `CREATE TEMP TRIGGER seldom_${String(name)}_${index} AFTER ${change} ON ${String(name)}
         BEGIN SELECT seldom_changed(); END`,
      )
    }
  }
  return { version: () => version, undone: () => void changed() }
}
