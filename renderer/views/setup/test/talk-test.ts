/** How far the talk that ends set-up has come, read from the talk itself; nothing is kept beside it. */
import { testTalkStrings as words } from '../../../strings/setup.ts'
import { hasCome } from '../../talks/page/standing.ts'
import type { Talk, TalkSeat, TalkSummary } from '../../talks/shapes.ts'

const ROUNDS = 2

export interface TalkLeg {
  seat: TalkSeat
  /** It has called the bridge since the talk began. */
  came: boolean
  /** How often it has spoken; two are wanted. */
  said: number
}

export interface TalkTest {
  talk: Talk
  legs: TalkLeg[]
  answered: number
  all: number
  done: boolean
}

/** The newest of them; talks come newest first. */
export const newestTestTalk = (talks: readonly TalkSummary[] | undefined): string | undefined =>
  talks?.find(({ title }) => title.startsWith(words.prefix))?.id

export function talkTestOf(talk: Talk | undefined): TalkTest | undefined {
  if (!talk?.question.startsWith(words.prefix)) return undefined
  const legs = talk.seats.map((seat): TalkLeg => {
    const said = talk.steps.filter(
      ({ kind, by }) => kind === 'said' && by === seat.participant,
    ).length
    return { seat, came: hasCome(talk, seat), said: Math.min(said, ROUNDS) }
  })
  const answered = legs.filter(({ said }) => said >= ROUNDS).length
  // They may call it done earlier; each has heard the other then, and that is what was to be shown.
  const over = talk.state === 'ended' || talk.phase.kind === 'verdict'
  const done = answered === legs.length || (over && legs.every(({ said }) => said > 0))
  return { talk, legs, answered: done ? legs.length : answered, all: legs.length, done }
}

/** What it waits for, and what the owner can do about it. */
export function missingIn({ talk, legs, done }: TalkTest): { leg: TalkLeg; words: string } | null {
  if (done || talk.state !== 'open') return null
  const leg = legs.find(({ seat }) => seat.hasTurn) ?? legs.find(({ said }) => said < ROUNDS)
  if (!leg) return null
  const { name } = leg.seat
  return { leg, words: leg.came ? words.silent(name) : words.absent(name) }
}
