/** Talks as the tray and the notifications tell of them: where each is, and what it waits for. */
import type { Overview } from './overview.ts'
import type { Place } from './places.ts'
import { shown } from './words.ts'

export type TalkFact = Overview['talks'][number]

/** How long one who is away may keep a talk waiting before the owner is told. */
const PATIENCE_MS = 60_000

/** Those that have not ended. */
export const underWay = ({ talks }: Pick<Overview, 'talks'>): TalkFact[] =>
  talks.filter(({ state }) => state !== 'ended')

export const waitsForOwner = ({ state, turn }: TalkFact): boolean =>
  state === 'paused' || (state === 'open' && turn.includes('owner'))

/** The names of those the talk has waited for, in vain, for a minute. */
export function awayIn(talk: TalkFact, { status, at }: Pick<Overview, 'status' | 'at'>): string[] {
  const { state, waitingSince, turn, seats } = talk
  if (state !== 'open' || waitingSince === null) return []
  if (at - Date.parse(waitingSince) < PATIENCE_MS) return []
  const away = (id: string): boolean =>
    (status.presence.find(({ participant }) => participant === id)?.state ?? 'away') === 'away'
  return seats
    .filter(({ participant }) => turn.includes(participant) && away(participant))
    .map(({ name }) => shown(name))
}

/** "Storage plan: round 2 of 3, ChatGPT's turn, 4 min". */
export function talkLine(talk: TalkFact, at: number): string {
  const { title, state, round, rounds, turn, seats, phase, waitingSince } = talk
  const names = seats
    .filter(({ participant }) => turn.includes(participant))
    .map(({ name }) => shown(name))
  const where = rounds > 1 ? `round ${round} of ${rounds}` : shown(phase).toLowerCase()
  const [only] = names
  const whose =
    state === 'paused'
      ? 'paused, waits for you'
      : turn.includes('owner')
        ? 'waits for your verdict'
        : names.length === 1
          ? `${only}’s turn`
          : `waits for ${new Intl.ListFormat('en').format(names)}`
  const minutes =
    waitingSince === null ? 0 : Math.max(0, Math.floor((at - Date.parse(waitingSince)) / 60_000))
  const parts = [where, whose, ...(minutes > 0 ? [`${minutes} min`] : [])]
  return `${shown(title)}: ${parts.join(', ')}`
}

export const placeOfTalk = ({ id }: TalkFact): Place => ({ view: 'talks', path: [id] })
