/** What became of a message at each of its recipients. */
import type { Parts } from '../deps.ts'
import { integerOrNull, isoOrNull } from '../rows.ts'
import type { Conversation } from '../types.ts'

export function createReceipts({ store }: Parts): Pick<Conversation, 'receipts'> {
  const find = store.statement(
    'SELECT read_at, acknowledged_at FROM deliveries WHERE participant = ? AND seq = ?',
  )

  return {
    /** One per inbox it was delivered to, in the order the sender named them. */
    receipts: ({ seq, to }) =>
      to.flatMap((participant) => {
        const row = find.get(participant, seq)
        if (!row) return []
        const readAt = isoOrNull(integerOrNull(row, 'read_at'))
        const acknowledgedAt = isoOrNull(integerOrNull(row, 'acknowledged_at'))
        return [{ participant, readAt, acknowledgedAt }]
      }),
  }
}
