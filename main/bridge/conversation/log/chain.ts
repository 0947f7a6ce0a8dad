/**
 * The hash chain of the log: each entry's hash covers the one before it and a digest of what the
 * entry is about, so a change after the fact shows from there on. The head is kept apart from the
 * entries, so a tail that was cut off shows as well.
 */
import { hash } from 'node:crypto'
import type { Store } from '../../store/types.ts'
import { blob, integer } from '../rows.ts'
import type { OwnerPart, ParticipantId } from '../message-types.ts'
import type { LogKind } from './log-types.ts'

export interface ChainEntry {
  seq: number
  kind: LogKind
  at: number
  by: ParticipantId
  thread: number | null
  ref: string | null
  /** Null for a message: its text is part of the digest. */
  text: string | null
  digest: Uint8Array
  /** Of a note or a version of a file; that of a message is part of its digest. */
  ownerPart?: OwnerPart
}

/** What an appended entry tells; `about` is everything it refers to, as JSON. */
export interface NewEntry extends Omit<ChainEntry, 'seq' | 'thread' | 'digest'> {
  /** `begin`: the entry begins the thread that bears its own number. */
  thread: number | null | 'begin'
  about(seq: number): unknown
}

export interface Head {
  seq: number
  hash: Uint8Array
}

/** sha256 of a value's JSON. Values are arrays, so there is no order of keys to agree on. */
export const digestOf = (about: unknown): Buffer => hash('sha256', JSON.stringify(about), 'buffer')

/** What the digest of an entry covers: the owner's mark only where there is one, so that older entries keep theirs. */
export const covered = (about: unknown, ownerPart: OwnerPart | undefined): unknown =>
  ownerPart === undefined ? about : [about, ownerPart]

/** The hash of an entry that follows `previous`. */
export function entryHash(previous: Uint8Array, entry: ChainEntry): Buffer {
  const { seq, kind, at, by, thread, ref, text, digest } = entry
  return digestOf([hex(previous), seq, kind, at, by, thread, ref, text, hex(digest)])
}

export const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')

/** The newest entry. */
export function headOf(store: Store): Head {
  const row = store.statement('SELECT head, head_hash FROM conversation').get()
  if (!row) throw new Error('the conversation row is missing')
  return { seq: integer(row, 'head'), hash: blob(row, 'head_hash') }
}

/** Appends an entry; only inside a write. Returns its position. */
export function append(store: Store, entry: NewEntry): number {
  const head = headOf(store)
  const seq = head.seq + 1
  const { kind, at, by, ref, text, ownerPart } = entry
  const thread = entry.thread === 'begin' ? seq : entry.thread
  const digest = digestOf(covered(entry.about(seq), ownerPart))
  const hash = entryHash(head.hash, { seq, kind, at, by, thread, ref, text, digest })
  store
    .statement(
      `INSERT INTO log (seq, kind, at, by, thread, ref, text, digest, hash, owner_part)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(seq, kind, at, by, thread, ref, text, digest, hash, ownerPart ?? null)
  store
    // By its key: SQLite then knows that it is one row, and copies no page to be able to undo half of it.
    .statement(
      'UPDATE conversation SET head = ?, head_hash = ?, entries = entries + ? WHERE id = 1',
    )
    .run(seq, hash, kind === 'acknowledged' ? 0 : 1)
  return seq
}
