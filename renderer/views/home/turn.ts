/**
 * Whose turn it is: whoever the newest message was for. What they did with it so far comes from its
 * receipts, so it is as true as the inboxes are.
 */
import type { MethodResult } from '../../../main/contract.ts'

type ThreadMessage = MethodResult<'conversation.thread'>[number]

export type Reaction = 'unread' | 'read' | 'acknowledged'

/** What each recipient of the newest message did with it; empty when nothing was said. */
export function turnsOf(messages: readonly ThreadMessage[]): Map<string, Reaction> {
  const newest = messages.reduce<ThreadMessage | undefined>(
    (last, message) => (last && last.seq > message.seq ? last : message),
    undefined,
  )
  return new Map(
    newest?.receipts.map(({ participant, readAt, acknowledgedAt }) => [
      participant,
      acknowledgedAt ? 'acknowledged' : readAt ? 'read' : 'unread',
    ]),
  )
}
