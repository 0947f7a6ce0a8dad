/** What the ledger answers. */
import type { Extent, Receiver } from './types.ts'

export interface SeenRequest {
  /** All versions of a file, or one. Throws `unknown-file`. */
  file?: string | undefined
  version?: number | undefined
  /** A message, or a note as `log:5`. Throws `unknown-message`. */
  message?: string | undefined
  /** A company, participant or client, by id or name. */
  by?: string | undefined
  /** Newest first, with smaller numbers. */
  before?: number | undefined
  /** Oldest first, with greater numbers. */
  after?: number | undefined
  limit?: number | undefined
}

export interface LedgerEntry extends Omit<Receiver, 'vendor'> {
  number: number
  at: string
  /** Null where it is not known. */
  company: string | null
  /** The company its name claims, where nothing proves it. */
  says: string | null
  call: string
  extent: Extent
  /** The connection broke, or the bridge ended, before all of the answer was written. */
  perhaps: boolean
  kind: 'message' | 'note' | 'file' | 'deleted-file' | 'entry'
  /** `m12`, `log:5`, or the name of the file. */
  id: string
  version: number | null
  /** Who wrote it. */
  from: string
  /** Of all of it, in bytes; null once its text was removed. */
  size: number | null
  /** How it begins; empty once its text was removed. */
  title: string
}

export interface LedgerReceiver {
  client: string
  participant: string
  name: string
  company: string | null
  /** The company its name claims, where nothing proves it. */
  says: string | null
  entries: number
  lastAt: string
}
