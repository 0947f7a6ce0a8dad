/** A talk as the card shows it: who sits there, whose turn it is, what is handed in. No words of a hand-in. */
import { clockTime } from '../../base/local-time.ts'
import { waitsFor } from '../../talk/machine.ts'
import { handedInNow, phaseOf } from '../../talk/machine-phases.ts'
import type { Talk } from '../../talk/talk-types.ts'
import type { Seat } from '../../talk/types.ts'
import { pausedWords } from '../../talk/refusals.ts'
import { plural } from '../../base/plural.ts'
import type { NameOf } from '../words/names.ts'
import type { ToolContext } from '../tool.ts'
import type { TalkOnCard } from './card-schema.ts'

interface Reader {
  participant: string
  nameOf: NameOf
  presence: Pick<ToolContext['presence'], 'of'>
}

export function talkOnCard(talk: Talk, { participant, nameOf, presence }: Reader): TalkOnCard {
  const { state } = talk
  const hidden = hidesNames(talk)
  const turn = state.status === 'open' ? waitsFor(state) : []
  const handed = handedInNow(state)
  const nameIn = (seat: Seat) =>
    hidden && seat.participant !== participant ? `Seat ${seat.alias}` : nameOf(seat.participant)
  const seats = state.seats.map((seat) => {
    const own = handed.filter((one) => one.participant === seat.participant)
    // Who called when is known of everybody by name, and would give a letter away.
    const here = hidden && seat.participant !== participant ? null : presence.of(seat.participant)
    return {
      name: nameIn(seat),
      you: seat.participant === participant,
      role: state.form.roles.find(({ id }) => id === seat.role)?.title ?? null,
      listening: here?.state ?? null,
      last_seen: iso(here?.lastSeen ?? null),
      handed_in: handedIn(
        own.length > 0,
        own.some(({ sealed }) => sealed),
      ),
      has_turn: turn.includes(seat.participant),
    }
  })
  const repeats = state.form.phases.some((phase) => phase.repeats)
  return {
    talk: talk.id,
    title: talk.title,
    form: state.form.title,
    state: state.status,
    phase: phaseOf(state).title,
    round: repeats ? state.round : 1,
    rounds: repeats ? state.bounds.rounds : 1,
    turn: turnWords(talk, seats),
    waits_for_owner: waitsForOwner(talk),
    // The order of speaking would tell which letter is whose.
    seats: hidden ? seats.toSorted((a, b) => (a.name < b.name ? -1 : 1)) : seats,
  }
}

/** With two seats, everybody knows who the other one is. */
const hidesNames = ({ state }: Talk): boolean =>
  state.form.anonymous && state.status !== 'ended' && state.seats.length > 2

const handedIn = (any: boolean, sealed: boolean): TalkOnCard['seats'][number]['handed_in'] =>
  sealed ? 'sealed' : any ? 'open' : 'no'

const waitsForOwner = ({ state }: Talk): boolean =>
  state.status === 'paused' || (state.status === 'open' && phaseOf(state).kind === 'verdict')

function turnWords({ state }: Talk, seats: { name: string; has_turn: boolean }[]): string {
  if (state.status === 'ended') return 'The talk has ended'
  if (state.paused) return `Paused: ${pausedWords(state.paused)}`
  if (phaseOf(state).kind === 'verdict') return "The owner's turn: the verdict"
  const names = seats.filter((one) => one.has_turn).map(({ name }) => name)
  const [only] = names
  if (only === undefined) return 'Nobody is asked just now'
  return names.length === 1 ? `${only}'s turn` : `Waiting for ${names.join(' and ')}`
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** The same as text, whole for a host that shows no card. */
export function talkText(talk: TalkOnCard, now: number): string {
  const round = talk.rounds > 1 ? ` · round ${talk.round} of ${talk.rounds}` : ''
  const phase = talk.state === 'ended' ? '' : ` · ${talk.phase}${round}`
  const seats = talk.seats.map((seat) => {
    const role = seat.role === null ? '' : `, ${seat.role}`
    const handed = { no: '', sealed: ', handed in (sealed)', open: ', handed in' }[seat.handed_in]
    return `- ${JSON.stringify(seat.name)}${seat.you ? ' (you)' : ''}${role}${listeningWords(seat, now)}${handed}`
  })
  return [
    `Talk ${talk.talk} · ${talk.form}${phase}`,
    `The question, from the owner: ${JSON.stringify(talk.title)}`,
    `${talk.turn}. ${plural(talk.seats.length, 'seat')}:`,
    ...seats,
  ].join('\n')
}

function listeningWords(
  { listening, last_seen }: TalkOnCard['seats'][number],
  now: number,
): string {
  if (listening === null) return ''
  if (listening === 'waiting') return ', listening now'
  if (last_seen === null || last_seen === undefined) return ', has never called'
  return `, last called at ${clockTime(last_seen, now)}`
}
