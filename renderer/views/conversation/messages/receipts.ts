/** What became of a message: by how many of its recipients it was delivered to, read, acknowledged. */
import type { ThreadMessage } from './thread-pages.ts'

export type Reaction = 'delivered' | 'read' | 'acknowledged'

type Receipt = ThreadMessage['receipts'][number]

/** How far one recipient has come with it. */
export const reactionOf = ({ readAt, acknowledgedAt }: Receipt): Reaction =>
  acknowledgedAt !== null ? 'acknowledged' : readAt !== null ? 'read' : 'delivered'

/** Who has come how far, the furthest first; those with nobody are left out. */
export function reactionsOf(
  receipts: readonly Receipt[],
): { reaction: Reaction; participants: string[] }[] {
  const order: readonly Reaction[] = ['acknowledged', 'read', 'delivered']
  return order
    .map((reaction) => ({
      reaction,
      participants: receipts
        .filter((receipt) => reactionOf(receipt) === reaction)
        .map(({ participant }) => participant),
    }))
    .filter(({ participants }) => participants.length > 0)
}
