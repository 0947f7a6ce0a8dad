/** What a participant was sent and has not answered, thread by thread; read by those who answer for it. */
import type { Store } from '../../store/types.ts'
import { messageId, threadId } from '../ids.ts'
import { systemSender } from '../participants.ts'
import { integer } from '../rows.ts'
import type { ParticipantId } from '../message-types.ts'

export interface Unanswered {
  thread: string
  /** The newest of them. */
  message: string
}

/** Of its newest letters so many are looked at. */
const mostLetters = 500

/** Threads with a message to it that it neither acknowledged nor wrote after, newest first; no talks. */
export const unansweredBy = (
  store: Store,
  participant: ParticipantId,
  limit: number,
): Unanswered[] =>
  store
    .statement(
      `SELECT m.thread, max(m.seq) AS seq FROM
         (SELECT seq, acknowledged_at FROM deliveries WHERE participant = ?1
            ORDER BY seq DESC LIMIT ${mostLetters}) AS d
       JOIN messages m ON m.seq = d.seq
       WHERE d.acknowledged_at IS NULL AND m.sender <> ?2
         AND NOT EXISTS (SELECT 1 FROM talks WHERE thread = m.thread)
         AND NOT EXISTS (SELECT 1 FROM log a WHERE a.thread = m.thread AND a.seq > m.seq
                           AND a.by = ?1 AND a.kind = 'message')
       GROUP BY m.thread ORDER BY seq DESC LIMIT ?3 + 0`,
    )
    .all(participant, systemSender, limit)
    .map((row) => ({
      thread: threadId(integer(row, 'thread')),
      message: messageId(integer(row, 'seq')),
    }))
