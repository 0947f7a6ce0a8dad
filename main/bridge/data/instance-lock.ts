/**
 * One bridge per data folder. The lock is an exclusive transaction on a tiny SQLite file: the
 * operating system lets go of it however the process ends, on every platform, and no process id has
 * to be judged stale.
 */
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { errorCode } from '../base/error-code.ts'
import { BridgeError } from '../base/errors.ts'

export interface InstanceLock {
  release(): Promise<void>
}

const linkSchema = z.object({ pid: z.int().positive() })

/** SQLITE_BUSY: another connection, of any process, holds the file. */
const busy = 5

/** Throws `data-folder-in-use` while another process, or another part of this one, holds the lock. */
export async function acquireInstanceLock(dataDir: string): Promise<InstanceLock> {
  const path = join(dataDir, 'bridge.lock')
  let db: DatabaseSync | undefined
  try {
    closeSync(openSync(path, 'a', 0o600))
    db = new DatabaseSync(path, { timeout: 0 })
    db.exec('PRAGMA journal_mode = MEMORY')
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db?.close()
    if (isBusy(error)) throw new BridgeError('data-folder-in-use', await holder(dataDir))
    const reason = `its lock file ${path} cannot be locked (${String(error)})`
    throw new BridgeError('data-folder-unusable', { dataDir, reason }, { cause: error })
  }
  const held = db
  return {
    async release() {
      if (held.isOpen) held.close()
    },
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === busy

/** The running bridge writes link.json once it answers; before that nobody can say who it is. */
async function holder(dataDir: string): Promise<{ pid: number | string; dataDir: string }> {
  try {
    const { pid } = linkSchema.parse(JSON.parse(await readFile(join(dataDir, 'link.json'), 'utf8')))
    if (isAlive(pid)) return { pid, dataDir }
  } catch {
    // Absent or half-written: the same as not knowing.
  }
  return { pid: 'unknown', dataDir }
}

/** Left over by a bridge that was killed, the file names a process that is gone. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}
