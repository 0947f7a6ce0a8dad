/** A talk on the card: the towers, whose turn it is, and a line for each seat. */
import { el, words } from './elements.ts'
import { timeOf } from './times.ts'
import { towers } from './towers.ts'
import type { Seat, TalkView } from './view.ts'

export function drawTalk(talk: TalkView): Node[] {
  const round = talk.rounds > 1 ? ` · round ${talk.round} of ${talk.rounds}` : ''
  const where = talk.state === 'ended' ? talk.form : `${talk.form} · ${talk.phase}${round}`
  const label = `${talk.turn}. ${talk.seats.map((seat) => `${seat.name}: ${standing(seat)}.`).join(' ')}`
  return [
    el('p', { class: 'title' }, words(talk.title)),
    el('p', { class: 'quiet' }, where),
    towers(label, talk.seats, false),
    el('p', { class: talk.waitsForOwner ? 'turn yours' : 'turn' }, words(talk.turn)),
    el(
      'ul',
      { class: 'seats' },
      ...talk.seats.map((seat) =>
        el(
          'li',
          {},
          el('b', {}, words(seat.name)),
          el('span', { class: 'quiet' }, [seat.role, standing(seat)].filter(Boolean).join(' · ')),
        ),
      ),
    ),
  ]
}

/** "listening, handed in, sealed": how one seat stands, in a few words. */
function standing({ listening, lastSeen, handedIn }: Seat): string {
  const seen = timeOf(lastSeen)
  const here = {
    waiting: 'listening now',
    lately: `called ${seen}`,
    away: seen === '' ? 'has not come yet' : `away since ${seen}`,
    '': '',
  }[listening]
  const handed = { no: '', sealed: 'handed in, sealed', open: 'handed in' }[handedIn]
  return [here, handed].filter(Boolean).join(' · ')
}
