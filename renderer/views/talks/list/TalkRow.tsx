/** One talk in a list: what it is about, who sits in it, and how it stands. */
import { Letter } from '../../../components/Letter.tsx'
import { Time } from '../../../components/Time.tsx'
import { useNow } from '../../../data/use-now.ts'
import { durationOf, talkStrings } from '../../../strings/talks.ts'
import { toTalk } from '../place.ts'
import type { TalkSummary } from '../shapes.ts'

const words = talkStrings.list

export function TalkRow({ talk }: { talk: TalkSummary }) {
  const standing = useHowItStands(talk)
  const { id, title, seats, state, endedAt, startedAt } = talk
  return (
    <a className="row-link talk-row" href={toTalk(id)}>
      <span className="flex -space-x-1.5">
        {seats.map(({ participant }) => (
          <Letter key={participant} id={participant} />
        ))}
      </span>
      <span>
        <span className="block font-serif text-lg leading-snug wrap-anywhere" dir="auto">
          {title}
        </span>
        <span className={needsOwner(talk) ? 'text-sm text-accent' : 'text-sm text-muted'}>
          {standing}
        </span>
      </span>
      <span className="text-sm text-muted">
        <Time iso={state === 'ended' ? (endedAt ?? startedAt) : startedAt} />
      </span>
    </a>
  )
}

const needsOwner = ({ state, turn }: TalkSummary): boolean =>
  state === 'paused' || (state === 'open' && turn.includes('owner'))

/** "round 2 of 3, ChatGPT's turn, 4 min". */
function useHowItStands(talk: TalkSummary): string {
  const now = useNow()
  const { state, turn, seats, round, rounds, waitingSince } = talk
  const names = seats.map(({ name }) => name)
  if (state === 'ended') return new Intl.ListFormat('en').format(names)
  if (state === 'paused') return words.paused
  const inTurn = seats.filter(({ participant }) => turn.includes(participant))
  if (turn.includes('owner')) return words.verdict
  const waited = waitingSince === null ? '' : durationOf(now - Date.parse(waitingSince))
  return [words.round(round, rounds), words.turn(inTurn.map(({ name }) => name)), waited]
    .filter(Boolean)
    .join(', ')
}
