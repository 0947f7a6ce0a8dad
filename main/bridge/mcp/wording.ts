/**
 * The words models read. What one participant wrote reaches another marked as what it is: quoted,
 * with its author named, and never as an instruction from the owner.
 */
import { plural } from '../base/plural.ts'
import { provenance, quote } from '../conversation/quote.ts'
import type { InboxCounts, InboxPage, LogEntry, Message } from '../conversation/types.ts'

/** "Claude" for claude, as the owner named it; unknown ids stand for themselves. */
export type NameOf = (participant: string) => string

export const namesIn = (people: { id: string; name: string }[]): NameOf => {
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return (participant) => names.get(participant) ?? participant
}

/** "Shared files: 1 · Claude's inbox: 1 unread · … · Conversation log: 12 entries" */
export function statusLine(counts: {
  files: number
  logEntries: number
  inboxes: Pick<InboxCounts, 'name' | 'unread'>[]
}): string {
  return [
    `Shared files: ${counts.files}`,
    ...counts.inboxes.map(({ name, unread }) => `${name}'s inbox: ${unread} unread`),
    `Conversation log: ${plural(counts.logEntries, 'entry', 'entries')}`,
  ].join(' · ')
}

/** The messages of an inbox page as text. */
export function inboxText({ messages, remaining, cursor }: InboxPage, nameOf: NameOf): string {
  if (messages.length === 0) return 'No new messages.'
  const head = `${plural(messages.length, 'message')}${remaining > 0 ? `, ${remaining} more waiting` : ''}.`
  const more = remaining > 0 ? [`For the rest, call check_inbox with after: "${cursor}".`] : []
  const texts = messages.map((message) => messageText(message, nameOf))
  return [head, provenance, ...texts, ...more].join('\n\n')
}

/** One message: a line about it, then its text quoted line by line so it cannot pose as a heading. */
export function messageText(message: Message, nameOf: NameOf): string {
  const who = message.from === 'owner' ? 'the owner' : nameOf(message.from)
  const about = [
    `From ${who} to ${message.to.map(nameOf).join(', ')}`,
    message.sentAt,
    `id ${message.id}`,
    `thread ${message.thread}`,
    ...(message.importance === 'normal' ? [] : [`importance ${message.importance}`]),
    ...(message.replyTo === null ? [] : [`in reply to ${message.replyTo}`]),
  ].join(' · ')
  return `${about}\n${quote(message.text)}`
}

/** The entries of the log as text; `earlier`: there are more before them. */
export function conversationText(entries: LogEntry[], earlier: boolean, nameOf: NameOf): string {
  const [first] = entries
  if (!first) return 'The conversation log is empty.'
  const more = earlier
    ? [`For earlier entries, call read_conversation with before: ${first.seq}.`]
    : []
  return [provenance, ...entries.map((entry) => logText(entry, nameOf)), ...more].join('\n\n')
}

/** One log entry as text. */
function logText(entry: LogEntry, nameOf: NameOf): string {
  const who = entry.by === 'owner' ? 'the owner' : nameOf(entry.by)
  const to = entry.to === null ? '' : ` → ${entry.to.map(nameOf).join(', ')}`
  return `[${entry.seq}] ${entry.at} · ${who}${to} · ${entry.kind}\n${quote(entry.text)}`
}
