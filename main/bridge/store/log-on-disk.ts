/**
 * Puts SQLite's write-ahead log on the disk, in libuv's pool of threads: the thread that answers calls goes
 * on meanwhile. The file stays the same one for as long as the database is open, and SQLite takes no locks
 * on it that closing another descriptor could drop.
 *
 * A file that grows takes the disk nearly twice as long, because its new length has to be on the disk as well. So once the
 * log is used, zeros are written behind it, piece by piece, up to where SQLite begins it anew; a log is read up
 * to the first frame whose checksum is wrong, so they mean nothing.
 */
import { closeSync, fdatasync, fstatSync, openSync, writeSync } from 'node:fs'

/** Calls back once everything written to the file before the call is on the disk. */
export type SyncFile = (fd: number, done: (error: Error | null) => void) => void

export interface LogOnDisk {
  sync(done: (error: Error | null) => void): void
  /** Not while a sync is under way: its descriptor could be another file's by then. */
  close(): void
}

export interface LogOnDiskOptions {
  /** fdatasync by default. */
  syncFile?: SyncFile | undefined
  /** Pages after which SQLite writes the log back and begins it anew. */
  pages: number
  /** Whether the disk can do without so many bytes. */
  hasRoom: (bytes: number) => boolean
}

/** Of a page of 4,096 bytes with what SQLite puts before it; the group that reaches the last page goes beyond it. */
const frameBytes = 4_120
const beyondPages = 200
/** A log of this length is used, and not only by the start. */
const usedBytes = 256 * 1024
/** So little that the sync it comes with takes hardly longer. */
const piece = Buffer.alloc(256 * 1024)

/** The log of the open database at `path`. */
export function createLogOnDisk(path: string, options: LogOnDiskOptions): LogOnDisk {
  const { syncFile = fdatasync, pages, hasRoom } = options
  const full = (pages + beyondPages) * frameBytes
  let fd: number | undefined
  let isLong = false

  /** Only between transactions: then all that SQLite wrote lies before the end of the file. */
  function lengthen(file: number): void {
    if (isLong) return
    const { size } = fstatSync(file)
    if (size < usedBytes) return
    isLong = size >= full || !hasRoom(piece.length)
    if (!isLong) writeSync(file, piece, 0, piece.length, size)
  }

  return {
    sync(done) {
      try {
        // Windows flushes only what may be written to.
        fd ??= openSync(`${path}-wal`, 'r+')
      } catch (error) {
        setImmediate(done, error instanceof Error ? error : new Error(String(error)))
        return
      }
      const file = fd
      syncFile(file, (error) => {
        done(error)
        try {
          if (!error) lengthen(file)
        } catch {
          // A disk that is full says so to whoever writes next.
          isLong = true
        }
      })
    },
    close() {
      if (fd !== undefined) closeSync(fd)
    },
  }
}
