/** A talk in the words of the command line. */
import { localTime } from '../bridge/base/local-time.ts'
import type { MethodResult } from '../contract.ts'
import { printable } from '../host/printable.ts'
import { listeningWords } from './listening.ts'
import { table } from './table.ts'

type Talk = MethodResult<'talks.get'>
type Summary = MethodResult<'talks.list'>[number]
type Step = Talk['steps'][number]

export const listLines = (talks: Summary[]): string[] =>
  talks.length === 0
    ? ['No talks yet. Begin one: drawbridge talk start "QUESTION" --between claude,chatgpt']
    : table(
        talks.map(({ id, title, form, state, phase, turn }) => [
          id,
          form.title,
          state === 'open' ? phase : state,
          turn.length === 0
            ? ''
            : `waits for ${turn.map((one) => (one === 'owner' ? 'you' : one)).join(', ')}`,
          printable(title),
        ]),
      )

/** A talk that waits for its owner, with the command it waits for. */
export const waitingLine = ({ id, title, state }: Summary): string =>
  state === 'paused'
    ? `Talk ${id} is paused until you decide: ${printable(title)} (drawbridge talk resume ${id}, or end ${id})`
    : `Talk ${id} waits for your verdict: ${printable(title)} (drawbridge talk verdict ${id} "TEXT")`

/** How a talk stands, and what brings whoever it waits for. */
export function talkLines(talk: Talk): string[] {
  const { id, title, form, state, phase, round, rounds, pausedBecause, seats } = talk
  const where = state === 'open' ? `${phase.title}, round ${round} of ${rounds}` : state
  const why = pausedBecause ? ` because ${pausedBecause.words}` : ''
  return [
    `${id} · ${form.title} · ${where}${why}`,
    printable(title),
    ...seats.map((seat) => {
      const role = seat.role === null ? '' : ` (${seat.role})`
      const doing = seat.held
        ? 'its turn waits for you (drawbridge held)'
        : seat.sealed
          ? 'handed in, closed'
          : seat.hasTurn
            ? 'has the turn'
            : ''
      const listens = listeningWords({ state: seat.listening, lastSeen: seat.lastSeen }, Date.now())
      return `  ${seat.name}${role}: ${listens}${doing === '' ? '' : `, ${doing}`}`
    }),
    ...nudgeLines(talk),
    ...(state === 'open' && phase.kind === 'verdict'
      ? [`Your verdict: drawbridge talk verdict ${id} "TEXT"`]
      : []),
    ...(state === 'ended' ? [`The result: drawbridge talk result ${id}`] : []),
    ...(state === 'paused' ? [`Go on: drawbridge talk resume ${id}; or end it.`] : []),
  ]
}

const nudgeLines = ({ seats }: Talk): string[] =>
  seats
    .filter(({ hasTurn, held, listening }) => hasTurn && !held && listening === 'away')
    .flatMap(({ name, nudge }) => [
      `${name} is away. Paste into its app: ${printable(nudge.line)}`,
      ...(nudge.href === null ? [] : [`  or open ${nudge.href}`]),
      ...(nudge.command === null ? [] : [`  or run ${printable(nudge.command)}`]),
    ])

/** One thing that happened; its words, if it has any, indented below. */
export function stepLines(
  { kind, by, text, marks, at, pasted, message }: Step,
  talk: Talk,
): string[] {
  const who =
    by === 'owner' ? 'you' : (talk.seats.find((seat) => seat.participant === by)?.name ?? by)
  const notes = [...marks, ...(pasted ? ['pasted by you'] : [])]
  const about = message === null && text !== null ? `: ${printable(text)}` : ''
  const head = `${localTime(at)} · ${who === null ? '' : `${who} · `}${kind}${about}${notes.length === 0 ? '' : ` · ${notes.join(', ')}`}`
  return message === null || text === null
    ? [head]
    : [
        head,
        ...printable(text)
          .split('\n')
          .map((line) => `    ${line}`),
      ]
}
