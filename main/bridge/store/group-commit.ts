/**
 * Group commit: writes queued in one turn of the event loop share one transaction and one fsync.
 * Each but the first has a savepoint, so that one that throws undoes only itself.
 * The transaction runs from BEGIN to COMMIT without yielding, so no reader in this process ever
 * sees half of it, and callers are answered in the order they came, after the disk has it.
 */
import type { DatabaseSync } from 'node:sqlite'

export interface GroupCommit {
  write<T>(work: () => T): Promise<T>
  /** Commit what is queued now, without waiting for the end of the turn. */
  flush(): void
  /** Another number after each transaction; undefined inside one. */
  generation(): number | undefined
}

interface Piece {
  run(): void
  resolve(): void
  reject(error: unknown): void
  /** Set when the piece was undone; its caller hears of it after the commit, like the others. */
  failure?: { error: unknown }
}

/** `explain` turns an error of the disk into one a person understands. */
export function createGroupCommit(
  db: DatabaseSync,
  explain: (error: unknown) => unknown,
): GroupCommit {
  let queue: Piece[] = []
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
      throw explain(error)
    }
  }

  function flush(): void {
    const pieces = queue
    queue = []
    if (pieces.length === 0) return
    try {
      transaction(() => {
        let alone = true
        for (const piece of pieces) if (runPiece(piece, alone)) alone = false
      })
    } catch (explained) {
      for (const piece of pieces) piece.reject(explained)
      return
    }
    for (const piece of pieces) {
      if (piece.failure) piece.reject(piece.failure.error)
      else piece.resolve()
    }
  }

  function write<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      let result: T
      // setImmediate and not a microtask: all requests read from sockets in this turn come first.
      if (queue.length === 0) setImmediate(flush)
      queue.push({
        run: () => {
          result = work()
        },
        resolve: () => resolve(result),
        reject,
      })
    })
  }

  return { write, flush, generation: () => (db.isTransaction ? undefined : generation) }
}
