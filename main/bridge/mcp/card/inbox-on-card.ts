/** The caller's inbox as the card shows it: how much is unread and how the first letters begin. */
import { plural } from '../../base/plural.ts'
import { quote } from '../../conversation/quote.ts'
import { firstWords } from '../../conversation/texts.ts'
import { namesIn } from '../names.ts'
import type { ToolContext } from '../tool.ts'
import type { InboxOnCard } from './card-schema.ts'

/** As many as stand on a card of 500 px. */
const mostLetters = 4
const beginningLength = 200

/** Looks without marking anything as read. */
export async function inboxOnCard({
  conversation,
  caller,
  client,
}: Pick<ToolContext, 'conversation' | 'caller' | 'client'>): Promise<
  InboxOnCard & { pausedThread: string | null }
> {
  const { participant } = caller
  const page = await conversation.inbox(participant, {
    client: client.id,
    limit: mostLetters,
    markRead: false,
  })
  const nameOf = namesIn(conversation.participants())
  const mine = conversation.counts().inboxes.find((inbox) => inbox.participant === participant)
  const paused = conversation
    .heldThreads()
    .filter(({ participants }) => participants.includes(participant))
  return {
    of: nameOf(participant),
    unread: page.messages.length + page.remaining,
    not_acknowledged: mine?.unacknowledged ?? 0,
    paused_threads: paused.length,
    letters: page.messages.map(({ id, thread, from, text, sentAt }) => ({
      id,
      thread,
      from: nameOf(from),
      from_owner: from === 'owner',
      beginning: firstWords(text, beginningLength),
      sent_at: sentAt,
    })),
    pausedThread: paused[0]?.id ?? null,
  }
}

/** The same as text, whole for a host that shows no card. */
export function inboxText(inbox: InboxOnCard): string {
  const { of, unread, not_acknowledged: open, paused_threads: paused, letters } = inbox
  const more = unread - letters.length
  return [
    unread === 0
      ? `No unread messages for ${of}.${open === 0 ? '' : ` ${plural(open, 'message')} read and not acknowledged.`}`
      : `${plural(unread, 'unread message')} for ${of}. They begin like this; check_inbox has them whole.`,
    ...letters.map(
      ({ id, thread, from, from_owner: byOwner, beginning, sent_at: sentAt }) =>
        `From ${byOwner ? 'the owner' : JSON.stringify(from)} · ${sentAt} · id ${id} · thread ${thread}\n${quote(beginning)}`,
    ),
    ...(more > 0 ? [`And ${more} more.`] : []),
    ...(paused === 0 ? [] : [`${plural(paused, 'thread')} at the bound, until the owner decides.`]),
  ].join('\n\n')
}
