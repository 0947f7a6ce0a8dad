/**
 * What is a participant's own: what it wrote and what it was sent. A reader limited to that is
 * answered from here, so nothing others said is looked at, nor told by how long an answer takes.
 */
import { BridgeError } from '../../base/errors.ts'
import type { Store } from '../../store/types.ts'
import { threadId, threadSeq } from '../ids.ts'
import { integer, text } from '../rows.ts'
import { firstWords, textOrRemoved } from '../texts.ts'
import type { Conversation } from '../types.ts'
import type { ParticipantId } from '../message-types.ts'

/** An entry becomes its participants' own; only inside a write. */
export function makeOwn(
  store: Store,
  participants: readonly ParticipantId[],
  seq: number,
  thread: number | null,
): void {
  const put = store.statement('INSERT INTO own_entries (participant, seq, thread) VALUES (?, ?, ?)')
  for (const participant of new Set(participants)) put.run(participant, seq, thread)
}

export const isOwn = (store: Store, participant: ParticipantId, seq: number): boolean =>
  store
    .statement('SELECT 1 FROM own_entries WHERE participant = ? AND seq = ?')
    .get(participant, seq) !== undefined

/** The position of a thread the participant takes part in; any other is as if it were not there. */
export function requireOwnThread(store: Store, participant: ParticipantId, id: string): number {
  const seq = threadSeq(id)
  const found =
    seq !== undefined &&
    store
      .statement('SELECT 1 FROM own_entries WHERE participant = ? AND thread = ? LIMIT 1')
      .get(participant, seq)
  if (seq !== undefined && found) return seq
  throw new BridgeError('unknown-thread', { id })
}

/** Among so many of its newest entries the threads of a participant are looked for. */
const looked = 1_000

export function createOwnThreads(store: Store): Conversation['ownThreads'] {
  const newest = `
    SELECT thread, max(seq) AS last FROM (
      SELECT thread, seq FROM own_entries WHERE participant = ? AND thread IS NOT NULL
      ORDER BY seq DESC LIMIT ${looked})
    GROUP BY thread ORDER BY last DESC LIMIT ? + 0`
  // Not the title of the thread: that is what somebody else may have begun it with.
  const first = `
    SELECT m.seq, substr(m.text, 1, 400) AS text FROM own_entries o JOIN messages m ON m.seq = o.seq
    WHERE o.participant = ? AND o.thread = ? ORDER BY o.seq LIMIT 1`
  return (participant, limit) =>
    store
      .statement(newest)
      .all(participant, limit)
      .flatMap((row) => {
        const thread = integer(row, 'thread')
        const begun = store.statement(first).get(participant, thread)
        if (!begun) return []
        const title = textOrRemoved(firstWords(text(begun, 'text'), 80))
        return [{ id: threadId(thread), title, titleFrom: integer(begun, 'seq') }]
      })
}
