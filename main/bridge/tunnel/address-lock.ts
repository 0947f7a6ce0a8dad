/**
 * One tunnel per data folder: two connectors of one identity would share its traffic and answer in
 * turn. The lock is an exclusive transaction on a tiny SQLite file, which the operating system ends
 * with the process, however that went.
 */
import { chmodSync, closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { BridgeError } from '../base/errors.ts'

/** SQLITE_BUSY: another connection, of any process, holds the file. */
const busy = 5

/** Takes the lock or throws `tunnel-in-use`. Gives the function that releases it. */
export function takeAddressLock(dataDir: string): () => void {
  const path = join(dataDir, 'tunnel.lock')
  // SQLite would make it readable for everybody; one of an older version is still so.
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
  const db = new DatabaseSync(path, { timeout: 0 })
  try {
    db.exec('PRAGMA journal_mode = MEMORY')
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    const held = error instanceof Error && 'errcode' in error && error.errcode === busy
    throw held ? new BridgeError('tunnel-in-use', {}, { cause: error }) : error
  }
  return () => db.close()
}
