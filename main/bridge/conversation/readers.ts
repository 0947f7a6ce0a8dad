/**
 * Reading by client. For a participant a message is read once any of its clients has read it; for a
 * client, once it has read it itself, or once the participant has acknowledged it. A client that
 * looks for the first time begins with what is unread for the participant.
 */
import type { Store } from '../store/types.ts'
import { integer, type Row } from './rows.ts'
import type { ParticipantId } from './message-types.ts'

export interface Reader {
  id: number
  /** How many messages another client of the participant has read, and this one has not. */
  behind: number
  lastLooked: number
}

const day = 24 * 60 * 60_000
/** Who has not looked for so long begins anew. */
const forgottenAfter = 30 * day
/** Of one participant; each costs a row for every message it has not read. */
const mostReaders = 16

export function findReader(
  store: Store,
  participant: ParticipantId,
  client: string | undefined,
): Reader | undefined {
  if (client === undefined) return undefined
  const row = store
    .statement('SELECT id, behind, last_looked FROM readers WHERE participant = ? AND client = ?')
    .get(participant, client)
  return row && readerFrom(row)
}

/** Whether this look has to be written down: the first one, and then one a day. */
export const lookIsNews = (reader: Reader | undefined, now: number): boolean =>
  reader === undefined || Math.abs(now - reader.lastLooked) > day

/** Writes a look down; makes the client known when it was not. */
export function noteLook(
  store: Store,
  participant: ParticipantId,
  client: string,
  now: number,
): Reader {
  const row = store
    .statement(
      `INSERT INTO readers (participant, client, last_looked) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET last_looked = excluded.last_looked
       RETURNING id, behind, last_looked`,
    )
    .get(participant, client, now)
  const reader = readerFrom(row ?? {})
  // A look in the future was written by a clock that has been set back since: kept, not forgotten.
  store
    .statement(
      `DELETE FROM readers WHERE participant = ?1 AND id <> ?2 AND (last_looked < ?3 OR id NOT IN
         (SELECT id FROM readers WHERE participant = ?1 ORDER BY last_looked DESC LIMIT ${mostReaders}))`,
    )
    .run(participant, reader.id, now - forgottenAfter)
  return reader
}

/** The participant has now read `seqs`, through `reader` or without one: the others have not. */
export function leaveBehind(
  store: Store,
  participant: ParticipantId,
  seqs: readonly number[],
  reader: number | undefined,
): void {
  if (seqs.length === 0) return
  const others = store
    .statement('SELECT id FROM readers WHERE participant = ? AND id <> ?')
    .all(participant, reader ?? 0)
  if (others.length === 0) return
  const insert = store.statement('INSERT INTO behind (reader, seq) VALUES (?, ?)')
  const count = store.statement('UPDATE readers SET behind = behind + ? WHERE id = ?')
  for (const other of others) {
    const id = integer(other, 'id')
    for (const seq of seqs) insert.run(id, seq)
    count.run(seqs.length, id)
  }
}

/** The client has caught up on those of `seqs` that others had read before. */
export function catchUpOn(store: Store, reader: number, seqs: readonly number[]): number {
  const remove = store.statement('DELETE FROM behind WHERE reader = ? AND seq = ?')
  let done = 0
  for (const seq of seqs) done += Number(remove.run(reader, seq).changes)
  if (done > 0) {
    store.statement('UPDATE readers SET behind = behind - ? WHERE id = ?').run(done, reader)
  }
  return done
}

/** What was acknowledged is dealt with, whichever client said so. */
export function settle(store: Store, participant: ParticipantId, seqs: readonly number[]): void {
  const readers = store
    .statement('SELECT id FROM readers WHERE participant = ? AND behind > 0')
    .all(participant)
  for (const reader of readers) catchUpOn(store, integer(reader, 'id'), seqs)
}

/** Everything was acknowledged. */
export function settleAll(store: Store, participant: ParticipantId): void {
  store
    .statement(
      'DELETE FROM behind WHERE reader IN (SELECT id FROM readers WHERE participant = ? AND behind > 0)',
    )
    .run(participant)
  store
    .statement('UPDATE readers SET behind = 0 WHERE participant = ? AND behind > 0')
    .run(participant)
}

export function forgetReadersOf(store: Store, column: 'participant' | 'client', id: string): void {
  store.statement(`DELETE FROM readers WHERE ${column} = ?`).run(id)
}

const readerFrom = (row: Row): Reader => ({
  id: integer(row, 'id'),
  behind: integer(row, 'behind'),
  lastLooked: integer(row, 'last_looked'),
})
