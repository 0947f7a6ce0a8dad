/** A seat takes its turn. */
import { completePhase, pauseFor, phaseOf, speakers, type Moved } from './machine-phases.ts'
import { timer } from './timer.ts'
import type { Advance, BoundName, Content, HandIn, TalkEvent, TalkState } from './types.ts'

type HandInEvent = Extract<TalkEvent, { type: 'hand-in' }>

export function handIn(state: TalkState, event: HandInEvent): Advance {
  if (state.status === 'paused' && state.paused) {
    return { ok: false, refusal: { code: 'talk-paused', paused: state.paused } }
  }
  const turn = speakers(state).find(({ participant }) => participant === event.by)
  if (!turn) {
    const waits = speakers(state).map(({ participant }) => participant)
    return { ok: false, refusal: { code: 'not-your-turn', waitsFor: waits } }
  }
  const phase = phaseOf(state)
  const sealed = phase.kind === 'sealed' && !turn.extra
  const handed: HandIn = {
    number: state.handIns.length + 1,
    participant: event.by,
    phase: phase.id,
    round: state.round,
    turn: state.turn,
    extra: turn.extra,
    pasted: event.pasted ?? false,
    at: event.at,
    content: event.content,
    marks: event.marks ?? [],
    sealed,
  }
  const taken: TalkState = {
    ...state,
    handIns: [...state.handIns, handed],
    used: {
      messages: state.used.messages + 1,
      characters: state.used.characters + charactersIn(event.content),
    },
    pending: state.pending.filter((pending) => pending !== turn),
  }
  const step = { kind: sealed ? 'sealed' : 'said', by: event.by, handIn: handed.number } as const
  const moved = afterHandIn(taken, event.at)
  return { ok: true, state: moved.state, steps: [step, ...moved.steps] }
}

/** Words and all: what a reader of it has to read. */
export const charactersIn = (content: Content): number => JSON.stringify(content).length

/** The next turn, the next phase, or a pause because a bound was reached. */
export function afterHandIn(taken: TalkState, at: number): Moved {
  const phase = phaseOf(taken)
  const moved =
    taken.pending.length === 0
      ? completePhase(taken, at)
      : phase.kind === 'turns'
        ? {
            state: {
              ...taken,
              turn: taken.turn + 1,
              since: at,
              phaseTimer: timer(phase.minutes, at),
            },
            steps: [],
          }
        : { state: taken, steps: [] }
  const reached = boundReached(moved.state)
  if (!reached) return moved
  const paused = pauseFor(moved.state, { kind: 'bound', what: reached }, at)
  return { state: paused.state, steps: [...moved.steps, ...paused.steps] }
}

/** A bound is no matter any more once nobody is to speak. */
function boundReached({ status, pending, used, bounds }: TalkState): BoundName | null {
  if (status !== 'open' || pending.length === 0) return null
  if (used.messages >= bounds.messages) return 'messages'
  return used.characters >= bounds.characters ? 'characters' : null
}
