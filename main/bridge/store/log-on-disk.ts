/**
 * Puts SQLite's write-ahead log on the disk, in libuv's pool of threads: the thread that answers calls goes
 * on meanwhile. The file stays the same one for as long as the database is open, and SQLite takes no locks
 * on it that closing another descriptor could drop.
 */
import { closeSync, fdatasync, openSync } from 'node:fs'

/** Calls back once everything written to the file before the call is on the disk. */
export type SyncFile = (fd: number, done: (error: Error | null) => void) => void

export interface LogOnDisk {
  sync(done: (error: Error | null) => void): void
  /** Not while a sync is under way: its descriptor could be another file's by then. */
  close(): void
}

/** The log of the open database at `path`. */
export function createLogOnDisk(path: string, syncFile: SyncFile = fdatasync): LogOnDisk {
  let fd: number | undefined
  return {
    sync(done) {
      try {
        // Windows flushes only what may be written to.
        fd ??= openSync(`${path}-wal`, 'r+')
      } catch (error) {
        setImmediate(done, error instanceof Error ? error : new Error(String(error)))
        return
      }
      syncFile(fd, done)
    },
    close() {
      if (fd !== undefined) closeSync(fd)
    },
  }
}
