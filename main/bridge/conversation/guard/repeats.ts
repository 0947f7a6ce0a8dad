/** Whether a message says word for word what its sender said just before, in the same place. */
import type { Store } from '../../store/types.ts'
import { integer, text } from '../rows.ts'
import type { Intended } from './guard.ts'

/** So far back a sender's last message is looked for; beyond, others have spoken enough in between. */
const lookBack = 20

/**
 * The seq of the message it repeats. A message that begins a thread is compared with the sender's
 * last one, if that began a thread for the same recipients.
 */
export function repeated(
  store: Store,
  { from, to, text: said, thread }: Intended,
): number | undefined {
  const last =
    thread === null
      ? store
          .statement(
            `SELECT m.seq, m.text FROM (
               SELECT seq, sender FROM messages ORDER BY seq DESC LIMIT ${lookBack}) n
             JOIN messages m ON m.seq = n.seq
             WHERE n.sender = ? AND m.thread = m.seq AND m.recipients = ?
             ORDER BY m.seq DESC LIMIT 1`,
          )
          .get(from, JSON.stringify(to))
      : store
          .statement(
            `SELECT m.seq, m.text FROM (
               SELECT seq, by, kind FROM log WHERE thread = ? ORDER BY seq DESC LIMIT ${lookBack}) n
             JOIN messages m ON m.seq = n.seq
             WHERE n.by = ? AND n.kind = 'message' ORDER BY m.seq DESC LIMIT 1`,
          )
          .get(thread, from)
  return last && text(last, 'text') === said ? integer(last, 'seq') : undefined
}
