/**
 * Marking single messages as read, for a reader who sees them thread by thread: the owner, in the
 * panel. Participants are marked by what their inbox hands out (inbox.ts). Like there it is no entry
 * of the log; only acknowledging is.
 */
import type { Parts } from './deps.ts'
import { messageSeq } from './ids.ts'
import { requireParticipant } from './participants.ts'
import { leaveBehind } from './readers.ts'
import type { Conversation } from './types.ts'

export function createMarkRead({ store, commit, clock }: Parts): Pick<Conversation, 'markRead'> {
  const mark = store.statement(
    'UPDATE deliveries SET read_at = ? WHERE participant = ? AND seq = ? AND read_at IS NULL',
  )

  return {
    /** What is not in the inbox, or was read before, is passed over. */
    async markRead(participant, ids) {
      requireParticipant(store, participant)
      const seqs = ids.flatMap((id) => messageSeq(id) ?? [])
      return commit(() => {
        const now = clock.now()
        const done = seqs.filter((seq) => mark.run(now, participant, seq).changes > 0)
        const read = done.length
        if (read === 0) return { result: { read }, events: [] }
        leaveBehind(store, participant, done, undefined)
        store
          .statement('UPDATE participants SET unread = unread - ? WHERE id = ?')
          .run(read, participant)
        return { result: { read }, events: [{ type: 'inbox', participant }] }
      })
    },
  }
}
