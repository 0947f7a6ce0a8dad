/** How a talk stands, in one sentence and for the picture: whose turn it is, who listens, what lies sealed. */
import type { TalkLook } from '../../../components/Bridge.tsx'
import type { Light, TowerLook } from '../../../components/bridge/Tower.tsx'
import { timeOf } from '../../../format.ts'
import { lookOf } from '../../../participants.ts'
import { talkStrings } from '../../../strings/talks.ts'
import type { Talk, TalkSeat } from '../shapes.ts'

const words = talkStrings.state

/** How long one who is away may keep the others waiting before the owner is asked. */
const PATIENCE_MS = 60_000

/** Those whose turn it is; nobody while the talk rests. */
export const seatsInTurn = ({ state, seats }: Pick<Talk, 'state' | 'seats'>): TalkSeat[] =>
  state === 'open' ? seats.filter(({ hasTurn }) => hasTurn) : []

/** "ChatGPT's turn": said under the title, and read out whenever it changes. */
export function turnSentence(talk: Talk): string {
  if (talk.state === 'paused') return words.paused
  if (talk.state === 'ended') return words.ended
  if (talk.phase.kind === 'verdict') return words.verdict
  const names = namesOf(seatsInTurn(talk))
  const [only] = names
  if (only === undefined) return words.together(talk.seats.map(({ name }) => name))
  const came = namesOf(seatsInTurn(talk).filter((seat) => hasCome(talk, seat)))
  const unaware = words.unaware(names.filter((name) => !came.includes(name)))
  if (came.length === 0) return unaware
  if (talk.phase.kind === 'sealed') {
    return came.length === names.length ? words.handIns(names) : words.someUnaware(came, unaware)
  }
  return names.length === 1 ? words.turn(only) : words.together(names)
}

/** Whether it has called the bridge since the talk began, and so was told of it. */
export const hasCome = (
  { startedAt, steps }: Pick<Talk, 'startedAt' | 'steps'>,
  { participant, listening, lastSeen }: TalkSeat,
): boolean =>
  listening === 'waiting' ||
  (lastSeen !== null && Date.parse(lastSeen) >= Date.parse(startedAt)) ||
  steps.some(({ kind, by }) => by === participant && spoken.has(kind))

/** Also what the owner pasted for one that may not write. */
const spoken: ReadonlySet<string> = new Set(['sealed', 'opened', 'said'])

/**
 * Those the owner has to bring here: at once who was never told of the talk and is woken by nothing,
 * and whoever is away when the talk has waited a while.
 */
export const awaySeats = (
  talk: Talk,
  now: number,
  isWoken: (participant: string) => boolean = () => false,
): TalkSeat[] =>
  seatsInTurn(talk).filter((seat) => {
    if (seat.held || seat.waitingSince === null) return false
    if (!hasCome(talk, seat) && !isWoken(seat.participant)) return true
    const waited = now - Date.parse(seat.waitingSince) >= PATIENCE_MS
    return waited && (seat.listening === 'away' || !hasCome(talk, seat))
  })

const namesOf = (seats: readonly TalkSeat[]): string[] => seats.map(({ name }) => name)

/** Whether a seat listens, in a few words. */
export function listeningWords({ listening, lastSeen, sealed, handedIn, held }: TalkSeat): string {
  const when = lastSeen === null ? null : timeOf(lastSeen)
  const said = {
    waiting: words.listening.waiting,
    lately: words.listening.lately(when ?? ''),
    away: words.listening.away(when),
  }[listening]
  if (held) return `${said}, ${words.held}`
  if (sealed) return `${said}, ${words.sealed}`
  return handedIn ? `${said}, ${words.handedIn}` : said
}

/** Who stands left and who right: ChatGPT right and Claude left, as everywhere, else as they sit. */
export function sidesOf(seats: readonly TalkSeat[]): { left?: TalkSeat; right?: TalkSeat } {
  const [first, second] = seats.toSorted((a, b) => weight(a) - weight(b))
  return { ...(first && { left: first }), ...(second && { right: second }) }
}
const weight = ({ participant }: TalkSeat): number => ({ claude: -1, chatgpt: 1 })[participant] ?? 0

/** The towers of the picture. */
export function pictureOf(talk: Talk): TalkLook {
  const { left, right } = sidesOf(talk.seats)
  const justOpened = openedLast(talk)
  const tower = (seat: TalkSeat | undefined): TowerLook => {
    if (!seat) return { light: 'dark', hue: 'hue-slate' }
    return {
      light: lights[seat.listening],
      hue: lookOf(seat.participant).hue,
      lantern: talk.state === 'open' && seat.hasTurn,
      letter: seat.sealed ? 'sealed' : justOpened ? 'open' : undefined,
    }
  }
  const label = words.picture(
    turnSentence(talk),
    talk.seats.map((seat) => `${seat.name}: ${listeningWords(seat)}.`),
  )
  return { label, left: tower(left), right: tower(right) }
}

const lights: Record<TalkSeat['listening'], Light> = { waiting: 'lit', lately: 'dim', away: 'dark' }

/** The seals were broken, and nobody has spoken since. */
function openedLast({ steps, state }: Talk): boolean {
  const last = steps.findLast(({ kind }) => kind === 'opened' || kind === 'said')
  return state !== 'ended' && last?.kind === 'opened'
}
