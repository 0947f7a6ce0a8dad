/**
 * Collects writes and commits them together. Work is synchronous, so a transaction never yields;
 * callers are answered after the log is on the disk. Each piece runs in a savepoint of its own unless it is the
 * first: one that throws undoes only itself. While the disk is at work nothing is committed, because it would be answered no
 * sooner; so groups grow by themselves with what a disk takes.
 */
import type { DatabaseSync } from 'node:sqlite'

export interface GroupCommit {
  write<T>(work: () => T): Promise<T>
  /** Writes at once, in a transaction of its own that does not wait for the disk: for what can be done again. */
  ahead<T>(work: () => T): T
  /** Resolves when all that was committed is on the disk; undefined when it is already. Rejects when it cannot be brought there. */
  settled(): Promise<void> | undefined
  /** Commits what is queued, and resolves when nothing is under way. */
  finish(): Promise<void>
  /** Another number after each transaction; undefined inside one. */
  generation(): number | undefined
}

export interface Disk {
  /** Puts what was committed on the disk. */
  sync(done: (error: Error | null) => void): void
  /** Does so another way, after `sync` failed, and throws when that fails too. */
  rescue(): void
}

interface Waiting {
  resolve(): void
  reject(error: unknown): void
}

interface Piece extends Waiting {
  run(): void
  /** Set when the piece was undone; its caller hears of it after the commit, like the others. */
  failure?: { error: unknown }
}

/** `explain` turns an error of the disk into one a person understands; `undone` hears that changes were taken back. */
export function createGroupCommit(
  db: DatabaseSync,
  disk: Disk,
  explain: (error: unknown) => unknown,
  undone: () => void,
): GroupCommit {
  let queue: Piece[] = []
  /** Who waits for the sync that is under way. */
  let syncing: Waiting[] | undefined
  /** A sync failed and nothing else was done about it: later ones may succeed over what is missing. */
  let distrusted = false
  let generation = 0
  const savepoint = db.prepare('SAVEPOINT piece')
  const release = db.prepare('RELEASE piece')
  const rollbackTo = db.prepare('ROLLBACK TO piece')
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const rollback = db.prepare('ROLLBACK')

  /**
   * Runs one piece and tells whether it stays. `alone`: there is nothing before it that undoing the whole
   * transaction would take along. Throws only when the whole transaction is gone.
   */
  function runPiece(piece: Piece, alone: boolean): boolean {
    if (!alone) savepoint.run()
    try {
      piece.run()
      // Kept until the commit they would stack, and each page written be checked against them all.
      if (!alone) release.run()
      return true
    } catch (error) {
      // A full disk or an I/O error ends the transaction, and with it the pieces before this one.
      if (!db.isTransaction) throw error
      piece.failure = { error }
      if (alone) {
        rollback.run()
        begin.run()
      } else {
        rollbackTo.run()
        release.run()
      }
      undone()
      return false
    }
  }

  /** From BEGIN to COMMIT; where that does not come about, nothing of it is left. */
  function transaction(work: () => void): void {
    generation += 1
    try {
      begin.run()
      work()
      commit.run()
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      undone()
      throw explain(error)
    }
  }

  function flush(): void {
    const pieces = queue
    if (pieces.length === 0 || syncing) return
    queue = []
    try {
      transaction(() => {
        let alone = true
        for (const piece of pieces) if (runPiece(piece, alone)) alone = false
      })
    } catch (explained) {
      for (const piece of pieces) piece.reject(explained)
      return
    }
    syncing = pieces.map((piece) => ({
      resolve: () => (piece.failure ? piece.reject(piece.failure.error) : piece.resolve()),
      reject: piece.reject,
    }))
    disk.sync(synced)
  }

  function synced(error: Error | null): void {
    const waiting = syncing ?? []
    syncing = undefined
    // After these have been answered, and with what else this turn brings.
    if (queue.length > 0) setImmediate(flush)
    try {
      distrusted ||= error !== null
      rescue()
    } catch (failure) {
      const explained = explain(error ?? failure)
      for (const { reject } of waiting) reject(explained)
      return
    }
    for (const { resolve } of waiting) resolve()
  }

  function rescue(): void {
    if (distrusted) disk.rescue()
    distrusted = false
  }

  function write<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      let result: T
      // setImmediate and not a microtask: all requests read from sockets in this turn come first.
      if (queue.length === 0 && !syncing) setImmediate(flush)
      queue.push({
        run: () => {
          result = work()
        },
        resolve: () => resolve(result),
        reject,
      })
    })
  }

  function ahead<T>(work: () => T): T {
    let result: T | undefined
    transaction(() => {
      result = work()
    })
    return result as T
  }

  function settled(): Promise<void> | undefined {
    if (syncing) return new Promise((resolve, reject) => syncing?.push({ resolve, reject }))
    try {
      rescue()
      return undefined
    } catch (error) {
      return Promise.reject(explain(error))
    }
  }

  return {
    write,
    ahead,
    settled,
    async finish() {
      for (;;) {
        flush()
        if (!syncing) return
        // Those whose writes they are hear what went wrong.
        await settled()?.catch(() => {})
      }
    },
    generation: () => (db.isTransaction ? undefined : generation),
  }
}
