/**
 * An empty database in the current format, made once per worker and laid down as a file: going through every
 * migration takes longer than most tests. Keys are made anew, so no two bridges share one. The migrations have
 * tests of their own (test/store/).
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openStore } from '../../main/bridge/store/open-store.ts'

let made: Buffer | undefined

/** Where no database is yet, lays one down. */
export function layDatabase(path: string): void {
  if (existsSync(path)) return
  made ??= make()
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(path, made, { mode: 0o600 })
  const db = new DatabaseSync(path)
  db.exec(`
    PRAGMA synchronous = OFF;
    UPDATE conversation SET cursor_key = hex(randomblob(16));
    UPDATE scan_key SET key = randomblob(32);
  `)
  db.close()
}

function make(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-database-'))
  try {
    const path = join(folder, 'bridge.db')
    const { db } = openStore({ path })
    // Closing the store would also write down statistics, which a fresh database has none of.
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    db.close()
    return readFileSync(path)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
