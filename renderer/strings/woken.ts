/** What the page of a client says about waking it. */
import { numberOf } from '../format.ts'

export const wokenStrings = {
  title: 'Woken by events',
  order: (name: string, ways: readonly string[]) =>
    `When something waits for ${name}, it is woken ${ways.join(', then ')}; then it is left to you.`,
  none: 'It is not woken: it sees a letter when it looks, or while it waits in a call. ChatGPT can be woken. Say this in a chat that has the connector, and it subscribes by itself. Each wake is a turn on your plan.',
  sentence: 'Say in a chat',
  events: {
    'message.received': 'Woken by letters',
    'turn.yours': 'Woken when it is its turn in a talk',
    'talk.ended': 'Notified when a talk ends',
    'file.changed': 'Notified when a shared file changes',
  },
  only: (filter: Readonly<Record<string, string>>) =>
    Object.entries(filter)
      .map(([key, value]) => `${key}: ${value}`)
      .join(', '),
  states: {
    retrying: 'The last delivery failed; it is tried again.',
    held: 'It rejects deliveries. Nothing more is sent until it subscribes again.',
    away: 'Its address does not answer at the moment; events wait.',
    raised: 'The bridge is raised; events wait.',
  },
  nothingYet: 'nothing sent yet',
  last: 'last sent',
  outcome: (words: string) => (words === 'taken' ? 'accepted' : words),
  waiting: (n: number) => `${numberOf(n)} waiting`,
  ends: 'ends',
  unlessRenewed: 'unless it renews',
  end: 'Stop this',
  ended: 'It no longer receives these events.',
}
