/**
 * The caller's inbox as the card shows it: how much is unread, how the first letters begin, and what of its
 * own sendings the owner holds. What is held of others is not looked at: to whom it goes must not know of it.
 */
import { plural } from '../../base/plural.ts'
import { quote } from '../../conversation/quote.ts'
import { firstWords } from '../../conversation/texts.ts'
import { heldKinds, isoOf } from '../words/held.ts'
import { namesIn } from '../words/names.ts'
import type { ToolContext } from '../tool.ts'
import type { InboxOnCard } from './card-schema.ts'

/** As many as stand on a card of 500 px; what is held takes the room of a letter. */
const mostLetters = 4
const mostHeld = 2
const beginningLength = 200

/** Looks without marking anything as read. */
export async function inboxOnCard({
  conversation,
  guarded,
  caller,
  client,
}: Pick<ToolContext, 'conversation' | 'guarded' | 'caller' | 'client'>): Promise<
  InboxOnCard & { pausedThread: string | null }
> {
  const { participant } = caller
  const held = guarded.outlines(participant, mostHeld)
  const page = await conversation.inbox(participant, {
    client: client.id,
    limit: held.count === 0 ? mostLetters : mostLetters - 1,
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
    held: held.count,
    held_items: held.oldest.map(({ id, kind, at }) => ({
      id,
      kind,
      from: nameOf(participant),
      held_at: isoOf(at),
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
    ...heldLines(inbox),
    ...(paused === 0 ? [] : [`${plural(paused, 'thread')} at the bound, until the owner decides.`]),
  ].join('\n\n')
}

function heldLines({ of, held, held_items: items }: InboxOnCard): string[] {
  if (held === 0) return []
  const more = held - items.length
  return [
    [
      `${plural(held, 'item')} of ${of} held for the owner; nobody else sees them. held_status tells more.`,
      ...items.map(
        ({ id, kind, from, held_at: at }) =>
          `Held · ${heldKinds[kind]} from ${JSON.stringify(from)} · ${at} · id ${id}`,
      ),
      ...(more > 0 ? [`And ${more} more.`] : []),
    ].join('\n'),
  ]
}
