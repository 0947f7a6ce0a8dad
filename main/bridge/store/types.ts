import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import type { Room } from './room.ts'

/** The one database of the bridge, with a single writer. */
export interface Store {
  readonly db: DatabaseSync
  /** What the disk has left. Asked before every write that a client or a stranger causes. */
  readonly room: Room
  /** A prepared statement, made once per SQL text and kept. */
  statement(sql: string): StatementSync
  /**
   * Run `work` inside the next group commit. All work queued in one turn of the event loop shares
   * one transaction and one fsync; a piece that throws undoes only itself. Resolves after the commit is on disk, in the order queued.
   */
  write<T>(work: () => T): Promise<T>
  /** Another number after each write; undefined inside one. See remembered.ts. */
  generation(): number | undefined
  /** The first row, which is remembered until the next write: for what is asked far more often than changed. */
  recall(sql: string, ...keys: string[]): Record<string, SQLOutputValue> | undefined
  /** A consistent copy to another file while running. */
  backup(path: string): Promise<void>
  /** Finish queued writes, checkpoint and close. */
  close(): Promise<void>
}
