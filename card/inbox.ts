/** An inbox on the card: how much is unread, how the first letters begin, and what waits at the gate. */
import { el, words } from './elements.ts'
import { timeOf } from './times.ts'
import type { InboxView } from './view.ts'

const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

export function drawInbox(inbox: InboxView): Node[] {
  const { unread, letters, notAcknowledged, pausedThreads, held, heldItems } = inbox
  const more = unread - letters.length
  const moreHeld = held - heldItems.length
  const rest = [more > 0 && `${more} more`, moreHeld > 0 && `${moreHeld} more held`].filter(Boolean)
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
    heldItems.length > 0 &&
      el(
        'ul',
        { class: 'seats', 'aria-label': 'Held for you' },
        ...heldItems.map(({ kind, from, at }) =>
          el(
            'li',
            {},
            el('b', {}, words(from)),
            el(
              'span',
              { class: 'quiet' },
              `held · ${kind === 'hand-in' ? 'turn' : kind} · `,
              el('time', { datetime: at }, timeOf(at)),
            ),
          ),
        ),
      ),
    rest.length > 0 && el('p', { class: 'quiet' }, `and ${rest.join(', ')}`),
  ].filter((node) => node !== false)
}
