/** Messages as a list shows them: each with what stands before it. */
import type { ThreadMessage } from './thread-pages.ts'

export interface ListItem {
  message: ThreadMessage
  /** Its time when it begins another day than the message before; the first one always does. */
  day: string | undefined
  /** What is from here on was new when the thread was opened. */
  fresh: boolean
}

/** `freshFrom`: the seq of the first message that was unread. */
export function itemsOf(
  messages: readonly ThreadMessage[],
  freshFrom: number | undefined,
): ListItem[] {
  return messages.map((message, i) => {
    const before = messages[i - 1]
    const sameDay = before !== undefined && dayOf(before.sentAt) === dayOf(message.sentAt)
    return {
      message,
      day: sameDay ? undefined : message.sentAt,
      fresh: message.seq === freshFrom,
    }
  })
}

const dayOf = (iso: string): string => new Date(iso).toDateString()

/** The owner's own receipt says that the owner has not read it. */
export const isUnread = ({ receipts }: ThreadMessage): boolean =>
  receipts.some(({ participant, readAt }) => participant === 'owner' && readAt === null)
