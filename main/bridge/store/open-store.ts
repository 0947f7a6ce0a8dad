/**
 * Opens the one database of the bridge: a single SQLite file in WAL mode whose log is on the
 * disk before a write is answered (log-on-disk.ts), so that what was answered is there even after a power cut.
 */
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { backup, DatabaseSync, type StatementSync } from 'node:sqlite'
import { BridgeError } from '../base/errors.ts'
import { silentLog, type Log } from '../base/ports.ts'
import { createGroupCommit } from './group-commit.ts'
import { createLogOnDisk, type SyncFile } from './log-on-disk.ts'
import { migrate } from './migrate.ts'
import { migrations, type Migration } from './migrations.ts'
import { remembered } from './remembered.ts'
import { countChanges } from './change-counts.ts'
import { createDiskReserve, freeBytesBeside } from './disk-reserve.ts'
import type { Store } from './types.ts'

export interface StoreOptions {
  /** The database file; its folder is made when missing. */
  path: string
  log?: Log
  /** Called before a file with data in an earlier format is changed, which takes a while when there is much in it. */
  beforeMigration?: () => void
  /** The format to bring the file to. Default: the current one. */
  format?: readonly Migration[]
  /** What can still be written to the disk; by default what the system says. */
  freeBytes?: () => number | undefined
  /** Puts a file on the disk; fdatasync by default. */
  syncFile?: SyncFile
}

// A checkpoint stalls one commit; at so many pages (16 MiB) that is one in hundreds.
const pagesOfLog = 4_000

// No memory map:
// mapped pages count as memory of the process, and an 8 MB cache serves the hot paths as well.
// synchronous = NORMAL is FULL without the sync at each commit, which is done here, beside the thread.
const settings = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA foreign_keys = ON;
  PRAGMA busy_timeout = 5000;
  PRAGMA cache_size = -8000;
  PRAGMA mmap_size = 0;
  PRAGMA temp_store = MEMORY;
  PRAGMA wal_autocheckpoint = ${pagesOfLog};
  PRAGMA journal_size_limit = 67108864;
`

/** Opens (and if needed creates or migrates) the database. */
export function openStore(options: StoreOptions): Store {
  const { path, log = silentLog, format = migrations } = options
  const explain = (error: unknown) => unusable(path, error)
  const room = createDiskReserve(options.freeBytes ?? (() => freeBytesBeside(path)))
  const db = open(options, format, log)
  const logOnDisk = createLogOnDisk(path, {
    syncFile: options.syncFile,
    pages: pagesOfLog,
    hasRoom: room.has,
  })
  const statements = new Map<string, StatementSync>()
  let closing: Promise<void> | undefined
  const seldom = countChanges(db)
  const failed = (error: unknown) => {
    log.error('store.commit-failed', { reason: String(error) })
    return explain(error)
  }
  const disk = { sync: logOnDisk.sync, rescue }
  const commits = createGroupCommit(db, disk, failed, seldom.undone)

  /** A log that could not be synced is not trusted again: what it holds is written to the database itself. */
  function rescue(): void {
    const row = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
    if (row?.['busy'] !== 0) throw new Error('the log could not be emptied')
  }

  async function finish(): Promise<void> {
    await commits.finish()
    statements.clear()
    db.exec('PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)')
    logOnDisk.close()
    db.close()
  }

  const statement = (sql: string): StatementSync => {
    let known = statements.get(sql)
    if (!known) statements.set(sql, (known = db.prepare(sql)))
    return known
  }
  const recalled = remembered({ generation: seldom.version }, (sql: string, ...keys: string[]) => ({
    row: statement(sql).get(...keys),
  }))

  return {
    db,
    room,
    statement,
    write(work) {
      if (closing) return Promise.reject(explain(new Error('the store is closed')))
      return commits.write(work)
    },
    ahead(work) {
      if (closing) throw explain(new Error('the store is closed'))
      return commits.ahead(work)
    },
    settled: commits.settled,
    generation: commits.generation,
    recall: (sql, ...keys) => recalled(sql, ...keys).row,
    async backup(target) {
      await backup(db, target)
    },
    closed: () => closing !== undefined,
    close: () => (closing ??= finish()),
  }
}

function open(
  { path, beforeMigration }: StoreOptions,
  format: readonly Migration[],
  log: Log,
): DatabaseSync {
  let db: DatabaseSync | undefined
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    // Made by us so that it is the owner's alone; SQLite gives the -wal file the same mode.
    closeSync(openSync(path, 'a', 0o600))
    db = new DatabaseSync(path, { enableForeignKeyConstraints: true })
    db.exec(settings)
    migrate(db, format, log, beforeMigration)
    return db
  } catch (error) {
    db?.close()
    throw unusable(path, error)
  }
}

function unusable(path: string, error: unknown): BridgeError {
  if (error instanceof BridgeError) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new BridgeError(
    'data-folder-unusable',
    { dataDir: dirname(path), reason },
    { cause: error },
  )
}
