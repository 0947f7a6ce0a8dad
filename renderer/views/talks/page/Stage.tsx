/** The head of a talk: the towers as its status, who sits where, its title, its turn and its phases. */
import { Bridge } from '../../../components/Bridge.tsx'
import type { Journey } from '../../../components/bridge/Crossing.tsx'
import { Letter } from '../../../components/Letter.tsx'
import { useLink, useLoaded } from '../../../data/hooks.ts'
import { useNow } from '../../../data/use-now.ts'
import { lookOf } from '../../../participants.ts'
import { durationOf, talkStrings } from '../../../strings/talks.ts'
import type { Talk, TalkSeat } from '../shapes.ts'
import { Phases } from './Phases.tsx'
import {
  hasCome,
  listeningWords,
  pictureOf,
  seatsInTurn,
  sidesOf,
  turnSentence,
} from './standing.ts'
import { useCrossingStep } from './use-crossing-step.ts'

const words = talkStrings.state

export function Stage({ talk }: { talk: Talk }) {
  const { value: status } = useLoaded('status.get', {})
  const stopped = useLink() === 'stopped'
  const { left, right } = sidesOf(talk.seats)
  const others = talk.seats.filter((seat) => seat !== left && seat !== right)
  return (
    <header className="overflow-clip pt-2">
      <Bridge
        raised={stopped || status?.position === 'raised'}
        talk={pictureOf(talk)}
        crossing={crossingOf(useCrossingStep(talk), { left, right })}
      />
      <div className="stage-sides">
        {left && <Side seat={left} talk={talk} />}
        {right && <Side seat={right} talk={talk} />}
      </div>
      {others.map((seat) => (
        <div key={seat.participant} className="mt-3 flex justify-center">
          <Side seat={seat} talk={talk} />
        </div>
      ))}
      <h1 className="mx-auto max-w-4xl px-5 pt-8 text-center font-serif text-3xl text-balance wrap-anywhere sm:text-4xl">
        {talk.title}
      </h1>
      <Turn talk={talk} />
      <Phases talk={talk} />
    </header>
  )
}

function Side({ seat, talk }: { seat: TalkSeat; talk: Talk }) {
  const inTurn = seatsInTurn(talk).includes(seat)
  return (
    <p className="min-w-0 px-1 text-center leading-snug wrap-anywhere">
      <span className="inline-flex max-w-full items-center gap-2 max-sm:flex-col max-sm:gap-1">
        <Letter id={seat.participant} small />
        <span className={inTurn ? 'min-w-0 font-medium' : 'min-w-0'}>{seat.name}</span>
      </span>
      {seat.role && (
        <span className="text-sm text-muted max-sm:block">
          <span className="max-sm:hidden"> · </span>
          {seat.role}
        </span>
      )}
      <span className="block text-sm text-muted">{listeningWords(seat)}</span>
    </p>
  )
}

function Turn({ talk }: { talk: Talk }) {
  const now = useNow()
  const since = seatsInTurn(talk)
    .flatMap(({ waitingSince }) => waitingSince ?? [])
    .toSorted()[0]
  // Nobody waits for one who was not told; the sentence says that.
  const told = seatsInTurn(talk).every((seat) => hasCome(talk, seat))
  const waited = since === undefined || !told ? 0 : now - Date.parse(since)
  return (
    <p className="px-5 pt-3 text-center text-lg">
      {turnSentence(talk)}
      {waited >= 60_000 && <span className="text-muted"> {words.since(durationOf(waited))}</span>}
    </p>
  )
}

/** What a seat without a tower says goes to both. */
function crossingOf(
  step: Talk['steps'][number] | undefined,
  { left, right }: ReturnType<typeof sidesOf>,
): Journey | undefined {
  if (!step?.by) return undefined
  const sent = { seq: step.seq, hue: lookOf(step.by).hue }
  if (step.by === left?.participant) return { ...sent, from: 'left', to: ['right'] }
  if (step.by === right?.participant) return { ...sent, from: 'right', to: ['left'] }
  return { ...sent, from: 'middle', to: ['left', 'right'] }
}
