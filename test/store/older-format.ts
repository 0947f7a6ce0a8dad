/** Takes a database back to an earlier format, by leaving out all that later migrations made. */
import { DatabaseSync } from 'node:sqlite'
import { migrations } from '../../main/bridge/store/migrations.ts'

const namesOf = (db: DatabaseSync, type: 'table' | 'index' | 'trigger'): string[] =>
  db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite_%'`)
    .all(type)
    .map((row) => String(row['name']))

const columnsOf = (db: DatabaseSync, table: string): string[] =>
  db
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map((row) => String(row['name']))

/** `format` counts the migrations that remain. */
export function takeBackToFormat(db: DatabaseSync, format: number): void {
  const old = new DatabaseSync(':memory:')
  for (const { sql } of migrations.slice(0, format)) old.exec(sql)
  db.exec('PRAGMA foreign_keys = OFF')
  for (const type of ['trigger', 'index', 'table'] as const) {
    const kept = new Set(namesOf(old, type))
    // IF EXISTS: with a table for search go those it keeps beside itself.
    for (const name of namesOf(db, type))
      if (!kept.has(name)) db.exec(`DROP ${type} IF EXISTS "${name}"`)
  }
  for (const table of namesOf(old, 'table')) {
    const kept = new Set(columnsOf(old, table))
    for (const column of columnsOf(db, table)) {
      if (!kept.has(column)) db.exec(`ALTER TABLE "${table}" DROP COLUMN "${column}"`)
    }
  }
  db.exec(`PRAGMA foreign_keys = ON; PRAGMA user_version = ${format}`)
  old.close()
}
