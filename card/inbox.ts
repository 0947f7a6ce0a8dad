/** An inbox on the card: how much is unread, and how the first letters begin. */
import { el, words } from './elements.ts'
import { timeOf } from './times.ts'
import type { InboxView } from './view.ts'

const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

export function drawInbox(inbox: InboxView): Node[] {
  const { unread, letters, notAcknowledged, pausedThreads } = inbox
  const more = unread - letters.length
  const paused = `${plural(pausedThreads, 'thread')} ${pausedThreads === 1 ? 'is' : 'are'} paused and ${pausedThreads === 1 ? 'waits' : 'wait'} for you`
  return [
    el(
      'p',
      { class: 'title' },
      unread === 0 ? 'Nothing new for ' : `${plural(unread, 'new letter')} for `,
      words(inbox.of),
    ),
    pausedThreads > 0 && el('p', { class: 'turn yours' }, paused),
    unread === 0 &&
      notAcknowledged > 0 &&
      el(
        'p',
        { class: 'quiet' },
        `${plural(notAcknowledged, 'letter')} read, not answered for yet`,
      ),
    letters.length > 0 &&
      el(
        'ul',
        { class: 'letters' },
        ...letters.map((letter) =>
          el(
            'li',
            {},
            el('b', {}, letter.fromOwner ? 'You' : words(letter.from)),
            el('time', { class: 'quiet', datetime: letter.sentAt }, ` ${timeOf(letter.sentAt)}`),
            el('p', { dir: 'auto' }, letter.beginning),
          ),
        ),
      ),
    more > 0 && el('p', { class: 'quiet' }, `and ${more} more`),
  ].filter((node) => node !== false)
}
