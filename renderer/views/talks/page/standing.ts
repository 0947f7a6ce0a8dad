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
  const names = seatsInTurn(talk).map(({ name }) => name)
  const [only] = names
  if (only === undefined) return words.together(talk.seats.map(({ name }) => name))
  if (talk.phase.kind === 'sealed') return words.handIns(names)
  return names.length === 1 ? words.turn(only) : words.together(names)
}

/** Those the talk has waited a while for and that do not listen: the owner can bring them back. */
export const awaySeats = (talk: Talk, now: number): TalkSeat[] =>
  seatsInTurn(talk).filter(
    ({ listening, held, waitingSince }) =>
      listening === 'away' &&
      !held &&
      waitingSince !== null &&
      now - Date.parse(waitingSince) >= PATIENCE_MS,
  )

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
