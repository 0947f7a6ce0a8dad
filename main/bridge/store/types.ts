import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import type { DiskReserve } from './disk-reserve.ts'

/** The one database of the bridge, with a single writer. */
export interface Store {
  readonly db: DatabaseSync
  /** What the disk has left. Asked before every write that a client or a stranger causes. */
  readonly room: DiskReserve
  /** A prepared statement, made once per SQL text and kept. */
  statement(sql: string): StatementSync
  /**
   * Run `work` inside the next group commit. All work queued in one turn of the event loop shares
   * one transaction and one sync of the disk; a piece that throws undoes only itself. Resolves after the commit is on disk, in the order queued.
   */
  write<T>(work: () => T): Promise<T>
  /** Run `work` at once, without waiting for the disk: for what can be done again after a power cut. */
  ahead<T>(work: () => T): T
  /**
   * Resolves when all that can be read is on the disk; undefined when it is. What was read goes out of this computer only
   * then, so that nobody knows of anything a power cut could undo.
   */
  settled(): Promise<void> | undefined
  /** Another number after each write; undefined inside one. See remembered.ts. */
  generation(): number | undefined
  /**
   * The first row, which is remembered until one of the tables in change-counts.ts changes: only for what is asked of these
   * alone, and of a participant nothing but who it is. Also inside a write.
   */
  recall(sql: string, ...keys: string[]): Record<string, SQLOutputValue> | undefined
  /** A consistent copy to another file while running. */
  backup(path: string): Promise<void>
  /** Whether it is closed, or about to be. */
  closed(): boolean
  /** Finish queued writes, checkpoint and close. */
  close(): Promise<void>
}
