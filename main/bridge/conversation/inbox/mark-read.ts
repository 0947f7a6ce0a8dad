/**
 * Marking single messages as read, for a reader who sees them elsewhere than in the inbox: the owner in
 * the panel, a client in a talk. Like in inbox.ts it is no entry of the log; only acknowledging is.
 */
import type { Parts } from '../deps.ts'
import { messageSeq } from '../ids.ts'
import { requireParticipant } from '../participants.ts'
import { catchUpOn, leaveBehind, noteLook } from '../readers.ts'
import type { Conversation } from '../types.ts'

export function createMarkRead({ store, commit, clock }: Parts): Pick<Conversation, 'markRead'> {
  const mark = store.statement(
    'UPDATE deliveries SET read_at = ? WHERE participant = ? AND seq = ? AND read_at IS NULL',
  )

  return {
    /** What is not in the inbox, or was read before, is passed over. */
    async markRead(participant, ids, client) {
      requireParticipant(store, participant)
      const seqs = ids.flatMap((id) => messageSeq(id) ?? [])
      return commit(() => {
        const now = clock.now()
        const done = seqs.filter((seq) => mark.run(now, participant, seq).changes > 0)
        const read = done.length
        const reader =
          client === undefined ? undefined : noteLook(store, participant, client, now).id
        if (reader !== undefined) catchUpOn(store, reader, seqs)
        if (read === 0) return { result: { read }, events: [] }
        leaveBehind(store, participant, done, reader)
        store
          .statement('UPDATE participants SET unread = unread - ? WHERE id = ?')
          .run(read, participant)
        return { result: { read }, events: [{ type: 'inbox', participant }] }
      })
    },
  }
}
