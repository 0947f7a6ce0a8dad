/** The course of a round trip: sent, then for each whether it was read and answered, with the picture. */
import { useState } from 'react'
import { Bridge } from '../../../components/Bridge.tsx'
import type { Journey } from '../../../components/bridge/Crossing.tsx'
import { Letter } from '../../../components/Letter.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { markWord, StatusMark } from '../../../components/StatusMark.tsx'
import { Time } from '../../../components/Time.tsx'
import type { Participants } from '../../../data/shapes.ts'
import { lookOf, nameOf, towerOf } from '../../../participants.ts'
import { testStrings as words } from '../../../strings/setup.ts'
import type { RoundTrip } from './round-trip.ts'

interface Props {
  trip: RoundTrip
  participants: Participants
}

export function Course({ trip, participants }: Props) {
  const { legs, answered, all, sentAt } = trip
  const done = answered === all
  const lightOf = (id: string) =>
    legs.some(({ participant, answeredAt }) => participant === id && answeredAt !== null)
      ? 'lit'
      : 'dark'
  return (
    <div>
      <div className="mb-8 overflow-clip border-b border-line pb-6">
        <Bridge
          decorative
          raised={false}
          lights={{ left: lightOf('claude'), right: lightOf('chatgpt') }}
          crossing={useCrossing(trip)}
        />
      </div>
      <LiveRegion>{done ? words.done : words.progress(answered, all)}</LiveRegion>
      <p className="mb-1 font-serif text-2xl">
        {done ? words.done : words.progress(answered, all)}
      </p>
      <p className="mb-6 text-sm text-muted">
        {done ? (
          words.doneDetail
        ) : (
          <>
            {words.steps.sent} · <Time iso={sentAt} />
          </>
        )}
      </p>
      <ul className="grid gap-8 sm:grid-cols-2">
        {legs.map((leg) => {
          const name = nameOf(leg.participant, participants)
          const {
            read,
            unread,
            answered: hasAnswered,
            unanswered,
            delivered,
            elsewhere,
          } = words.steps
          return (
            <li key={leg.participant}>
              <p className="mb-2 flex items-center gap-3 font-medium">
                <Letter id={leg.participant} />
                {name}
              </p>
              <ol className="ladder">
                <Rung text={delivered(name)} at={sentAt} />
                <Rung text={leg.readAt ? read(name) : unread(name)} at={leg.readAt} />
                <Rung
                  text={
                    (leg.answeredAt ? hasAnswered(name) : unanswered(name)) +
                    (leg.elsewhere ? `, ${elsewhere}` : '')
                  }
                  at={leg.answeredAt}
                />
              </ol>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Rung({ text, at }: { text: string; at: string | null }) {
  const state = at === null ? 'waiting' : 'ok'
  return (
    <li className="ladder-rung">
      <StatusMark state={state} label={markWord(state)} />
      <p className={at === null ? 'text-muted' : undefined}>
        {text}
        {at !== null && (
          <span className="block text-sm text-muted">
            <Time iso={at} />
          </span>
        )}
      </p>
    </li>
  )
}

/** An answer that comes while somebody looks travels to the owner; those of before do not. */
function useCrossing(trip: RoundTrip): Journey | undefined {
  const newest = lastAnswer(trip)
  const [atFirst] = useState(newest?.seq ?? 0)
  return newest && newest.seq > atFirst ? newest : undefined
}

function lastAnswer({ legs }: RoundTrip): Journey | undefined {
  const [last] = legs
    .filter(({ answeredAt }) => answeredAt !== null)
    .toSorted((a, b) => (b.answeredAt ?? '').localeCompare(a.answeredAt ?? ''))
  if (!last) return undefined
  const { participant, answeredAt } = last
  const from = towerOf(participant)
  if (!from) return undefined
  const seq = Date.parse(answeredAt ?? '')
  return { seq, hue: lookOf(participant).hue, from, to: ['middle'] }
}
