/** What was said in a talk as a seat reads it: quoted, by alias where names are hidden, newest kept. */
import { quote } from '../../conversation/quote.ts'
import type { Talk } from '../../talk/talk-types.ts'
import { named, type NameOf } from '../words/names.ts'

export interface Said {
  step: number
  /** "seat B", a name, or "the owner". */
  by: string
  from_owner: boolean
  yours: boolean
  kind: 'said' | 'verdict' | 'owner'
  text: string
  marks: string[]
}

/** Of what a participant's app said where it may not write: the owner carried it over. */
const pastedMark = 'pasted by the owner'

/** As much as one answer holds; the thread has the rest. */
const longest = 120_000

export interface SaidSoFar {
  said: Said[]
  /** Older ones that did not fit. */
  leftOut: number
  /** The messages these are, to count as read. */
  messages: number[]
}

export function saidSoFar(talk: Talk, you: string, nameOf: NameOf, after: number): SaidSoFar {
  const steps = talk.steps.filter(
    ({ number, text, message }) => number > after && text !== null && message !== null,
  )
  const said: Said[] = []
  const messages: number[] = []
  let left = longest
  for (const step of steps.toReversed()) {
    const text = step.text ?? ''
    left -= text.length
    if (left < 0 && said.length > 0) break
    const handIn = talk.state.handIns.find(({ number }) => number === step.handIn)
    messages.push(step.message ?? 0)
    said.push({
      step: step.number,
      by: seatName(talk, step.by ?? '', nameOf),
      from_owner: step.by === 'owner',
      yours: step.by === you,
      kind: step.kind === 'owner' || step.kind === 'verdict' ? step.kind : 'said',
      text,
      marks: [...(handIn?.pasted ? [pastedMark] : []), ...(handIn?.marks ?? [])],
    })
  }
  return { said: said.toReversed(), leftOut: steps.length - said.length, messages }
}

/** How a seat is called to the others: by its letter until an anonymous talk ends. */
export function seatName({ state }: Talk, participant: string, nameOf: NameOf): string {
  if (participant === 'owner') return 'the owner'
  const alias = state.seats.find((seat) => seat.participant === participant)?.alias ?? '?'
  return state.form.anonymous && state.status !== 'ended'
    ? `seat ${alias}`
    : `${named(participant, nameOf)}, seat ${alias}`
}

/** One of them, its words quoted line by line. */
export function saidText({ step, by, yours, kind, text, marks }: Said): string {
  const what = kind === 'verdict' ? ', verdict' : ''
  const noted = marks.length === 0 ? '' : ` · noted by the bridge: ${marks.join(', ')}`
  return `Step ${step} · ${by}${yours ? ' (you)' : ''}${what}${noted}\n${quote(text)}`
}
