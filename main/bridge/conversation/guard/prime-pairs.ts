/** What each pair said during the last day, from the messages: so that a restart is no way around. */
import type { Store } from '../../store/types.ts'
import { stringsFrom } from '../message-rows.ts'
import { ownerId, systemSender } from '../participants.ts'
import { integer, text } from '../rows.ts'
import type { GuardBounds } from '../threads/thread-types.ts'
import { pairOf, type PairUse } from './pair-budgets.ts'

const day = 24 * 60 * 60_000
/** At ten a minute, pairs reach no more in a day; the newest count. */
const mostMessages = 20_000

export function primePairs(store: Store, use: PairUse, bounds: GuardBounds, now: number): void {
  const newestFirst: Parameters<PairUse['count']>[] = []
  const rows = store
    .statement(
      `SELECT m.sender, m.recipients, length(m.text) AS characters, m.sent_at
       FROM messages m JOIN threads t ON t.id = m.thread
       WHERE t.exempt = 0 AND m.sender NOT IN ('${ownerId}', '${systemSender}')
       ORDER BY m.seq DESC LIMIT ${mostMessages}`,
    )
    .iterate()
  for (const row of rows) {
    const ago = now - integer(row, 'sent_at')
    // By a clock that was ahead: how old it is nobody knows, and nobody shall wait for it.
    if (ago < 0) continue
    if (ago >= day) break
    const sender = text(row, 'sender')
    for (const recipient of stringsFrom(text(row, 'recipients'))) {
      if (recipient === ownerId) continue
      newestFirst.push([pairOf(sender, recipient), integer(row, 'characters'), bounds, ago])
    }
  }
  // As they were sent: of a minute the newest are kept.
  for (const said of newestFirst.toReversed()) use.count(...said)
}
