/** Brings a database file to the current format, or refuses one that a newer Drawbridge wrote. */
import type { DatabaseSync } from 'node:sqlite'
import { BridgeError } from '../base/errors.ts'
import type { Log } from '../base/ports.ts'
import type { Migration } from './migrations.ts'

/** Each migration is one transaction together with its number, so a crash leaves a whole format. */
export function migrate(
  db: DatabaseSync,
  list: readonly Migration[],
  log: Log,
  beforeMigration?: () => void,
): void {
  const found = formatOf(db)
  if (found > list.length) {
    throw new BridgeError('data-folder-newer', { found, known: list.length })
  }
  // A new file is empty and ready at once.
  if (found > 0 && found < list.length) beforeMigration?.()
  for (const [index, migration] of list.entries()) {
    if (index < found) continue
    db.exec('BEGIN IMMEDIATE')
    try {
      db.exec(migration.sql)
      db.exec(`PRAGMA user_version = ${index + 1}`)
      db.exec('COMMIT')
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
    log.info('store.migrated', { migration: migration.name })
  }
}

function formatOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
}
